import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { backoffMs } from '../../src/events/backoff.ts';
import { EventsSocket } from '../../src/events/events-socket.ts';
import type { WireEvents } from '../../src/events/events-socket.ts';
import type { ServerEvent } from '../../src/events/server-event.ts';

/** The server's end of one connection. */
interface Line {
  protocols: string[];
  events: WireEvents;
  sent: { event: string; data: Record<string, unknown> }[];
  closed: boolean;
}

class FakeServer {
  readonly lines: Line[] = [];

  readonly connect = (protocols: string[], events: WireEvents) => {
    const line: Line = { protocols, events, sent: [], closed: false };
    this.lines.push(line);
    return {
      send: (text: string) => {
        line.sent.push(JSON.parse(text));
      },
      close: () => {
        line.closed = true;
        queueMicrotask(() => events.closed(1000));
      },
    };
  };

  get last(): Line {
    const line = this.lines.at(-1);
    if (line === undefined) {
      throw new Error('nobody has connected');
    }
    return line;
  }
}

const job = (id: number, avatarId: string): string =>
  JSON.stringify({
    event: 'avatar:processing:update',
    id,
    data: {
      avatarId,
      jobId: 'j',
      status: 'active',
      progress: 40,
      stage: 'detect',
      attempt: 1,
      time: '2026-11-20T10:00:00Z',
    },
  });

describe('the events socket', () => {
  let server: FakeServer;
  let replaced: string[];
  let socket: EventsSocket;

  beforeEach(() => {
    vi.useFakeTimers();
    server = new FakeServer();
    replaced = [];
    const tokens = {
      token: async () => 'first',
      replace: async (refused: string) => {
        replaced.push(refused);
        return 'second';
      },
    };
    socket = new EventsSocket(tokens, server.connect, () => undefined, () => 0);
  });

  afterEach(() => vi.useRealTimers());

  const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

  it('should carry the token as a protocol and ask for everything when it opens', async () => {
    // Given
    socket.follow('a', () => undefined);
    await settle();
    // When
    server.last.events.opened();
    // Then
    expect(server.last.protocols).toEqual(['avatar.events.v1', 'bearer.first']);
    expect(server.last.sent).toEqual([
      { event: 'avatar:subscribe', data: { avatarId: 'a', since: 0 } },
    ]);
  });

  it('should tell only those who follow the avatar', async () => {
    // Given
    const heard: ServerEvent[] = [];
    socket.follow('a', (event) => heard.push(event));
    await settle();
    server.last.events.opened();
    // When
    server.last.events.heard(job(7, 'a'));
    server.last.events.heard(job(8, 'b'));
    server.last.events.heard('not json');
    // Then
    expect(heard).toHaveLength(1);
    expect(heard[0]).toMatchObject({ kind: 'job', id: 7, news: { stage: 'detect', progress: 40 } });
  });

  it('should come back and resume when the connection is lost', async () => {
    // Given
    socket.follow('a', () => undefined);
    socket.follow('b', () => undefined);
    await settle();
    server.last.events.opened();
    server.last.events.heard(job(7, 'a'));
    // When
    server.last.events.closed(1006);
    await vi.advanceTimersByTimeAsync(250);
    server.last.events.opened();
    // Then
    expect(server.lines).toHaveLength(2);
    expect(server.last.sent).toEqual([
      { event: 'avatar:subscribe', data: { avatarId: 'a', since: 7 } },
      { event: 'avatar:subscribe', data: { avatarId: 'b', since: 0 } },
      { event: 'resume', data: { since: 7 } },
    ]);
  });

  it('should take another token when the server says that this one has expired', async () => {
    socket.follow('a', () => undefined);
    await settle();
    server.last.events.opened();
    server.last.events.closed(4401);
    await vi.advanceTimersByTimeAsync(250);
    expect(replaced).toEqual(['first']);
    expect(server.last.protocols).toContain('bearer.second');
  });

  it('should try a fresh token once, not for every failure, when it never opens', async () => {
    socket.follow('a', () => undefined);
    for (let i = 0; i < 6; i += 1) {
      await settle();
      server.last.events.closed(1006);
      await vi.advanceTimersByTimeAsync(15_000);
    }
    expect(replaced).toHaveLength(1);
  });

  it('should ask how it stands when it was away for too long', async () => {
    socket.follow('a', () => undefined);
    await settle();
    server.last.events.opened();
    server.last.events.heard(
      JSON.stringify({
        event: 'error',
        data: { code: 'events-expired', message: 'gone', avatarId: 'a' },
      }),
    );
    expect(server.last.sent.at(-1)).toEqual({ event: 'avatar:subscribe', data: { avatarId: 'a' } });
  });

  it('should close when nobody follows any more, and stay closed', async () => {
    const end = socket.follow('a', () => undefined);
    await settle();
    server.last.events.opened();
    end();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.last.sent.at(-1)?.event).toBe('avatar:unsubscribe');
    expect(server.last.closed).toBe(true);
    expect(server.lines).toHaveLength(1);
    expect(socket.state).toBe('closed');
  });
});

describe('the backoff', () => {
  it('should double up to its bound, half of it by chance', () => {
    expect([1, 2, 3, 6, 40].map((n) => backoffMs(n, 1))).toEqual([500, 1_000, 2_000, 15_000, 15_000]);
    expect(backoffMs(3, 0)).toBe(1_000);
  });
});
