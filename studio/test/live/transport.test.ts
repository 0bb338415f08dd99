import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Api } from '../../src/http/api.ts';
import { Problem } from '../../src/http/problem.ts';
import { Meters } from '../../src/live/transport/meters.ts';
import { Playout } from '../../src/live/transport/playout.ts';
import { introductionBy, rtcTransport } from '../../src/live/transport/rtc-transport.ts';
import type { Introduction } from '../../src/live/transport/rtc-transport.ts';
import { socketTransport, streamOf } from '../../src/live/transport/socket-transport.ts';
import type { SocketLike } from '../../src/live/transport/socket-transport.ts';
import { CLOSE, codeOf } from '../../src/live/transport/transport.ts';
import type { Seat } from '../../src/live/transport/transport.ts';

const SEAT: Seat = { sessionId: 'pod-1.abcdefghijklmnop', token: 'a.b.c', resume: null, level: 'auto' };

interface Heard {
  opened: number;
  bytes: number[][];
  texts: string[];
  closed: number[];
}

function listener() {
  const heard: Heard = { opened: 0, bytes: [], texts: [], closed: [] };
  return {
    heard,
    events: {
      opened: () => void heard.opened++,
      bytes: (bytes: Uint8Array) => void heard.bytes.push([...bytes]),
      text: (text: string) => void heard.texts.push(text),
      closed: (code: number) => void heard.closed.push(code),
    },
  };
}

class FakeSocket implements SocketLike {
  binaryType: BinaryType = 'blob';
  bufferedAmount = 0;
  readyState = 0;
  sent: (string | Uint8Array)[] = [];
  closedWith: number | undefined;
  private readonly heard = new Map<string, (event: { data: unknown; code: number }) => void>();

  send(data: string | Uint8Array<ArrayBuffer>): void {
    this.sent.push(data);
  }

  close(code?: number): void {
    this.closedWith = code;
  }

  addEventListener(type: string, heard: (event: { data: unknown; code: number }) => void): void {
    this.heard.set(type, heard);
  }

  say(type: string, detail: { data?: unknown; code?: number } = {}): void {
    this.heard.get(type)?.({ data: detail.data, code: detail.code ?? 0 });
  }
}

describe('the WebSocket transport', () => {
  it('should carry the token and the resume token as subprotocols, never in the address', () => {
    const { path, protocols } = streamOf({ ...SEAT, resume: 'v', level: 2 });
    expect(path).toBe('/api/v1/sessions/pod-1.abcdefghijklmnop/stream?level=2');
    expect(protocols).toEqual(['avatar.frame.v1', 'bearer.a.b.c', 'resume.v']);
    expect(streamOf(SEAT).path).not.toContain('a.b.c');
  });

  it('should tell bytes from text and drop frames that find no room', () => {
    const socket = new FakeSocket();
    const { heard, events } = listener();
    const transport = socketTransport(() => socket)(SEAT, events);
    expect(socket.binaryType).toBe('arraybuffer');
    transport.sendText('early');
    socket.readyState = 1;
    socket.say('open');
    socket.say('message', { data: 'hello' });
    socket.say('message', { data: new Uint8Array([1, 2]).buffer });
    transport.sendBytes(new Uint8Array([7]));
    socket.bufferedAmount = 1_000_000;
    transport.sendBytes(new Uint8Array([8]));
    transport.sendText('control');
    socket.say('close', { code: 4000 });
    expect(heard).toEqual({ opened: 1, bytes: [[1, 2]], texts: ['hello'], closed: [4000] });
    expect(socket.sent).toEqual([new Uint8Array([7]), 'control']);
    transport.close();
    expect(socket.closedWith).toBe(1000);
  });
});

class FakeChannel extends EventTarget {
  binaryType = 'blob';
  bufferedAmount = 0;
  readyState = 'connecting';
  sent: unknown[] = [];

  constructor(
    readonly label: string,
    readonly options: RTCDataChannelInit,
  ) {
    super();
  }

  send(data: unknown): void {
    this.sent.push(data);
  }

  open(): void {
    this.readyState = 'open';
    this.dispatchEvent(new Event('open'));
  }

  say(data: unknown): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data }));
  }
}

class FakePeer extends EventTarget {
  channels: FakeChannel[] = [];
  connectionState = 'new';
  iceGatheringState = 'gathering';
  localDescription: { sdp: string } | null = null;
  remote: unknown = null;
  closed = false;

