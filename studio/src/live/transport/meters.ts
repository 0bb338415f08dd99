/** What a connection is measured by, over the last seconds. */
export interface Reading {
  /** Frames shown a second. */
  readonly fps: number;
  readonly kbitPerSecond: number;
  /** Of the frames that were sent here, 0 to 100; null before there are enough. */
  readonly lossPercent: number | null;
  /** There and back, milliseconds. */
  readonly rttMs: number | null;
  /** From the moment that a frame is of to its arrival, milliseconds. */
  readonly latencyMs: number | null;
}

const WINDOW_MS = 2_000;
const LOSS_WINDOW_MS = 5_000;
const ENOUGH = 20;

interface Arrival {
  readonly at: number;
  readonly bytes: number;
}

interface Numbered {
  readonly at: number;
  readonly sequence: number;
}

/** Counts what arrives. All times are milliseconds of one monotonic clock that the caller reads. */
export class Meters {
  private arrivals: Arrival[] = [];
  private shown: number[] = [];
  private numbers: Numbered[] = [];
  private rtt: number | null = null;
  /** This clock minus the media's, from the quickest answer of late. */
  private offset: { value: number; rtt: number; at: number } | null = null;
  private latency: number | null = null;

  /** Some bytes have come. */
  arrived(bytes: number, now: number): void {
    this.arrivals.push({ at: now, bytes });
  }

  /** A frame is newer than all before. */
  newer(sequence: number, mediaMs: number, now: number): void {
    this.shown.push(now);
    this.number(sequence, now);
    if (this.offset !== null) {
      const late = Math.max(0, now - this.offset.value - mediaMs);
      this.latency = this.latency === null ? late : this.latency + (late - this.latency) * 0.1;
    }
  }

  /** A frame has come late; it is not lost. */
  late(sequence: number, now: number): void {
    this.number(sequence, now);
  }

  /** A ping that left at that time has come back with the media's time. */
  answered(sentAt: number, mediaMs: number, now: number): void {
    const rtt = Math.max(0, now - sentAt);
    this.rtt = this.rtt === null ? rtt : this.rtt + (rtt - this.rtt) * 0.3;
    // The quickest answer says best what time it is there; an old one says less each second.
    if (this.offset === null || rtt <= this.offset.rtt + (now - this.offset.at) / 1_000) {
      this.offset = { value: now - rtt / 2 - mediaMs, rtt, at: now };
    }
  }

  /** Whether whatever is sent arrives: a gap then is a frame that the server left out, not a lost one. */
  reliable = false;

  /** Another level numbers its frames in other steps. */
  levelChanged(): void {
    this.numbers = [];
  }

  /** A new connection: what was counted does not belong to it. */
  reset(): void {
    this.arrivals = [];
    this.shown = [];
    this.numbers = [];
    this.rtt = null;
    this.offset = null;
    this.latency = null;
  }

  read(now: number): Reading {
    this.arrivals = this.arrivals.filter(({ at }) => at > now - WINDOW_MS);
    this.shown = this.shown.filter((at) => at > now - WINDOW_MS);
    this.numbers = this.numbers.filter(({ at }) => at > now - LOSS_WINDOW_MS);
    const seconds = WINDOW_MS / 1_000;
    const bytes = this.arrivals.reduce((sum, arrival) => sum + arrival.bytes, 0);
    return {
      fps: this.shown.length / seconds,
      kbitPerSecond: (bytes * 8) / 1_000 / seconds,
      lossPercent: this.reliable ? 0 : this.loss(),
      rttMs: this.rtt,
      latencyMs: this.latency,
    };
  }

  private number(sequence: number, now: number): void {
    this.numbers.push({ at: now, sequence });
    if (this.numbers.length > 1_000) {
      this.numbers = this.numbers.slice(-600);
    }
  }

  /** From the gaps between numbers; the most frequent gap is the level's own step. */
  private loss(): number | null {
    const first = this.numbers[0];
    if (first === undefined || this.numbers.length < ENOUGH) {
      return null;
    }
    const offsets = [...new Set(this.numbers.map(({ sequence }) => (sequence - first.sequence) | 0))].toSorted(
      (a, b) => a - b,
    );
    const counts = new Map<number, number>();
    offsets.forEach((value, i) => {
      const gap = value - (offsets[i - 1] ?? value);
      if (gap > 0) {
        counts.set(gap, (counts.get(gap) ?? 0) + 1);
      }
    });
    let step = 1;
    for (const [gap, count] of counts) {
      if (count > (counts.get(step) ?? 0)) {
        step = gap;
      }
    }
    const sent = Math.round(((offsets.at(-1) ?? 0) - (offsets[0] ?? 0)) / step) + 1;
    return Math.max(0, Math.min(100, (100 * (sent - offsets.length)) / sent));
  }
}
