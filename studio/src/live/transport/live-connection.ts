import { backoffMs } from '../../events/backoff.ts';
import type { TokenSource } from '../../http/api.ts';
import { Problem } from '../../http/problem.ts';
import { acknowledgement } from '../codec/frame.ts';
import { finalWords, mayFollow } from './connection-state.ts';
import type { ConnectionState } from './connection-state.ts';
import { FrameReceiver } from './frame-receiver.ts';
import { serverMessageOf } from './messages.ts';
import type { Reading } from './meters.ts';
import { PerformerFeed } from './performer-feed.ts';
import type { Playout } from './playout.ts';
import { CLOSE, codeOf } from './transport.ts';
import type {
  LevelChoice,
  OpenTransport,
  Transport,
  TransportChoice,
  TransportKind,
} from './transport.ts';

/** What a connection stands on. */
export interface Ground {
  readonly sessionId: string;
  readonly tokens: TokenSource;
  readonly open: Readonly<Record<TransportKind, OpenTransport>>;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  random(): number;
  /** Something to be shown has changed. */
  changed(): void;
  screenHeight(): number;
}

const OPEN_MS: Readonly<Record<TransportKind, number>> = { webrtc: 6_000, websocket: 8_000 };
const REPORT_MS = 1_000;
/** After so many failures in a row of WebRTC a WebSocket is tried, and now and then WebRTC again. */
const RTC_TRIES = 1;
const RTC_AGAIN_MS = 60_000;

/**
 * A place in a live session that comes back by itself, over WebRTC or, where that does not lead
 * anywhere, a WebSocket.
 *
 * ```
 * init → connecting → connected → active → closing → closed
 *            ↑____ failed ←___________|
 * ```
 */
export class LiveConnection {
  state: ConnectionState = 'init';
  /** Why it is over, in words; null while it is not. */
  ended: string | null = null;
  /** What the server last complained of. */
  complaint: string | null = null;
  level = 0;
  role = '';
  private transport: Transport | null = null;
  private choice: TransportChoice = 'auto';
  private wanted: LevelChoice = 'auto';
  private viewerId: string | null = null;
  private failures = 0;
  private rtcFailures = 0;
  private rtcFailedAt = 0;
  private refused: string | null = null;
  private acknowledges = true;
  /** WebRTC was told that there is no such session; a WebSocket that is refused too confirms it. */
  private doubted = false;
  private attempt = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private opening: ReturnType<typeof setTimeout> | undefined;
  private reporting: ReturnType<typeof setInterval> | undefined;
  private drawn = 0;
  private drawnSince: number;
  private readonly receiver = new FrameReceiver();
  private readonly feed = new PerformerFeed();
  private readonly begun: number;

  constructor(private readonly ground: Ground) {
    this.begun = ground.now();
    this.drawnSince = this.begun;
  }

  /** Which transport carries the frames, or is tried; null while there is none. */
  get kind(): TransportKind | null {
    return this.transport?.kind ?? null;
  }

  get transportChoice(): TransportChoice {
    return this.choice;
  }

  get levelChoice(): LevelChoice {
    return this.wanted;
  }

  /** What to show when. */
  get playout(): Playout {
    return this.receiver.playout;
  }

  reading(): Reading {
    return this.receiver.meters.read(this.ground.now());
  }

  /** Connects, also again after it was over. */
  connect(): void {
    if (this.state === 'connecting' || this.state === 'connected' || this.state === 'active') {
      return;
    }
    clearTimeout(this.retry);
    this.ended = null;
    void this.start();
  }

  /** Leaves for good. */
  close(): void {
    const { transport } = this;
    this.attempt++;
    this.quiet();
    if (transport !== null) {
      this.become('closing');
      this.transport = null;
      transport.close();
    }
    this.become('closed');
  }

