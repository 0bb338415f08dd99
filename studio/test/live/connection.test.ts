import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem } from '../../src/http/problem.ts';
import { at, COUNT } from '../../src/live/channels.ts';
import { acknowledged, acknowledgement } from '../../src/live/codec/frame.ts';
import type { Frame } from '../../src/live/codec/frame.ts';
import { FrameDecoder } from '../../src/live/codec/frame-decoder.ts';
import { FrameEncoder } from '../../src/live/codec/frame-encoder.ts';
import { mayFollow, STATE_WORDS } from '../../src/live/transport/connection-state.ts';
import type { ConnectionState } from '../../src/live/transport/connection-state.ts';
import { LiveConnection } from '../../src/live/transport/live-connection.ts';
import { CLOSE } from '../../src/live/transport/transport.ts';
import type { OpenTransport, Seat, TransportEvents, TransportKind } from '../../src/live/transport/transport.ts';

/** The server's end of one connection. */
interface Line {
  readonly kind: TransportKind;
  readonly seat: Seat;
  readonly events: TransportEvents;
  readonly bytes: Uint8Array[];
  readonly texts: Record<string, unknown>[];
  closed: boolean;
}

const SESSION = 'pod-1.abcdefghijklmnop';
const WELCOME = JSON.stringify({ type: 'welcome', viewerId: 'viewer-7', role: 'performer', rig: 'arkit', fps: 60, level: 0 });

