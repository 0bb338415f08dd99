import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { bytes } from '../format/format.ts';
import { asProblem } from '../http/problem.ts';
import type { Problem } from '../http/problem.ts';
import { icons } from '../shell/icons.ts';
import { notice, problemNotice } from '../shell/notice.ts';
import type { Page, Studio } from '../shell/page.ts';
import { AVATARS, fragmentOf } from '../shell/route.ts';
import { saveAs } from './save-as.ts';

/** Who is signed in, and all that is kept of them. */
export class AccountPage implements Page {
  readonly title = 'Your account';

  private fetching: AbortController | null = null;
  private saved: string | null = null;
  private problem: Problem | null = null;

  constructor(private readonly studio: Studio) {}

  template(): TemplateResult {
    const { userName, userId, admin } = this.studio;
    return html`<section class="account">
      <header class="page-head">
        <h1 tabindex="-1">Your account</h1>
        <p class="lead">Signed in as ${userName}${admin ? ', administrator' : ''}.</p>
      </header>
      <div class="card" id="export">
        <h2>Your data</h2>
        <p>
          A zip with everything that is kept of you: your avatars with their versions, consents and
          verdicts, the photos and clips that you uploaded, and the faces that were found in them.
        </p>
        <div class="row start wrap">
          <button
            type="button"
            class="button primary"
            id="download"
            ?disabled=${this.fetching !== null}
            @click=${() => void this.download()}
          >
            ${icons.download} ${this.fetching === null ? 'Download my data' : 'Collecting…'}
          </button>
          ${this.fetching === null
            ? nothing
            : html`<button
                type="button"
                class="button"
                @click=${() => this.fetching?.abort()}
              >
                Cancel
              </button>`}
        </div>
        <div class="messages" aria-live="polite">
          ${this.saved === null ? nothing : notice('info', this.saved, [])}
          ${this.problem === null
            ? nothing
            : problemNotice(this.problem, () => void this.download())}
        </div>
        <p class="hint">
          To have an avatar erased, delete it in <a href=${fragmentOf(AVATARS)}>My avatars</a>: its
          original, its face and everything made from it go, everywhere.
        </p>
      </div>
      <p class="hint account-id">User <code>${userId}</code></p>
    </section>`;
  }

  dispose(): void {
    this.fetching?.abort();
  }

  private async download(): Promise<void> {
    if (this.fetching !== null) {
      return;
    }
    const stopped = new AbortController();
    this.fetching = stopped;
    this.problem = null;
    this.saved = null;
    this.studio.changed();
    try {
      const zip = await this.studio.avatars.export(stopped.signal);
      saveAs(zip, `avatar-engine-${new Date().toISOString().slice(0, 10)}.zip`);
      this.saved = `Your data is downloaded, ${bytes(zip.size)}.`;
    } catch (thrown) {
      this.problem = stopped.signal.aborted ? null : asProblem(thrown);
    }
    this.fetching = null;
    this.studio.changed();
  }
}