  /** Goes over to another transport at once. */
  chooseTransport(choice: TransportChoice): void {
    this.choice = choice;
    this.rtcFailures = 0;
    this.failures = 0;
    if (this.state === 'closed' || this.state === 'init') {
      return;
    }
    if (choice !== 'auto' && this.kind === choice) {
      this.ground.changed();
      return;
    }
    this.leave();
    this.become('failed');
    void this.start();
  }

  chooseLevel(level: LevelChoice): void {
    this.wanted = level;
    this.control({ type: 'level', level });
    this.ground.changed();
  }

  /** Sends a control message, if there is anybody to hear it. */
  control(message: Readonly<Record<string, unknown>>): void {
    if (this.state === 'connected' || this.state === 'active') {
      this.transport?.sendText(JSON.stringify(message));
    }
  }

  /** Drives the face with 61 values. */
  perform(values: ArrayLike<number>): void {
    if (this.state === 'connected' || this.state === 'active') {
      this.transport?.sendBytes(this.feed.next(values, this.ground.now() - this.begun));
    }
  }

  /** The values to draw now; counts as a drawn frame. */
  toShow(): Float32Array | null {
    this.drawn++;
    return this.playout.at(this.ground.now());
  }

  private async start(): Promise<void> {
    const mine = ++this.attempt;
    this.become('connecting');
    let token: string;
    try {
      const { tokens } = this.ground;
      token = this.refused === null ? await tokens.token() : await tokens.replace(this.refused);
    } catch (thrown) {
      if (mine === this.attempt) {
        // Only a refusal that was answered is one: without a network there is no answer at all.
        const lost = thrown instanceof Problem && thrown.passing;
        if (this.refused !== null && !lost) {
          this.finish('This link is not good any more. Ask for a new one.');
        } else {
          this.failed();
        }
      }
      return;
    }
    if (mine !== this.attempt) {
      return;
    }
    this.refused = null;
    const kind = this.next();
    let transport: Transport | null = null;
    let early: number | null = null;
    const current = (): boolean => mine === this.attempt;
    transport = this.ground.open[kind](
      { sessionId: this.ground.sessionId, token, resume: this.viewerId, level: this.wanted },
      {
        opened: () => current() && this.opened(),
        bytes: (bytes) => current() && this.heardBytes(bytes),
        text: (text) => current() && this.heardText(text),
        closed: (code) => {
          if (transport === null) {
            early = code;
          } else if (current()) {
            this.lost(code, kind, token);
          }
        },
      },
    );
    this.transport = transport;
    this.ground.changed();
    if (early !== null) {
      this.lost(early, kind, token);
      return;
    }
    this.opening = setTimeout(() => {
      if (current() && this.state === 'connecting') {
        this.leave();
        this.lost(CLOSE.lost, kind, token);
      }
    }, OPEN_MS[kind]);
  }

  private next(): TransportKind {
    if (this.choice !== 'auto') {
      return this.choice;
    }
    const again = this.ground.now() - this.rtcFailedAt > RTC_AGAIN_MS;
    return this.rtcFailures < RTC_TRIES || again ? 'webrtc' : 'websocket';
  }

  private opened(): void {
    clearTimeout(this.opening);
    this.receiver.reset();
    this.feed.reset();
    this.become('connected');
    if (this.wanted !== 'auto') {
      this.control({ type: 'level', level: this.wanted });
    }
    clearInterval(this.reporting);
    this.reporting = setInterval(() => this.report(), REPORT_MS);
    this.ping();
  }

  private heardBytes(bytes: Uint8Array): void {
    const heard = this.receiver.hear(bytes, this.ground.now());
    if (heard.kind === 'acknowledged') {
      this.feed.acknowledged(heard.sequence);
    } else if (heard.kind === 'base-unknown' && heard.ask) {
      this.control({ type: 'key' });
    }
    if (heard.kind !== 'shown') {
      return;
    }
    if (this.acknowledges) {
      this.transport?.sendBytes(acknowledgement(heard.sequence));
    }
    this.level = heard.level;
    if (this.state === 'connected') {
      this.failures = 0;
      this.complaint = null;
      if (this.kind === 'webrtc') {
        this.rtcFailures = 0;
      }
      this.become('active');
    }
  }

