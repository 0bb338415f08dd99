import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { Registration } from '../avatars/avatar.ts';
import { percent, wait } from '../format/format.ts';
import { asProblem } from '../http/problem.ts';
import type { Problem } from '../http/problem.ts';
import { Cancelled, upload } from '../http/upload.ts';
import type { Upload } from '../http/upload.ts';
import { Cooldown } from '../shell/cooldown.ts';
import { notice, problemNotice } from '../shell/notice.ts';
import type { Page, Studio } from '../shell/page.ts';
import { choose, nameFrom } from './photo-choice.ts';
import { photoDrop } from './photo-drop.ts';
import { randomKey } from './random-key.ts';

/** A photo and what to call it; from here it goes to the engine. */
export class RegisterPage implements Page {
  readonly title = 'Register a face';

  private photo: { url: string; file: File } | null = null;
  private unreadable = false;
  private hovering = false;
  private refusal: string | null = null;
  private name = '';
  private nameIsOurs = true;
  private tags = '';
  private preset = 'quality';
  private consent = false;
  private sent = 0;
  private running: Upload<Registration> | null = null;
  private problem: Problem | null = null;
  private readonly cooldown: Cooldown;
  /** The same for every try of one form, so that a lost answer never makes a second avatar. */
  private idempotencyKey = randomKey();

  constructor(private readonly studio: Studio) {
    this.cooldown = new Cooldown(() => studio.changed());
    document.addEventListener('paste', this.pasted);
  }

  template(): TemplateResult {
    const uploading = this.running !== null;
    return html`<section class="register">
      <header class="page-head">
        <h1 tabindex="-1">Register a face</h1>
        <p class="lead">
          The engine finds the face, its 478 landmarks and its outline, and says how good the photo
          is.
        </p>
      </header>
      <form id="register" class="columns" @submit=${this.submit}>
        <div class="column-main">
          ${photoDrop({
            photo: this.photo,
            hovering: this.hovering,
            locked: uploading,
            unreadable: this.unreadable,
            choose: (files) => this.take(files),
            hover: (over) => this.set(() => (this.hovering = over)),
            unshowable: () => this.set(() => (this.unreadable = true)),
          })}
        </div>
        <div class="column-side card">
          <fieldset ?disabled=${uploading} class="plain">
            ${this.fields()}
          </fieldset>
          ${uploading ? this.uploading() : this.ready()}
          <div class="messages">${this.messages()}</div>
        </div>
      </form>
    </section>`;
  }

  dispose(): void {
    document.removeEventListener('paste', this.pasted);
    this.running?.cancel();
    this.cooldown.stop();
    if (this.photo) {
      URL.revokeObjectURL(this.photo.url);
    }
  }

  private fields(): TemplateResult {
    const typed =
      (apply: (value: string) => void) =>
      (event: InputEvent): void => {
        if (event.target instanceof HTMLInputElement) {
          const { value } = event.target;
          this.set(() => apply(value));
        }
      };
    const preset = (value: string, label: string, hint: string): TemplateResult =>
      html`<label class="choice">
        <input
          type="radio"
          name="preset"
          value=${value}
          .checked=${live(this.preset === value)}
          @change=${typed((chosen) => (this.preset = chosen))}
        />
        <span>${label}<small>${hint}</small></span>
      </label>`;
    return html`<label class="field">
        <span>Name</span>
        <input
          name="name"
          maxlength="100"
          required
          autocomplete="off"
          .value=${live(this.name)}
          @input=${typed((value) => {
            this.name = value;
            this.nameIsOurs = value === '';
          })}
        />
      </label>
      <label class="field">
        <span>Tags <small>optional, separated by commas</small></span>
        <input
          name="tags"
          autocomplete="off"
          .value=${live(this.tags)}
          @input=${typed((value) => (this.tags = value))}
        />
      </label>
      <div class="field" role="radiogroup" aria-labelledby="preset-label">
        <span id="preset-label">Thoroughness</span>
        <div class="choices">
          ${preset('quality', 'Quality', 'finds small faces too')}
          ${preset('fast', 'Fast', 'one look at the whole photo')}
        </div>
      </div>
      <label class="check">
        <input
          type="checkbox"
          name="consent"
          .checked=${live(this.consent)}
          @change=${(event: Event) => {
            if (event.target instanceof HTMLInputElement) {
              const { checked } = event.target;
              this.set(() => (this.consent = checked));
            }
          }}
        />
        <span>The person in the photo has agreed to this. <small>optional, is recorded</small></span>
      </label>`;
  }

