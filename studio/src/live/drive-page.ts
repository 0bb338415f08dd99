import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { asProblem } from '../http/problem.ts';
import type { Problem } from '../http/problem.ts';
import { notice, problemNotice } from '../shell/notice.ts';
import type { Page, Studio } from '../shell/page.ts';
import { fragmentOf } from '../shell/route.ts';
import { CopyButtons } from './drive/copy-buttons.ts';
import { DeviceForm } from './drive/device-form.ts';
import { Driver } from './drive/driver.ts';
import type { DriveMode } from './drive/driver.ts';
import { EmotionPanel } from './drive/emotion-panel.ts';
import { phonePanel } from './drive/phone-panel.ts';
import { RecordingPanel } from './drive/recording-panel.ts';
import { SliderPanel } from './drive/slider-panel.ts';
import { ticker } from './drive/ticker.ts';
import { LiveApi } from './live-api.ts';
import type { DoctorReport, LiveSession } from './live-api.ts';
import { connectionTo, Stage } from './stage.ts';

const DOCTOR_MS = 2_000;
const REDRAW_MS = 250;
const MODES: readonly (readonly [DriveMode, string])[] = [
  ['phone', 'Phone'],
  ['recording', 'Recording'],
  ['sliders', 'Sliders'],
];

/** A session as its owner drives it. */
export class DrivePage implements Page {
  readonly title = 'Live session';

  private readonly api: LiveApi;
  private readonly stage: Stage;
  private readonly driver = new Driver();
  private readonly copies: CopyButtons;
  private readonly recordings: RecordingPanel;
  private readonly sliders: SliderPanel;
  private readonly emotions: EmotionPanel;
  private readonly devices: DeviceForm;
  private readonly stopTicker: () => void;
  private readonly redraw: ReturnType<typeof setInterval>;
  private readonly over = new AbortController();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private session: LiveSession | null = null;
  private report: DoctorReport | null = null;
  private problem: Problem | null = null;
  private said: string | null = null;

  constructor(
    private readonly studio: Studio,
    private readonly sessionId: string,
  ) {
    const changed = (): void => studio.changed();
    this.api = new LiveApi(studio.api, sessionStorage);
    this.stage = new Stage(connectionTo(sessionId, studio.session, studio.api, changed), changed);
    this.copies = new CopyButtons(changed);
    this.recordings = new RecordingPanel(this.driver, changed);
    this.sliders = new SliderPanel(this.driver, changed);
    this.emotions = new EmotionPanel(
      (emotion, intensity, durationMs) => this.api.emotion(sessionId, emotion, intensity, durationMs),
      changed,
    );
    this.devices = new DeviceForm((dialect, host) => this.api.askDevice(sessionId, dialect, host), changed);
    this.stopTicker = ticker(() => this.tick());
    this.redraw = setInterval(() => {
      if (this.driver.mode === 'recording' && this.driver.player?.playing === true) {
        changed();
      }
    }, REDRAW_MS);
    void this.load();
  }

  template(): TemplateResult {
    return html`<section class="live-drive">
      <header class="page-head row wrap">
        <div>
          <h1 tabindex="-1">Live session</h1>
          <p class="lead"><code>${this.sessionId}</code></p>
        </div>
        <div class="row">
          <button type="button" class="button small" id="calibrate" @click=${() => void this.calibrate()}>
            Calibrate
          </button>
          <button type="button" class="button small" id="close-session" @click=${() => void this.close()}>
            Close the session
          </button>
        </div>
      </header>
      ${this.problem === null ? nothing : problemNotice(this.problem, () => void this.load())}
      ${this.said === null ? nothing : notice('info', this.said, [])} ${this.advice()}
      <div class="columns live-columns">
        ${this.stage.template(this.report?.viewers.length ?? null)}
        <div>
          <section class="card">
            <h2>Drive it</h2>
            <div class="segments" role="group" aria-label="What drives the face">
              ${MODES.map(
                ([mode, words]) =>
                  html`<button
                    type="button"
                    data-mode=${mode}
                    aria-pressed=${this.driver.mode === mode ? 'true' : 'false'}
                    @click=${() => {
                      this.driver.mode = mode;
                      this.studio.changed();
                    }}
                  >
                    ${words}
                  </button>`,
              )}
            </div>
            <div class="live-panel">${this.panel()}</div>
          </section>
          <section class="card">
            <h2>Emotion</h2>
            ${this.emotions.template()}
          </section>
          <section class="card">
            <h2>Watch</h2>
            ${this.watch()}
          </section>
        </div>
      </div>
    </section>`;
  }

