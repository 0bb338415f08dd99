import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { asProblem } from '../http/problem.ts';
import type { Problem } from '../http/problem.ts';
import { problemNotice } from '../shell/notice.ts';
import type { Page, Studio } from '../shell/page.ts';
import { fragmentOf } from '../shell/route.ts';
import { LiveApi } from './live-api.ts';
import type { LiveSession, NewSession, Preset } from './live-api.ts';

/** The user's live sessions, and the way to a new one. */
export class SessionsPage implements Page {
  readonly title = 'Live';

  private readonly api: LiveApi;
  private readonly reading = new AbortController();
  private sessions: readonly LiveSession[] | null = null;
  private rigs: readonly string[] = ['arkit'];
  private presets: readonly Preset[] = [];
  private problem: Problem | null = null;
  private busy = false;

  constructor(private readonly studio: Studio) {
    this.api = new LiveApi(studio.api, sessionStorage);
    void this.load();
    void this.api.rigs().then(
      (rigs) => {
        this.rigs = rigs.length === 0 ? this.rigs : rigs;
        studio.changed();
      },
      // Without the list there is still the rig that every session has.
      () => undefined,
    );
    void this.api.presets().then(
      (presets) => {
        this.presets = presets;
        studio.changed();
      },
      () => undefined,
    );
  }

  template(): TemplateResult {
    return html`<section class="live-sessions">
      <header class="page-head">
        <h1 tabindex="-1">Live</h1>
        <p class="lead">
          Drive a face from a phone, a recording or by hand, and watch it anywhere at once.
        </p>
      </header>
      ${this.problem === null ? nothing : problemNotice(this.problem, () => void this.load())}
      <div class="columns">
        <div class="card">
          <h2>Sessions</h2>
          ${this.list()}
        </div>
        <form class="card" id="new-session" @submit=${this.submit}>
          <h2>New session</h2>
          <label class="field">
            <span>Rig</span>
            <select name="rig">
              ${this.rigs.map((rig) => html`<option value=${rig} ?selected=${rig === 'arkit'}>${rig}</option>`)}
            </select>
          </label>
          ${this.presets.length === 0
            ? nothing
            : html`<label class="field">
                <span>Manner</span>
                <select name="preset">
                  <option value="">As the engine is set</option>
                  ${this.presets.map(
                    ({ name, description }) =>
                      html`<option value=${name} title=${description ?? ''}>${name}</option>`,
                  )}
                </select>
              </label>`}
          <label class="field">
            <span>Frames a second</span>
            <select name="fps">
              <option value="60" selected>60</option>
              <option value="30">30</option>
              <option value="15">15</option>
            </select>
          </label>
          <button class="button primary wide live-start" ?disabled=${this.busy}>
            ${this.busy ? 'Starting…' : 'Start a session'}
          </button>
        </form>
      </div>
    </section>`;
  }

  dispose(): void {
    this.reading.abort();
  }

  private list(): TemplateResult {
    if (this.sessions === null) {
      return html`<p class="hint">${this.problem === null ? 'Loading…' : 'Not known.'}</p>`;
    }
    return this.sessions.length === 0
      ? html`<p class="hint">There is none. Start one here.</p>`
      : html`<ul class="live-list">
          ${repeat(
            this.sessions,
            ({ sessionId }) => sessionId,
            (session) => this.row(session),
          )}
        </ul>`;
  }

  private row({ sessionId, rig, fps, createdAt }: LiveSession): TemplateResult {
    const began = createdAt === undefined ? null : new Date(createdAt);
    return html`<li>
      <div>
        <a href=${fragmentOf({ page: 'drive', sessionId })}><code>${sessionId}</code></a>
        <p class="hint">
          ${rig}, ${fps} frames/s${began === null
            ? nothing
            : html`, since
                <time datetime=${createdAt ?? ''}
                  >${began.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })}</time
                >`}
        </p>
      </div>
      <div class="row">
        <a class="button small" href=${fragmentOf({ page: 'drive', sessionId })}>Open</a>
        <button
          type="button"
          class="button small"
          aria-label="Close session ${sessionId}"
          ?disabled=${this.busy}
          @click=${() => void this.close(sessionId)}
        >
          Close
        </button>
      </div>
    </li>`;
  }

  private async load(): Promise<void> {
    try {
      this.sessions = await this.api.list(this.reading.signal);
      this.problem = null;
    } catch (thrown) {
      if (this.reading.signal.aborted) {
        return;
      }
      this.problem = asProblem(thrown);
    }
    this.studio.changed();
  }

  private readonly submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (event.currentTarget instanceof HTMLFormElement && !this.busy) {
      const data = new FormData(event.currentTarget);
      const [rig, fps, preset] = [data.get('rig'), data.get('fps'), data.get('preset')];
      void this.begin({
        rig: typeof rig === 'string' ? rig : 'arkit',
        fps: Number(fps),
        ...(typeof preset === 'string' && preset !== '' ? { preset } : {}),
      });
    }
  };

  private async begin(order: NewSession): Promise<void> {
    this.busy = true;
    this.problem = null;
    this.studio.changed();
    try {
      const { sessionId } = await this.api.create(order);
      this.studio.go({ page: 'drive', sessionId });
    } catch (thrown) {
      this.problem = asProblem(thrown);
    }
    this.busy = false;
    this.studio.changed();
  }

  private async close(sessionId: string): Promise<void> {
    this.busy = true;
    this.studio.changed();
    try {
      await this.api.close(sessionId);
      this.problem = null;
    } catch (thrown) {
      this.problem = asProblem(thrown);
    }
    this.busy = false;
    await this.load();
  }
}
