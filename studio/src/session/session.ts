import type { TokenSource } from '../http/api.ts';
import { asProblem, Problem } from '../http/problem.ts';
import { claimsOf } from './claims.ts';
import type { TabChannel } from './tab-channel.ts';
import type { Tokens } from './tokens.ts';

/** The token endpoints. */
export interface Identity {
  token(username: string, password: string): Promise<Tokens>;
  refresh(refreshToken: string): Promise<Tokens>;
  logout(refreshToken: string): Promise<void>;
}

export type SessionState =
  | { readonly kind: 'restoring' }
  | { readonly kind: 'unreachable'; readonly problem: Problem }
  | { readonly kind: 'out'; readonly notice?: string }
  | {
      readonly kind: 'in';
      readonly userId: string;
      readonly name: string;
      readonly roles: readonly string[];
    };

const REFRESH_KEY = 'avatar.session.refresh';
/** An access token is renewed when it has this much left. */
const MARGIN_MS = 60_000;
const RETRY_MS = 10_000;

/**
 * The signed-in user. The access token lives in memory only; the refresh token in the tab's session
 * storage, so that a reload keeps the session and closing the tab ends it. Tokens are renewed before
 * they expire, by one tab at a time: a refresh token may be spent only once.
 */
export class Session implements TokenSource {
  state: SessionState = { kind: 'restoring' };

  private access: { token: string; renewAt: number } | null = null;
  private renewing: Promise<string> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly identity: Identity,
    private readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
    private readonly tabs: TabChannel,
    private readonly changed: () => void,
    private readonly now: () => number = Date.now,
  ) {
    tabs.listen((spent, tokens) => {
      if (this.storage.getItem(REFRESH_KEY) === spent) {
        this.adopt(tokens);
      }
    });
  }

  /** Takes up the session that a reload left behind. */
  async restore(): Promise<void> {
    if (this.storage.getItem(REFRESH_KEY) === null) {
      this.become({ kind: 'out' });
      return;
    }
    this.become({ kind: 'restoring' });
    await this.renew().catch(() => undefined);
  }

  async signIn(username: string, password: string): Promise<void> {
    this.adopt(await this.identity.token(username, password));
  }

  /** Forgets the tokens at once; the server is told as well as that goes. */
  async signOut(): Promise<void> {
    const refresh = this.storage.getItem(REFRESH_KEY);
    this.end();
    if (refresh !== null) {
      await this.identity.logout(refresh).catch(() => undefined);
    }
  }

  async token(): Promise<string> {
    if (this.access !== null && this.now() < this.access.renewAt) {
      return this.access.token;
    }
    return this.renew();
  }

  async replace(refused: string): Promise<string> {
    if (this.access !== null && this.access.token !== refused) {
      return this.access.token;
    }
    this.access = null;
    return this.renew();
  }

  private renew(): Promise<string> {
    this.renewing ??= this.tabs
      .alone(() => this.spend())
      .finally(() => {
        this.renewing = null;
      });
    return this.renewing;
  }

  private async spend(): Promise<string> {
    // Another tab that began as a copy of this one may have renewed while this one waited.
    if (this.access !== null && this.now() < this.access.renewAt) {
      return this.access.token;
    }
    const refresh = this.storage.getItem(REFRESH_KEY);
    if (refresh === null) {
      throw new Problem('unauthenticated', 401, 'Please sign in again');
    }
    let tokens: Tokens;
    try {
      tokens = await this.identity.refresh(refresh);
    } catch (thrown) {
      const problem = asProblem(thrown);
      if (this.storage.getItem(REFRESH_KEY) === refresh) {
        this.failed(problem);
      }
      throw problem;
    }
    if (this.storage.getItem(REFRESH_KEY) !== refresh) {
      // Signed out meanwhile: what came back must not live on.
      await this.identity.logout(tokens.refreshToken).catch(() => undefined);
      throw new Problem('unauthenticated', 401, 'Please sign in again');
    }
    this.adopt(tokens);
    this.tabs.tell(refresh, tokens);
    return tokens.accessToken;
  }

  private failed(problem: Problem): void {
    if (!problem.passing) {
      this.end('Your session has ended. Please sign in again.');
    } else if (this.state.kind === 'in') {
      this.renewIn(RETRY_MS);
    } else {
      this.become({ kind: 'unreachable', problem });
    }
  }

  private adopt(tokens: Tokens): void {
    const claims = claimsOf(tokens.accessToken);
    if (claims === null) {
      throw new Problem('unreadable-answer', 200, 'The answer cannot be read');
    }
    const life = tokens.expiresIn * 1_000;
    const left = Math.max(life - MARGIN_MS, life / 2);
    this.access = { token: tokens.accessToken, renewAt: this.now() + left };
    this.storage.setItem(REFRESH_KEY, tokens.refreshToken);
    this.renewIn(left);
    this.become({ kind: 'in', userId: claims.userId, name: claims.name, roles: claims.roles });
  }

  private end(notice?: string): void {
    clearTimeout(this.timer);
    this.access = null;
    this.storage.removeItem(REFRESH_KEY);
    this.become(notice === undefined ? { kind: 'out' } : { kind: 'out', notice });
  }

  private renewIn(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      void this.renew().catch(() => undefined);
    }, ms);
  }

  private become(state: SessionState): void {
    this.state = state;
    this.changed();
  }
}