  private heardText(text: string): void {
    const message = serverMessageOf(text);
    switch (message?.type) {
      case 'welcome':
        this.viewerId = message.viewerId === '' ? this.viewerId : message.viewerId;
        this.role = message.role;
        this.acknowledges = message.acknowledge;
        this.receiver.meters.reliable = !message.acknowledge;
        this.level = message.level;
        break;
      case 'level':
        this.level = message.level;
        this.receiver.meters.levelChanged();
        break;
      case 'pong':
        this.receiver.meters.answered(message.t, message.mediaTimeMs, this.ground.now());
        return;
      case 'error':
        this.complaint = message.message || message.code;
        break;
      case 'bye': {
        const { kind } = this;
        if (kind !== null) {
          this.leave();
          this.lost(codeOf(message.reason), kind, null);
        }
        return;
      }
      case undefined:
        return;
    }
    this.ground.changed();
  }

  private report(): void {
    const now = this.ground.now();
    const { rttMs, lossPercent } = this.receiver.meters.read(now);
    const renderFps = Math.round((this.drawn * 1_000) / Math.max(1, now - this.drawnSince));
    this.drawn = 0;
    this.drawnSince = now;
    this.control({
      type: 'report',
      ...(rttMs === null ? {} : { rttMs: Math.round(rttMs) }),
      ...(lossPercent === null ? {} : { lossPercent: Math.round(lossPercent * 10) / 10 }),
      renderFps,
      screenHeight: this.ground.screenHeight(),
    });
    this.ping();
    this.ground.changed();
  }

  private ping(): void {
    this.control({ type: 'ping', t: this.ground.now() });
  }

  private lost(code: number, kind: TransportKind, token: string | null): void {
    const wasOpen = this.state === 'connected' || this.state === 'active';
    const other = this.choice === 'auto' && kind === 'webrtc';
    const confirmed = this.doubted && kind === 'websocket' && !wasOpen;
    this.doubted = code === CLOSE.refused && other;
    const words = this.doubted ? null : finalWords(confirmed ? CLOSE.refused : code);
    this.quiet();
    this.transport = null;
    if (words !== null) {
      this.finish(words);
      return;
    }
    if (kind === 'webrtc' && this.state !== 'active') {
      this.rtcFailures++;
      this.rtcFailedAt = this.ground.now();
    }
    // An upgrade that is refused looks like any failure; a stale token may be the cause.
    if (code === CLOSE.tokenExpired || (!wasOpen && kind === 'websocket' && this.failures === 1)) {
      this.refused = token;
    }
    this.failed(wasOpen || other);
  }

  /** Tries again: at once the first time, then ever later. */
  private failed(soon = false): void {
    this.quiet();
    this.transport = null;
    this.become('failed');
    this.failures++;
    const wait = soon && this.failures === 1 ? 0 : backoffMs(this.failures, this.ground.random());
    this.retry = setTimeout(() => void this.start(), wait);
  }

  private finish(words: string): void {
    this.attempt++;
    this.quiet();
    this.transport = null;
    this.ended = words;
    this.become('closed');
  }

  /** Drops the transport without a word of it being lost. */
  private leave(): void {
    const { transport } = this;
    this.attempt++;
    this.quiet();
    this.transport = null;
    transport?.close();
  }

  private quiet(): void {
    clearTimeout(this.retry);
    clearTimeout(this.opening);
    clearInterval(this.reporting);
  }

  private become(state: ConnectionState): void {
    if (this.state === state) {
      return;
    }
    if (!mayFollow(this.state, state)) {
      throw new Error(`${this.state} cannot become ${state}`);
    }
    this.state = state;
    this.ground.changed();
  }
}
