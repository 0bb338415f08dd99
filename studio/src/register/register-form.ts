import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { nameFrom } from './file-choice.ts';

interface Fields {
  name: string;
  tags: string;
  preset: string;
  consent: boolean;
  policyVersion: string;
  maxFrames: string;
  detectionSize: string;
  qualityChecks: string;
  compressionLevel: string;
}

type TextField = Exclude<keyof Fields, 'consent'>;

/** The fields that only administrators may send: what they leave empty the preset decides. */
const OPTIONS = ['maxFrames', 'detectionSize', 'qualityChecks', 'compressionLevel'] as const;

/** What is said of a file that is about to be sent. */
export class RegisterForm {
  private nameIsOurs = true;
  private readonly fields: Fields = {
    name: '',
    tags: '',
    preset: 'quality',
    consent: false,
    policyVersion: '',
    maxFrames: '',
    detectionSize: '',
    qualityChecks: '',
    compressionLevel: '',
  };

  constructor(
    private readonly admin: boolean,
    private readonly changed: () => void,
  ) {}

  get name(): string {
    return this.fields.name.trim();
  }

  /** Another text for every other form. */
  get fingerprint(): string {
    return JSON.stringify(this.fields);
  }

  /** Takes the name from the file, unless the user has given one. */
  nameAfter(file: File): void {
    if (this.nameIsOurs) {
      this.fields.name = nameFrom(file.name);
    }
  }

  /** As the API takes it. */
  data(file: File): FormData {
    const { fields } = this;
    const form = new FormData();
    form.append('name', this.name);
    if (fields.tags.trim() !== '') {
      form.append('tags', fields.tags);
    }
    form.append('preset', fields.preset);
    form.append('consent', String(fields.consent));
    if (fields.consent && fields.policyVersion.trim() !== '') {
      form.append('consentPolicyVersion', fields.policyVersion.trim());
    }
    if (this.admin) {
      for (const option of OPTIONS.filter((each) => fields[each] !== '')) {
        form.append(option, fields[option]);
      }
    }
    form.append('file', file, file.name);
    return form;
  }

  template(): TemplateResult {
    return html`<label class="field">
        <span>Name</span>
        ${this.input('name', { maxlength: 100, required: true })}
      </label>
      <label class="field">
        <span>Tags <small>optional, separated by commas</small></span>
        ${this.input('tags', { maxlength: 1_100 })}
      </label>
      <div class="field" role="radiogroup" aria-labelledby="preset-label">
        <span id="preset-label">Thoroughness</span>
        <div class="choices">
          ${this.preset('quality', 'Quality', 'finds small faces too')}
          ${this.preset('fast', 'Fast', 'one look at each picture')}
        </div>
      </div>
      ${this.consent()} ${this.admin ? this.options() : nothing}`;
  }

  private consent(): TemplateResult {
    const { consent } = this.fields;
    return html`<label class="check">
        <input
          type="checkbox"
          name="consent"
          .checked=${live(consent)}
          @change=${(event: Event) => {
            if (event.target instanceof HTMLInputElement) {
              this.fields.consent = event.target.checked;
              this.changed();
            }
          }}
        />
        <span
          >The person shown has agreed to this.
          <small>Recorded with the time and the version of the policy.</small></span
        >
      </label>
      ${consent
        ? html`<label class="field indented">
            <span>Policy version <small>the engine’s present one when empty</small></span>
            ${this.input('policyVersion', { maxlength: 50 })}
          </label>`
        : nothing}`;
  }

  private options(): TemplateResult {
    const select = (name: TextField, label: string, values: readonly string[]): TemplateResult =>
      html`<label class="field">
        <span>${label}</span>
        <select
          name=${name}
          @change=${(event: Event) => {
            if (event.target instanceof HTMLSelectElement) {
              this.set(name, event.target.value);
            }
          }}
        >
          <option value="" ?selected=${this.fields[name] === ''}>By preset</option>
          ${values.map(
            (value) =>
              html`<option value=${value} ?selected=${this.fields[name] === value}>
                ${value}
              </option>`,
          )}
        </select>
      </label>`;
    return html`<details class="options">
      <summary>Overrides <small>for administrators</small></summary>
      <div class="pairs">
        <label class="field">
          <span>Most frames</span>
          ${this.input('maxFrames', { type: 'number', min: 1, max: 500 })}
        </label>
        <label class="field">
          <span>Detection size <small>px</small></span>
          ${this.input('detectionSize', { type: 'number', min: 128, max: 1_280 })}
        </label>
        ${select('qualityChecks', 'Quality checks', ['basic', 'comprehensive'])}
        ${select('compressionLevel', 'Compression', ['balanced', 'high'])}
      </div>
    </details>`;
  }

  private preset(value: string, label: string, hint: string): TemplateResult {
    return html`<label class="choice">
      <input
        type="radio"
        name="preset"
        value=${value}
        .checked=${live(this.fields.preset === value)}
        @change=${() => this.set('preset', value)}
      />
      <span>${label}<small>${hint}</small></span>
    </label>`;
  }

  private input(
    name: TextField,
    { type = 'text', maxlength, required = false, min, max }: InputShape,
  ): TemplateResult {
    return html`<input
      name=${name}
      type=${type}
      autocomplete="off"
      maxlength=${maxlength ?? nothing}
      min=${min ?? nothing}
      max=${max ?? nothing}
      placeholder=${type === 'number' ? `${min} to ${max}` : nothing}
      ?required=${required}
      .value=${live(this.fields[name])}
      @input=${(event: InputEvent) => {
        if (event.target instanceof HTMLInputElement) {
          this.set(name, event.target.value);
        }
      }}
    />`;
  }

  private set(name: TextField, value: string): void {
    this.fields[name] = value;
    if (name === 'name') {
      this.nameIsOurs = value === '';
    }
    this.changed();
  }
}

interface InputShape {
  readonly type?: string;
  readonly maxlength?: number;
  readonly required?: boolean;
  readonly min?: number;
  readonly max?: number;
}