  dispose(): void {
    this.over.abort();
    clearTimeout(this.timer);
    clearInterval(this.redraw);
    this.stopTicker();
    this.copies.dispose();
    this.stage.connection.close();
  }

  private panel(): TemplateResult {
    switch (this.driver.mode) {
      case 'phone':
        return html`${phonePanel(this.session?.ingest ?? [], this.report, this.copies)}
        ${this.devices.template()}`;
      case 'recording':
        return this.recordings.template();
      case 'sliders':
        return this.sliders.template();
    }
  }

  /** The doctor's one sentence; while all is well it is only said where somebody sets a phone up. */
  private advice(): TemplateResult | typeof nothing {
    const { report } = this;
    if (report === null || this.driver.mode !== 'phone') {
      return nothing;
    }
    return html`<div class="live-advice" data-finding=${report.finding}>
      ${notice(report.finding === 'well' || report.finding === 'no-viewer' ? 'info' : 'warning', report.advice, [])}
    </div>`;
  }

  private watch(): TemplateResult {
    const token = this.api.viewerToken(this.sessionId);
    const make = html`<button type="button" class="button small" id="new-link" @click=${() => void this.newLink()}>
      ${token === null ? 'Make a link' : 'Make another link'}
    </button>`;
    if (token === null) {
      return html`<p class="hint">Whoever has the link can watch, without an account.</p>
        <div class="live-link">${make}</div>`;
    }
    const link = `${location.origin}${location.pathname}${fragmentOf({
      page: 'watch',
      sessionId: this.sessionId,
      token,
    })}`;
    return html`<p class="hint">
        Whoever has this link can watch, without an account. What stands after # never leaves the browser.
      </p>
      <div class="live-link">
        <input type="text" readonly aria-label="Link for watching" .value=${link} />
        ${this.copies.button(link, 'Copy the link')}
      </div>
      <div class="row start wrap">
        <a class="button small" id="second-window" href=${link} target="_blank" rel="noopener noreferrer"
          >Open second window</a
        >
        ${make}
      </div>`;
  }

  private tick(): void {
    const values = this.driver.next(performance.now());
    if (values !== null) {
      this.stage.connection.perform(values);
    }
  }

  private async load(): Promise<void> {
    this.problem = null;
    try {
      this.session = await this.api.find(this.sessionId);
    } catch (thrown) {
      this.fail(thrown);
      return;
    }
    if (this.over.signal.aborted) {
      return;
    }
    this.stage.connection.connect();
    void this.ask();
    this.studio.changed();
  }

  /** Asks the doctor, again and again. */
  private async ask(): Promise<void> {
    clearTimeout(this.timer);
    try {
      this.report = await this.api.doctor(this.sessionId, this.over.signal);
    } catch {
      // The report is beside the point; the connection says for itself when it is gone.
      this.report = null;
    }
    if (!this.over.signal.aborted) {
      this.timer = setTimeout(() => void this.ask(), DOCTOR_MS);
      this.studio.changed();
    }
  }

  private async calibrate(): Promise<void> {
    this.said = null;
    try {
      const sources = await this.api.calibrate(this.sessionId);
      this.said =
        sources === 0
          ? 'No source shows a face now, so there is nothing to calibrate.'
          : 'The face as it is now counts as neutral.';
    } catch (thrown) {
      this.fail(thrown);
    }
    this.studio.changed();
  }

  private async newLink(): Promise<void> {
    try {
      await this.api.newViewerToken(this.sessionId);
      this.studio.changed();
    } catch (thrown) {
      this.fail(thrown);
    }
  }

  private async close(): Promise<void> {
    try {
      await this.api.close(this.sessionId);
      this.studio.go({ page: 'live' });
    } catch (thrown) {
      this.fail(thrown);
    }
  }

  private fail(thrown: unknown): void {
    if (!this.over.signal.aborted) {
      this.problem = asProblem(thrown);
      this.studio.changed();
    }
  }
}