describe('a live connection', () => {
  let lines: Line[];
  let states: ConnectionState[];
  let replaced: string[];
  let connection: LiveConnection;
  let sender: FrameEncoder;
  let sequence: number;

  const open =
    (kind: TransportKind): OpenTransport =>
    (seat, events) => {
      const line: Line = { kind, seat, events, bytes: [], texts: [], closed: false };
      lines.push(line);
      return {
        kind,
        sendBytes: (bytes) => void line.bytes.push(bytes),
        sendText: (text) => void line.texts.push(JSON.parse(text)),
        close: () => {
          line.closed = true;
        },
      };
    };

  beforeEach(() => {
    vi.useFakeTimers();
    lines = [];
    states = [];
    replaced = [];
    sequence = 0;
    sender = new FrameEncoder();
    connection = new LiveConnection({
      sessionId: SESSION,
      tokens: {
        token: async () => 'first',
        replace: async (refused) => {
          replaced.push(refused);
          return 'second';
        },
      },
      open: { webrtc: open('webrtc'), websocket: open('websocket') },
      now: () => Date.now(),
      random: () => 0,
      changed: () => {
        if (states.at(-1) !== connection.state) {
          states.push(connection.state);
        }
      },
      screenHeight: () => 700,
    });
  });

  afterEach(() => {
    connection.close();
    vi.useRealTimers();
  });

  const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
  const last = (): Line => {
    const line = lines.at(-1);
    if (line === undefined) {
      throw new Error('nobody has connected');
    }
    return line;
  };
  const frame = (value: number, base: Frame | null = null): { frame: Frame; bytes: Uint8Array } => {
    const values = new Float32Array(COUNT);
    values[at('jawOpen')] = value;
    const made = sender.quantize(sequence++, sequence * 16, values);
    return { frame: made, bytes: sender.encode(made, base) };
  };
  const goLive = async (): Promise<void> => {
    connection.connect();
    await pass(0);
    last().events.opened();
    last().events.text(WELCOME);
    last().events.bytes(frame(0.5).bytes);
  };

  it('should go from init over connecting and connected to active, and close', async () => {
    await goLive();
    connection.close();
    expect(states).toEqual(['connecting', 'connected', 'active', 'closing', 'closed']);
    expect(last().closed).toBe(true);
    expect(last().kind).toBe('webrtc');
  });

  it('should show and acknowledge each newer frame, once', async () => {
    await goLive();
    const second = frame(1);
    last().events.bytes(second.bytes);
    last().events.bytes(second.bytes);
    expect(connection.toShow()?.[at('jawOpen')]).toBe(1);
    expect(last().bytes.map(acknowledged)).toEqual([0, 1]);
  });

  it('should not acknowledge where what is sent arrives anyway', async () => {
    await goLive();
    last().events.text(JSON.stringify({ ...JSON.parse(WELCOME), acknowledge: false }));
    const before = last().bytes.length;
    last().events.bytes(frame(0.5).bytes);
    expect(connection.toShow()?.[at('jawOpen')]).toBeCloseTo(0.5, 2);
    expect(last().bytes).toHaveLength(before);
    expect(connection.reading().lossPercent).toBe(0);
  });

  it('should fall back to a WebSocket when WebRTC does not open', async () => {
    connection.connect();
    await pass(0);
    expect(last().kind).toBe('webrtc');
    await pass(6_000);
    expect(lines[0]?.closed).toBe(true);
    await pass(1);
    expect(last().kind).toBe('websocket');
    last().events.opened();
    last().events.bytes(frame(0.2).bytes);
    expect(connection.state).toBe('active');
    expect(states).toEqual(['connecting', 'failed', 'connecting', 'connected', 'active']);
  });

  it('should come back as the same viewer at once when the network goes, then ever later', async () => {
    connection.chooseTransport('websocket');
    await goLive();
    last().events.closed(CLOSE.lost);
    expect(connection.state).toBe('failed');
    await pass(0);
    expect(lines).toHaveLength(2);
    expect(last().seat.resume).toBe('viewer-7');
    last().events.closed(CLOSE.lost);
    await pass(499);
    expect(lines).toHaveLength(2);
    await pass(1);
    expect(lines).toHaveLength(3);
    last().events.closed(CLOSE.lost);
    await pass(999);
    expect(lines).toHaveLength(3);
    await pass(1);
    expect(lines).toHaveLength(4);
  });

  it('should try WebRTC again first when it had worked', async () => {
    await goLive();
    last().events.closed(CLOSE.lost);
    await pass(0);
    expect(last().kind).toBe('webrtc');
  });

  it.each([
    [CLOSE.sessionClosed, /closed by its owner/],
    [CLOSE.replaced, /another window/],
  ])('should not come back after %d', async (code, words) => {
    await goLive();
    last().events.closed(code);
    await pass(60_000);
    expect(connection.state).toBe('closed');
    expect(connection.ended).toMatch(words);
    expect(lines).toHaveLength(1);
    connection.connect();
    await pass(0);
    expect(lines).toHaveLength(2);
    expect(connection.ended).toBeNull();
  });

  it('should take a bye for what its reason says', async () => {
    await goLive();
    last().events.text('{"type":"bye","reason":"session-closed"}');
    expect(connection.state).toBe('closed');
    expect(last().closed).toBe(true);
  });

  it('should be over when both transports say that there is no such session', async () => {
    connection.connect();
    await pass(0);
    last().events.closed(CLOSE.refused);
    await pass(0);
    expect(last().kind).toBe('websocket');
    last().events.closed(CLOSE.lost);
    expect(connection.state).toBe('closed');
    expect(connection.ended).toMatch(/no such session/);
  });

  it('should fetch another token when the old one ran out', async () => {
    connection.chooseTransport('websocket');
    await goLive();
    last().events.closed(CLOSE.tokenExpired);
    await pass(0);
    expect(replaced).toEqual(['first']);
    expect(last().seat.token).toBe('second');
  });

  it('should end with words when a link runs out', async () => {
    const linked = new LiveConnection({
      sessionId: SESSION,
      tokens: { token: async () => 'link', replace: () => Promise.reject(new Problem('unauthenticated', 401, 'no')) },
      open: { webrtc: open('webrtc'), websocket: open('websocket') },
      now: () => Date.now(),
      random: () => 0,
      changed: () => undefined,
      screenHeight: () => 700,
    });
    linked.connect();
    await pass(0);
    last().events.opened();
    last().events.closed(CLOSE.tokenExpired);
    await pass(0);
    expect(linked.state).toBe('closed');
    expect(linked.ended).toMatch(/not good any more/);
  });

  it('should go on trying when the network is gone and nobody can say whether the link is good', async () => {
    const linked = new LiveConnection({
      sessionId: SESSION,
      tokens: { token: async () => 'link', replace: () => Promise.reject(new Problem('no-answer', 0, 'gone')) },
      open: { webrtc: open('webrtc'), websocket: open('websocket') },
      now: () => Date.now(),
      random: () => 0,
      changed: () => undefined,
      screenHeight: () => 700,
    });
    linked.connect();
    await pass(0);
    last().events.opened();
    last().events.closed(CLOSE.tokenExpired);
    await pass(0);
    expect(linked.state).not.toBe('closed');
    expect(linked.ended).toBeNull();
    linked.close();
  });

  it('should ask once for a key when a base is gone, and again after it came', async () => {
    await goLive();
    const keys = (): number => last().texts.filter(({ type }) => type === 'key').length;
    const lost = frame(0.6);
    const orphan = (): Uint8Array => frame(0.7, lost.frame).bytes;
    last().events.bytes(orphan());
    last().events.bytes(orphan());
    expect(keys()).toBe(1);
    last().events.bytes(frame(0.8).bytes);
    expect(connection.toShow()?.[at('jawOpen')]).toBeCloseTo(0.8, 2);
    last().events.bytes(frame(0.9, lost.frame).bytes);
    expect(keys()).toBe(2);
  });

  it('should survive what is no frame and no message', async () => {
    await goLive();
    last().events.bytes(new Uint8Array([1, 2, 3]));
    last().events.bytes(new Uint8Array(0));
    for (const text of ['{', 'null', '[]', '"x"', '{"type":"what"}']) {
      last().events.text(text);
    }
    expect(connection.state).toBe('active');
  });

  it('should report every second, with what it measured', async () => {
    await goLive();
    await pass(0);
    const ping = last().texts.find(({ type }) => type === 'ping');
    await pass(40);
    last().events.text(JSON.stringify({ type: 'pong', t: ping?.['t'], mediaTimeMs: 100 }));
    connection.toShow();
    await pass(960);
    const report = last().texts.find(({ type }) => type === 'report');
    expect(report).toMatchObject({ rttMs: 40, screenHeight: 700, renderFps: 1 });
    await pass(2_000);
    expect(last().texts.filter(({ type }) => type === 'report')).toHaveLength(3);
    last().events.closed(CLOSE.sessionClosed);
    const said = last().texts.length;
    await pass(3_000);
    expect(last().texts).toHaveLength(said);
  });

  it('should send a performer’s face as a key until one is acknowledged, then as deltas', async () => {
    await goLive();
    const server = new FrameDecoder();
    const performed = (): { age: number; jaw: number } => {
      const bytes = last().bytes.findLast((sent) => sent[0] === 1) ?? new Uint8Array();
      const decoded = server.decode(bytes);
      return decoded.outcome === 'base-unknown'
        ? { age: -1, jaw: -1 }
        : { age: decoded.age, jaw: decoded.frame.steps[at('jawOpen')] ?? -1 };
    };
    const values = new Float32Array(COUNT);
    values[at('jawOpen')] = 1;
    connection.perform(values);
    expect(performed()).toEqual({ age: 0, jaw: 255 });
    connection.perform(values);
    expect(performed().age).toBe(0);
    last().events.bytes(acknowledgement(1));
    last().events.bytes(acknowledgement(0));
    connection.perform(values);
    expect(performed()).toEqual({ age: 1, jaw: 255 });
    // Another connection knows nothing of it.
    last().events.closed(CLOSE.lost);
    await pass(0);
    last().events.opened();
    connection.perform(values);
    server.reset();
    expect(performed().age).toBe(0);
  });

  it('should ask for a level, also after it came back', async () => {
    connection.chooseTransport('websocket');
    await goLive();
    connection.chooseLevel(2);
    expect(last().texts.at(-1)).toEqual({ type: 'level', level: 2 });
    last().events.closed(CLOSE.lost);
    await pass(0);
    expect(last().seat.level).toBe(2);
    last().events.text('{"type":"level","level":2,"fps":15,"channels":24,"reason":"asked"}');
    expect(connection.level).toBe(2);
  });

  it('should go over to the transport that was chosen', async () => {
    await goLive();
    connection.chooseTransport('websocket');
    expect(lines[0]?.closed).toBe(true);
    await pass(0);
    expect(last().kind).toBe('websocket');
    expect(last().seat.resume).toBe('viewer-7');
  });

  it('should not listen to a connection that it has left', async () => {
    await goLive();
    const old = last();
    connection.chooseTransport('websocket');
    await pass(0);
    last().events.opened();
    old.events.bytes(frame(0.9).bytes);
    old.events.closed(CLOSE.sessionClosed);
    expect(connection.state).toBe('connected');
    expect(connection.toShow()).toBeNull();
  });

  it('should say what the server complains of until a frame comes', async () => {
    connection.connect();
    await pass(0);
    last().events.opened();
    last().events.text('{"type":"error","code":"bad","message":"That was not understood."}');
    expect(connection.complaint).toBe('That was not understood.');
    last().events.bytes(frame(0.1).bytes);
    expect(connection.complaint).toBeNull();
  });
});

describe('the states of a connection', () => {
  it('should follow the diagram and all have words', () => {
    expect(mayFollow('init', 'active')).toBe(false);
    expect(mayFollow('closed', 'active')).toBe(false);
    expect(mayFollow('failed', 'connecting')).toBe(true);
    expect(Object.values(STATE_WORDS).every((words) => words.length > 3)).toBe(true);
  });
});
