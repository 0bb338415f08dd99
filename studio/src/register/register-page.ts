import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { DryRun, Registration } from '../avatars/avatar.ts';
import { percent, wait } from '../format/format.ts';
import { asProblem } from '../http/problem.ts';
import type { Problem } from '../http/problem.ts';
import { Cancelled, upload } from '../http/upload.ts';
import type { Upload } from '../http/upload.ts';
import { Cooldown } from '../shell/cooldown.ts';
import { notice, problemNotice } from '../shell/notice.ts';
import type { Page, Studio } from '../shell/page.ts';
import { checks, examined, facts, verdict } from '../verdict/verdict.ts';
import { CameraDialog, hasCamera } from './camera-dialog.ts';
import { choose, lengthRefusal } from './file-choice.ts';
import { fileDrop } from './file-drop.ts';
import type { Chosen } from './file-drop.ts';
import { randomKey } from './random-key.ts';
import { RegisterForm } from './register-form.ts';

type Purpose = 'register' | 'check';

/** A photo or a video and what to call it; from here it goes to the engine, or is only looked at. */
export class RegisterPage implements Page {
  readonly title = 'Register a face';

  private chosen: Chosen | null = null;
  private unreadable = false;
  private hovering = false;
  private refusal: string | null = null;
  private sent = 0;
  private running: { purpose: Purpose; upload: Upload<unknown> } | null = null;
  private checked: DryRun | null = null;
  private problem: Problem | null = null;
  private problemOf: Purpose = 'register';
  private camera: CameraDialog | null = null;
  private readonly form: RegisterForm;
  private readonly cooldown: Cooldown;
  /** The same for every try of one form, so that a lost answer never makes a second avatar. */
  private idempotencyKey = randomKey();
  private keyedBy = '';

  constructor(private readonly studio: Studio) {
    this.cooldown = new Cooldown(() => studio.changed());
    this.form = new RegisterForm(studio.admin, () => studio.changed());
    document.addEventListener('paste', this.pasted);
  }

  template(): TemplateResult {
    const busy = this.running !== null;
    return html`<section class="register">
      <header class="page-head">
        <h1 tabindex="-1">Register a face</h1>
        <p class="lead">
          The engine finds the face, its 478 landmarks and its outline, and says how good the photo
          or the video is.
        </p>
      </header>
      <form id="register" class="columns" @submit=${this.submit}>
        <div class="column-main">
          ${fileDrop({
            chosen: this.chosen,
            hovering: this.hovering,
            locked: busy,
            unreadable: this.unreadable,
            camera: hasCamera(),
            choose: (files) => this.take(files),
            hover: (over) => this.set(() => (this.hovering = over)),
            unshowable: () => this.set(() => (this.unreadable = true)),
            measured: (length) => this.measured(length),
            openCamera: () => this.openCamera(),
          })}
        </div>
        <div class="column-side">
          <div class="card">
            <fieldset ?disabled=${busy} class="plain">${this.form.template()}</fieldset>
            ${busy ? this.progress() : this.ready()}
            <div class="messages" aria-live="polite">${this.messages()}</div>
          </div>
        </div>
      </form>
      ${this.checked === null ? nothing : this.result(this.checked)}
      ${this.camera === null ? nothing : this.camera.template()}
    </section>`;
  }

  dispose(): void {
    document.removeEventListener('paste', this.pasted);
    this.camera?.dispose();
    this.running?.upload.cancel();
    this.cooldown.stop();
    this.release();
  }

  private ready(): TemplateResult {
    const left = this.cooldown.left;
    const held = this.chosen === null || this.refusal !== null || left > 0;
    return html`<div class="starts">
      <button class="button primary" id="start" value="register" ?disabled=${held}>
        ${left > 0 ? `Wait ${wait(left)}` : 'Register'}
      </button>
      <button
        class="button"
        id="check"
        value="check"
        title="The whole verdict, and nothing is kept"
        ?disabled=${held}
      >
        Check only
      </button>
    </div>`;
  }

  private progress(): TemplateResult {
    const checking = this.running?.purpose === 'check';
    const handed = checking ? 'Looking at it…' : 'Uploaded; handing over…';
    return html`<div class="uploading">
      <div class="row">
        <label for="upload-progress">
          ${this.sent < 1 ? `Uploading, ${percent(this.sent)}` : handed}
        </label>
        <button
          type="button"
          class="button small"
          @click=${() => this.running?.upload.cancel()}
        >
          Cancel
        </button>
      </div>
      ${checking && this.sent >= 1
        ? html`<progress id="upload-progress"></progress>`
        : html`<progress id="upload-progress" max="1" .value=${this.sent}></progress>`}
    </div>`;
  }

