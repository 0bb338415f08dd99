import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { offline, Problem } from '../../src/http/problem.ts';
import { claimsOf } from '../../src/session/claims.ts';
import { Session } from '../../src/session/session.ts';
import type { TabChannel } from '../../src/session/tab-channel.ts';
import type { Tokens } from '../../src/session/tokens.ts';

const KEY = 'avatar.session.refresh';
const encode = (value: object): string =>
  Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = (n: number): string =>
  `${encode({ alg: 'ES256' })}.${encode({ sub: 'u1', name: 'Zoë', exp: 2_000_000_000, n })}.sig`;

/** Hands out tokens; a refresh token is good once. */
class FakeGateway {
  made = 0;
  valid = new Set<string>();
  refreshed = 0;
  fails: Problem | null = null;

  readonly token = async (): Promise<Tokens> => this.pair();
  readonly refresh = async (token: string): Promise<Tokens> => {
    this.refreshed += 1;
    if (this.fails) {
      throw this.fails;
    }
    if (!this.valid.delete(token)) {
      throw new Problem('refresh-reused', 401, 'reused');
    }
    return this.pair();
  };
  readonly logout = async (token: string): Promise<void> => {
    this.valid.delete(token);
  };

  private pair(): Tokens {
    this.made += 1;
    this.valid.add(`r${this.made}`);
    return { accessToken: jwt(this.made), refreshToken: `r${this.made}`, expiresIn: 900 };
  }
}

class FakeStorage {
  private readonly values = new Map<string, string>();
  getItem = (key: string): string | null => this.values.get(key) ?? null;
  setItem = (key: string, value: string): void => void this.values.set(key, value);
  removeItem = (key: string): void => void this.values.delete(key);
  get size(): number {
    return this.values.size;
  }
}

/** Tabs of one browser. */
class FakeTabs {
  private turn: Promise<unknown> = Promise.resolve();
  private readonly listeners: ((spent: string, tokens: Tokens) => void)[] = [];

  tab(): TabChannel {
    return {
      alone: <T>(work: () => Promise<T>): Promise<T> => {
        const next = this.turn.then(work, work);
        this.turn = next.catch(() => undefined);
        return next;
      },
      tell: (spent, tokens) => this.listeners.forEach((each) => each(spent, tokens)),
      listen: (heard) => void this.listeners.push(heard),
    };
  }
}

describe('the session', () => {
  let gateway: FakeGateway;
  let storage: FakeStorage;
  let tabs: FakeTabs;

  const open = (at: FakeStorage = storage): Session =>
    new Session(gateway, at, tabs.tab(), () => undefined);

  beforeEach(() => {
    vi.useFakeTimers();
    gateway = new FakeGateway();
    storage = new FakeStorage();
    tabs = new FakeTabs();
  });

  afterEach(() => vi.useRealTimers());

  it('should keep nothing but the refresh token when signed in', async () => {
    // When
    const session = open();
    await session.signIn('zoe', 'secret');
    // Then
    expect(session.state).toMatchObject({ kind: 'in', userId: 'u1', name: 'Zoë' });
    expect(storage.size).toBe(1);
    expect(storage.getItem(KEY)).toBe('r1');
    expect(await session.token()).toBe(jwt(1));
  });

  it('should renew by itself a minute before the token expires', async () => {
    const session = open();
    await session.signIn('zoe', 'secret');
    await vi.advanceTimersByTimeAsync(839_000);
    expect(gateway.refreshed).toBe(0);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(gateway.refreshed).toBe(1);
    expect(storage.getItem(KEY)).toBe('r2');
    expect(await session.token()).toBe(jwt(2));
  });

  it('should spend a refresh token once when many need a new token', async () => {
    const session = open();
    await session.signIn('zoe', 'secret');
    const tokens = await Promise.all([1, 2, 3].map(() => session.replace(jwt(1))));
    expect(new Set(tokens)).toEqual(new Set([jwt(2)]));
    expect(gateway.refreshed).toBe(1);
  });

  it('should give the present token when the refused one is an old one', async () => {
    const session = open();
    await session.signIn('zoe', 'secret');
    await session.replace(jwt(1));
    expect(await session.replace(jwt(1))).toBe(jwt(2));
    expect(gateway.refreshed).toBe(1);
  });

  it('should go on after a reload', async () => {
    await open().signIn('zoe', 'secret');
    const session = open();
    await session.restore();
    expect(session.state.kind).toBe('in');
  });

  it('should be signed out when there is nothing to restore', async () => {
    const session = open();
    await session.restore();
    expect(session.state).toEqual({ kind: 'out' });
  });

  it('should say so and forget everything when the session is over', async () => {
    const session = open();
    await session.signIn('zoe', 'secret');
    gateway.valid.clear();
    await expect(session.replace(jwt(1))).rejects.toMatchObject({ status: 401 });
    expect(session.state).toMatchObject({ kind: 'out', notice: expect.stringContaining('ended') });
    expect(storage.size).toBe(0);
  });

  it('should keep the session and try again when only the network is away', async () => {
    // Given
    await open().signIn('zoe', 'secret');
    gateway.fails = offline();
    const session = open();
    await session.restore();
    expect(session.state.kind).toBe('unreachable');
    // When
    gateway.fails = null;
    await session.restore();
    // Then
    expect(session.state.kind).toBe('in');
  });

  it('should share renewed tokens with a tab that began as its copy', async () => {
    // Given
    const first = open();
    await first.signIn('zoe', 'secret');
    const copy = new FakeStorage();
    copy.setItem(KEY, storage.getItem(KEY) ?? '');
    const second = open(copy);
    // When
    await second.restore();
    // Then
    expect(copy.getItem(KEY)).toBe('r2');
    expect(storage.getItem(KEY)).toBe('r2');
    await Promise.all([first.replace(jwt(2)), second.replace(jwt(2))]);
    expect(first.state.kind).toBe('in');
    expect(second.state.kind).toBe('in');
    expect(gateway.refreshed).toBe(2);
  });

  it('should revoke what comes back late when it was signed out meanwhile', async () => {
    const session = open();
    await session.signIn('zoe', 'secret');
    const renewing = session.replace(jwt(1));
    const refused = expect(renewing).rejects.toBeInstanceOf(Problem);
    await session.signOut();
    await refused;
    expect(session.state).toEqual({ kind: 'out' });
    expect(gateway.valid.size).toBe(0);
    expect(storage.size).toBe(0);
  });
});

describe('the claims of a token', () => {
  it('should be read with every letter', () => {
    expect(claimsOf(jwt(1))).toEqual({
      userId: 'u1',
      name: 'Zoë',
      expiresAt: 2_000_000_000_000,
      roles: [],
    });
  });

  it('should name the roles', () => {
    const claims = { sub: 'u1', exp: 2_000_000_000, roles: ['admin', 7, 'user'] };
    expect(claimsOf(`a.${encode(claims)}.c`)?.roles).toEqual(['admin', 'user']);
  });

  it.each(['', 'a.b', 'a.!!.c', `a.${encode({ sub: 1 })}.c`, `a.${encode([])}.c`])(
    'should be none in %j',
    (text) => {
      expect(claimsOf(text)).toBeNull();
    },
  );
});
