import { html } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { repeat } from 'lit-html/directives/repeat.js';
import { CHANNELS, least } from '../channels.ts';
import type { Driver } from './driver.ts';
import { channelWords, filtered } from './slider-groups.ts';

/** A slider for each channel, in groups, to be found by typing. */
export class SliderPanel {
  private typed = '';

  constructor(
    private readonly driver: Driver,
    private readonly changed: () => void,
  ) {}

  template(): TemplateResult {
    const groups = filtered(this.typed);
    return html`<div class="row">
        <label class="live-find">
          <span class="covered">Find a slider</span>
          <input
            type="search"
            placeholder="Find: smile left…"
            .value=${live(this.typed)}
            @input=${(event: Event) => {
              this.typed = event.currentTarget instanceof HTMLInputElement ? event.currentTarget.value : '';
              this.changed();
            }}
          />
        </label>
        <button
          type="button"
          class="button small"
          id="rest"
          @click=${() => {
            this.driver.reset();
            this.changed();
          }}
        >
          All at rest
        </button>
      </div>
      ${groups.length === 0 ? html`<p class="hint live-none">No slider is called that.</p>` : ''}
      <div class="live-sliders">
        ${repeat(
          groups,
          ({ name }) => name,
          ({ name, channels }) =>
            html`<details ?open=${this.typed.trim() !== '' || name === 'Eyes' || name === 'Jaw' || name === 'Mouth and tongue'}>
              <summary>${name} <small>${channels.length}</small></summary>
              ${repeat(
                channels,
                (channel) => channel,
                (channel) => this.slider(channel),
              )}
            </details>`,
        )}
      </div>`;
  }

  private slider(channel: number): TemplateResult {
    const value = this.driver.hand[channel] ?? 0;
    return html`<label class="live-slider">
      <span>${channelWords(channel)}</span>
      <input
        type="range"
        name=${CHANNELS[channel] ?? ''}
        min=${least(channel)}
        max="1"
        step="0.01"
        .value=${live(String(value))}
        @input=${(event: Event) => {
          if (event.currentTarget instanceof HTMLInputElement) {
            this.driver.set(channel, Number(event.currentTarget.value));
            this.changed();
          }
        }}
      />
      <output>${value.toFixed(2)}</output>
    </label>`;
  }
}
