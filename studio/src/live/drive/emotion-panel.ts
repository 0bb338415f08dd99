import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { asProblem } from '../../http/problem.ts';
import type { Problem } from '../../http/problem.ts';
import { problemNotice } from '../../shell/notice.ts';

/** The emotions that the engine shows, by their names in the API. */
export const EMOTIONS: readonly (readonly [string, string])[] = [
  ['neutral', 'Neutral'],
  ['happiness', 'Happiness'],
  ['sadness', 'Sadness'],
  ['surprise', 'Surprise'],
  ['fear', 'Fear'],
  ['anger', 'Anger'],
  ['disgust', 'Disgust'],
  ['contempt', 'Contempt'],
  ['amazement', 'Amazement'],
  ['cheekiness', 'Cheekiness'],
  ['grief', 'Grief'],
  ['joy', 'Joy'],
  ['outofbreath', 'Out of breath'],
  ['pain', 'Pain'],
  ['relaxed', 'Relaxed'],
];

const DURATIONS: readonly (readonly [string, string])[] = [
  ['1000', '1 second'],
  ['2000', '2 seconds'],
  ['5000', '5 seconds'],
  ['', 'Until the next one'],
];

type Show = (emotion: string, intensity: number, durationMs: number | null) => Promise<void>;

/** Buttons that lay an emotion over whatever drives the face. */
export class EmotionPanel {
  private intensity = 0.8;
  private duration = '2000';
  private shown: string | null = null;
  private problem: Problem | null = null;

  constructor(
    private readonly show: Show,
    private readonly changed: () => void,
  ) {}

  template(): TemplateResult {
    return html`<div class="live-emotions">
        ${EMOTIONS.map(
          ([key, words]) =>
            html`<button
              type="button"
              class="button small"
              data-emotion=${key}
              aria-pressed=${this.shown === key ? 'true' : 'false'}
              @click=${() => void this.press(key)}
            >
              ${words}
            </button>`,
        )}
      </div>
      <div class="live-emotion-how">
        <label class="live-slider">
          <span>Intensity</span>
          <input
            type="range"
            name="intensity"
            min="0"
            max="1"
            step="0.05"
            .value=${String(this.intensity)}
            @input=${(event: Event) => {
              this.intensity = event.currentTarget instanceof HTMLInputElement ? Number(event.currentTarget.value) : 0;
              this.changed();
            }}
          />
          <output>${this.intensity.toFixed(2)}</output>
        </label>
        <label class="live-choice"
          ><span>For</span>
          <select
            name="duration"
            @change=${(event: Event) => {
              this.duration = event.currentTarget instanceof HTMLSelectElement ? event.currentTarget.value : '';
            }}
          >
            ${DURATIONS.map(
              ([value, words]) =>
                html`<option value=${value} ?selected=${value === this.duration}>${words}</option>`,
            )}
          </select></label
        >
      </div>
      ${this.problem === null ? nothing : problemNotice(this.problem)}`;
  }

  private async press(emotion: string): Promise<void> {
    this.shown = emotion;
    this.problem = null;
    this.changed();
    try {
      await this.show(emotion, this.intensity, this.duration === '' ? null : Number(this.duration));
    } catch (thrown) {
      this.shown = null;
      this.problem = asProblem(thrown);
      this.changed();
    }
  }
}
