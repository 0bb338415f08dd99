import { html } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { Api } from '../http/api.ts';
import type { TokenSource } from '../http/api.ts';
import { Problem } from '../http/problem.ts';
import { notice } from '../shell/notice.ts';
import type { Page } from '../shell/page.ts';
import { connectionTo, Stage } from './stage.ts';

/** The token of a link: there is no other one, so it is replaced by itself while the server takes it. */
export function linkToken(sessionId: string, token: string): TokenSource {
  const only: TokenSource = {
    token: () => Promise.resolve(token),
    replace: () => Promise.reject(new Problem('unauthenticated', 401, 'This link is not good any more')),
  };
  const api = new Api(only);
  return {
    token: only.token,
    replace: async () => {
      await api.done(`/api/v1/sessions/${encodeURIComponent(sessionId)}`, {});
      return token;
    },
  };
}

/** Watches a session by a link, without an account. */
export class WatchPage implements Page {
  readonly title = 'Live face';

  private readonly stage: Stage | null;

  /** @param token null when the link holds none */
  constructor(
    private readonly sessionId: string,
    token: string | null,
    changed: () => void,
  ) {
    if (token === null) {
      this.stage = null;
      return;
    }
    const tokens = linkToken(sessionId, token);
    const connection = connectionTo(sessionId, tokens, new Api(tokens), changed);
    this.stage = new Stage(connection, changed);
    connection.connect();
  }

  template(): TemplateResult {
    return html`<section class="live-watch">
      <header class="page-head">
        <h1 tabindex="-1">Live face</h1>
        <p class="lead">Session <code>${this.sessionId}</code></p>
      </header>
      ${this.stage?.template(null) ??
      notice('error', 'The link is not whole', [
        { code: 'no-token', message: 'Ask whoever sent it for the link as it was copied.' },
      ])}
    </section>`;
  }

  dispose(): void {
    this.stage?.connection.close();
  }
}