  private messages(): TemplateResult | typeof nothing {
    if (this.refusal !== null) {
      return notice('error', 'This file will not do', [{ code: 'file', message: this.refusal }]);
    }
    if (this.problem === null) {
      return nothing;
    }
    return html`${problemNotice(this.problem)}
    ${this.problemOf === 'check' && this.problem.status === 422
      ? html`<p class="hint">It was only checked; nothing of it is kept.</p>`
      : nothing}`;
  }

  private result(checked: DryRun): TemplateResult {
    return html`<section id="check-result" aria-label="What the check found">
      <div class="row check-head">
        <h2>Checked, not registered</h2>
        <button
          type="button"
          class="button small"
          @click=${() => this.set(() => (this.checked = null))}
        >
          Close
        </button>
      </div>
      <p class="hint">Nothing of the file is kept. Register it if you like what you see.</p>
      <div class="columns halves">
        <div>${verdict(checked)}</div>
        <div>${facts(examined(checked))}</div>
      </div>
      ${checks(checked)}
    </section>`;
  }

  private readonly pasted = (event: ClipboardEvent): void => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length > 0 && this.running === null) {
      event.preventDefault();
      this.take(files);
    }
  };

  private take(files: readonly File[]): void {
    if (this.running !== null) {
      return;
    }
    const choice = choose(files);
    this.set(() => {
      this.hovering = false;
      this.problem = null;
      if (choice.kind === 'refused') {
        this.refusal = choice.message;
        return;
      }
      this.refusal = null;
      this.unreadable = false;
      this.checked = null;
      this.release();
      const { file, shown } = choice;
      this.chosen = { file, shown, url: URL.createObjectURL(file) };
      this.form.nameAfter(file);
    });
  }

  private measured(length: number): void {
    const refusal = lengthRefusal(length);
    if (refusal !== null) {
      this.set(() => (this.refusal = refusal));
    }
  }

  private openCamera(): void {
    this.camera?.dispose();
    this.camera = new CameraDialog(
      () => this.studio.changed(),
      (file) => {
        this.camera = null;
        if (file !== null) {
          this.take([file]);
        }
        this.studio.changed();
      },
    );
    this.studio.changed();
  }

  private readonly submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (
      this.chosen !== null &&
      this.refusal === null &&
      this.running === null &&
      this.cooldown.left === 0
    ) {
      const check = event.submitter instanceof HTMLButtonElement && event.submitter.value === 'check';
      void (check ? this.check(this.chosen.file) : this.register(this.chosen));
    }
  };

  private async register({ file, shown }: Chosen): Promise<void> {
    const { name } = this.form;
    const answer = await this.send<Registration>('register', file, '/api/v1/avatars', {
      Prefer: 'respond-async',
      'Idempotency-Key': this.key(),
    });
    if (answer !== null) {
      this.studio.photos.put(answer.avatarId, file, name, shown);
      this.studio.go({ page: 'avatar', avatarId: answer.avatarId, jobId: answer.jobId });
    }
  }

  /** The whole verdict in one call, of which nothing stays. */
  private async check(file: File): Promise<void> {
    this.checked = null;
    this.checked = await this.send<DryRun>('check', file, '/api/v1/avatars?dryRun=true', {
      Prefer: 'wait=30',
    });
    this.studio.changed();
    // Below the form, where it may be out of sight.
    queueMicrotask(() => document.getElementById('check-result')?.scrollIntoView());
  }

  private async send<T>(
    purpose: Purpose,
    file: File,
    path: string,
    headers: Readonly<Record<string, string>>,
  ): Promise<T | null> {
    this.problem = null;
    this.sent = 0;
    const running = upload<T>(path, this.form.data(file), headers, this.studio.session, (share) =>
      this.set(() => (this.sent = share)),
    );
    this.running = { purpose, upload: running };
    this.studio.changed();
    try {
      return (await running.answer).body;
    } catch (thrown) {
      if (!(thrown instanceof Cancelled)) {
        this.failed(purpose, asProblem(thrown));
      }
      return null;
    } finally {
      this.running = null;
      this.studio.changed();
    }
  }

  private failed(purpose: Purpose, problem: Problem): void {
    this.problem = problem;
    this.problemOf = purpose;
    if (problem.status === 429) {
      this.cooldown.start(problem.retryAfter ?? 10);
    }
    if (!problem.passing) {
      this.keyedBy = '';
    }
  }

  private key(): string {
    const form = `${this.chosen?.url} ${this.form.fingerprint}`;
    if (form !== this.keyedBy) {
      this.keyedBy = form;
      this.idempotencyKey = randomKey();
    }
    return this.idempotencyKey;
  }

  private release(): void {
    if (this.chosen !== null) {
      URL.revokeObjectURL(this.chosen.url);
    }
  }

  private set(change: () => void): void {
    change();
    this.studio.changed();
  }
}
