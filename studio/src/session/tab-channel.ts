import type { Tokens } from './tokens.ts';

/** How tabs of one browser take turns in spending a refresh token. */
export interface TabChannel {
  /** Runs while no other tab runs its own. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  /** Tells the others what a token was exchanged for. */
  tell(spent: string, tokens: Tokens): void;
  listen(heard: (spent: string, tokens: Tokens) => void): void;
}

const NAME = 'avatar.session';
/** Long enough for a message of the tab before to arrive. */
const SETTLE_MS = 30;

interface Message {
  readonly spent: string;
  readonly tokens: Tokens;
}

/** Over the browser's locks and a broadcast channel; alone in its world where there are none. */
export class BrowserTabs implements TabChannel {
  private readonly channel =
    typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(NAME);

  async alone<T>(work: () => Promise<T>): Promise<T> {
    const locks: LockManager | undefined = navigator.locks;
    if (locks === undefined) {
      return work();
    }
    return locks.request(NAME, async () => {
      await new Promise((resolve) => {
        setTimeout(resolve, SETTLE_MS);
      });
      return work();
    });
  }

  tell(spent: string, tokens: Tokens): void {
    this.channel?.postMessage({ spent, tokens } satisfies Message);
  }

  listen(heard: (spent: string, tokens: Tokens) => void): void {
    this.channel?.addEventListener('message', (event: MessageEvent<Message>) => {
      heard(event.data.spent, event.data.tokens);
    });
  }
}