  createDataChannel(label: string, options: RTCDataChannelInit): FakeChannel {
    const channel = new FakeChannel(label, options);
    this.channels.push(channel);
    return channel;
  }

  async createOffer(): Promise<object> {
    return { type: 'offer', sdp: 'offered' };
  }

  async setLocalDescription(): Promise<void> {
    this.localDescription = { sdp: 'gathered' };
  }

  async setRemoteDescription(answer: unknown): Promise<void> {
    this.remote = answer;
  }

  close(): void {
    this.closed = true;
  }
}

describe('the WebRTC transport', () => {
  let peer: FakePeer;
  let configured: RTCConfiguration[];
  let offers: string[];

  beforeEach(() => {
    vi.useFakeTimers();
    peer = new FakePeer();
    configured = [];
    offers = [];
  });

  afterEach(() => vi.useRealTimers());

  const begin = (own: Partial<Introduction> = {}) => {
    const { heard, events } = listener();
    const transport = rtcTransport(
      (configuration) => {
        configured.push(configuration);
        return peer as unknown as RTCPeerConnection;
      },
      {
        iceServers: async () => [{ urls: 'turn:relay' }],
        offer: async (_, sdp) => {
          offers.push(sdp);
          return { sdp: 'answered', viewerId: 'v' };
        },
        ...own,
      },
    )(SEAT, events);
    return { heard, transport };
  };

  it('should offer a lossy channel for frames and a reliable one for control', async () => {
    const { heard, transport } = begin();
    await vi.advanceTimersByTimeAsync(400);
    expect(configured[0]?.iceServers).toEqual([{ urls: 'turn:relay' }]);
    expect(peer.channels.map(({ label, options }) => [label, options])).toEqual([
      ['frames', { ordered: false, maxRetransmits: 0, protocol: 'avatar.frame.v1' }],
      ['control', { ordered: true }],
    ]);
    expect(offers).toEqual(['gathered']);
    expect(peer.remote).toEqual({ type: 'answer', sdp: 'answered' });
    const [frames, control] = peer.channels;
    control?.open();
    expect(heard.opened).toBe(0);
    frames?.open();
    expect(heard.opened).toBe(1);
    frames?.say(new Uint8Array([1, 9]).buffer);
    control?.say('{"type":"welcome"}');
    transport.sendBytes(new Uint8Array([3]));
    transport.sendText('said');
    expect(heard.bytes).toEqual([[1, 9]]);
    expect(heard.texts).toEqual(['{"type":"welcome"}']);
    expect(frames?.sent).toEqual([new Uint8Array([3])]);
    expect(control?.sent).toEqual(['said']);
  });

  it('should send the offer as soon as all candidates are there', async () => {
    begin();
    await vi.advanceTimersByTimeAsync(0);
    expect(offers).toEqual([]);
    peer.iceGatheringState = 'complete';
    peer.dispatchEvent(new Event('icegatheringstatechange'));
    await vi.advanceTimersByTimeAsync(0);
    expect(offers).toEqual(['gathered']);
  });

  it('should do without servers that nobody tells', async () => {
    begin({ iceServers: () => Promise.reject(new Problem('forbidden', 403, 'no')) });
    await vi.advanceTimersByTimeAsync(400);
    expect(configured[0]?.iceServers).toEqual([]);
    expect(offers).toHaveLength(1);
  });

  it.each([
    [404, CLOSE.refused],
    [403, CLOSE.refused],
    [401, CLOSE.tokenExpired],
    [503, CLOSE.lost],
  ])('should close once when the offer is answered with %d', async (status, code) => {
    const { heard } = begin({ offer: () => Promise.reject(new Problem('x', status, 'no')) });
    await vi.advanceTimersByTimeAsync(400);
    peer.connectionState = 'failed';
    peer.dispatchEvent(new Event('connectionstatechange'));
    expect(heard.closed).toEqual([code]);
    expect(peer.closed).toBe(true);
  });

  it('should close when the peer fails or a channel goes', async () => {
    const { heard } = begin();
    await vi.advanceTimersByTimeAsync(400);
    peer.channels[1]?.dispatchEvent(new Event('close'));
    peer.connectionState = 'failed';
    peer.dispatchEvent(new Event('connectionstatechange'));
    expect(heard.closed).toEqual([CLOSE.lost]);
  });
});