  private ready(): TemplateResult {
    const left = this.cooldown.left;
    return html`<button
      class="button primary wide"
      id="start"
      ?disabled=${this.photo === null || left > 0}
    >
      ${left > 0 ? `Wait ${wait(left)}` : 'Register'}
    </button>`;
  }

  private uploading(): TemplateResult {
    return html`<div class="uploading">
      <div class="row">
        <label for="upload-progress">
          ${this.sent < 1 ? `Uploading, ${percent(this.sent)}` : 'Uploaded; handing over…'}
        </label>
        <button type="button" class="button small" @click=${() => this.running?.cancel()}>
          Cancel
        </button>
      </div>
      <progress id="upload-progress" max="1" .value=${this.sent}></progress>
    </div>`;
  }

  private messages(): TemplateResult | typeof nothing {
    if (this.refusal !== null) {
      return notice('error', 'This file will not do', [{ code: 'file', message: this.refusal }]);
    }
    return this.problem === null ? nothing : problemNotice(this.problem);
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
      if (this.photo) {
        URL.revokeObjectURL(this.photo.url);
      }
      this.photo = { file: choice.file, url: URL.createObjectURL(choice.file) };
      if (this.nameIsOurs) {
        this.name = nameFrom(choice.file.name);
      }
    });
  }

  private readonly submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (this.photo !== null && this.running === null && this.cooldown.left === 0) {
      void this.register(this.photo.file);
    }
  };

  private async register(file: File): Promise<void> {
    const name = this.name.trim();
    this.problem = null;
    this.refusal = null;
    this.sent = 0;
    this.running = upload<Registration>(
      '/api/v1/avatars',
      this.form(file, name),
      { Prefer: 'respond-async', 'Idempotency-Key': this.idempotencyKey },
      this.studio.session,
      (share) => this.set(() => (this.sent = share)),
    );
    this.studio.changed();
    try {
      const { body } = await this.running.answer;
      this.running = null;
      this.studio.photos.put(body.avatarId, file, name);
      this.studio.go({ page: 'avatar', avatarId: body.avatarId, jobId: body.jobId });
    } catch (thrown) {
      this.running = null;
      if (!(thrown instanceof Cancelled)) {
        this.failed(asProblem(thrown));
      }
      this.studio.changed();
    }
  }

  private form(file: File, name: string): FormData {
    const form = new FormData();
    form.append('name', name);
    if (this.tags.trim() !== '') {
      form.append('tags', this.tags);
    }
    form.append('preset', this.preset);
    form.append('consent', String(this.consent));
    form.append('file', file, file.name);
    return form;
  }

  private failed(problem: Problem): void {
    this.problem = problem;
    if (problem.status === 429) {
      this.cooldown.start(problem.retryAfter ?? 10);
    }
    if (!problem.passing) {
      this.idempotencyKey = randomKey();
    }
  }

  private set(change: () => void): void {
    const before = `${this.name}|${this.tags}|${this.preset}|${this.consent}|${this.photo?.url}`;
    change();
    const after = `${this.name}|${this.tags}|${this.preset}|${this.consent}|${this.photo?.url}`;
    if (before !== after) {
      this.idempotencyKey = randomKey();
    }
    this.studio.changed();
  }
}