describe('the introduction', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('should keep the token of a link out of every address', async () => {
    const asked: { url: string; body: string; authorization: string }[] = [];
    vi.stubGlobal('fetch', (url: string, { body, headers }: { body: string | null; headers: Record<string, string> }) => {
      asked.push({ url, body: body ?? '', authorization: headers['Authorization'] ?? '' });
      return Promise.resolve(new Response('{"sdp":"s","viewerId":"v","iceServers":[]}'));
    });
    const token = 'head.claims.signature';
    const api = new Api({ token: async () => token, replace: async () => token });
    const introduction = introductionBy(api);
    await introduction.iceServers();
    await introduction.offer({ ...SEAT, token, resume: 'r', level: 1 }, 'sdp');
    expect(asked.map(({ url }) => url)).toEqual(['/api/v1/ice-servers', '/api/v1/rtc/offer']);
    for (const { url, body, authorization } of asked) {
      expect(url + body).not.toContain(token);
      expect(authorization).toBe(`Bearer ${token}`);
    }
    expect(JSON.parse(asked[1]?.body ?? '')).toEqual({ sessionId: SEAT.sessionId, sdp: 'sdp', type: 'offer', level: 1, resume: 'r' });
  });
});

describe('the meters', () => {
  it('should count frames, bits and gaps', () => {
    const meters = new Meters();
    for (let n = 0; n < 120; n++) {
      const now = 1_000 + n * (1_000 / 60);
      if (n % 10 !== 5) {
        meters.arrived(25, now);
        meters.newer(n, n * 17, now);
      }
    }
    const { fps, kbitPerSecond, lossPercent } = meters.read(3_000);
    expect(Math.abs(fps - 54)).toBeLessThan(1.1);
    expect(Math.abs(kbitPerSecond - 10.8)).toBeLessThan(0.3);
    expect(Math.abs((lossPercent ?? 0) - 10)).toBeLessThan(1);
  });

  it('should not take a lower level for loss, nor late frames, nor the wrap of the number', () => {
    const meters = new Meters();
    for (let n = 0; n < 60; n++) {
      const sequence = (0xffffffe0 + n * 2) >>> 0;
      if (n % 20 === 7) {
        continue;
      }
      meters.newer(sequence, n * 33, n * 33);
      if (n % 20 === 8) {
        meters.late((sequence - 2) >>> 0, n * 33 + 1);
      }
    }
    expect(meters.read(1_980).lossPercent).toBe(0);
  });

  it('should know the way of a frame from the quickest ping', () => {
    const meters = new Meters();
    meters.answered(1_000, 540, 1_080);
    meters.answered(2_000, 1_510, 2_020);
    meters.newer(1, 2_000, 2_525);
    // The clock there is 500 behind: the frame of 2000 is of 2500 here.
    expect(meters.read(2_525).latencyMs).toBeCloseTo(25);
    expect(meters.read(2_525).rttMs).toBeCloseTo(62);
    meters.reset();
    expect(meters.read(2_525)).toMatchObject({ fps: 0, latencyMs: null, rttMs: null, lossPercent: null });
  });
});

describe('the playout', () => {
  const face = (value: number): Float32Array => new Float32Array(61).fill(value);

  it('should show the newest frame when nothing is held back', () => {
    const playout = new Playout();
    expect(playout.at(0)).toBeNull();
    playout.push(0, face(0), 100);
    playout.push(16, face(1), 116);
    expect(playout.at(116)?.[3]).toBe(1);
  });

  it('should interpolate what is held back, whatever the jitter', () => {
    const playout = new Playout();
    playout.delayMs = 40;
    playout.push(0, face(0), 100);
    playout.push(20, face(0.2), 139);
    playout.push(40, face(0.4), 140);
    expect(playout.at(150)?.[0]).toBeCloseTo(0.1, 2);
    expect(playout.at(170)?.[0]).toBeCloseTo(0.3, 2);
    expect(playout.at(300)?.[0]).toBeCloseTo(0.4);
  });

  it('should begin anew with a sender that does', () => {
    const playout = new Playout();
    playout.push(9_000, face(0.9), 100);
    playout.push(10, face(0.1), 120);
    expect(playout.at(120)?.[0]).toBeCloseTo(0.1);
  });
});

describe('the reasons to close', () => {
  it('should have their codes', () => {
    expect(codeOf('session-closed')).toBe(4000);
    expect(codeOf('whatever')).toBe(CLOSE.lost);
  });
});
