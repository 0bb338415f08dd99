import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { notice } from '../../shell/notice.ts';
import type { Driver } from './driver.ts';
import { Player } from './player.ts';
import { MAX_RECORDING_BYTES, recordingOf, RecordingError } from './recording.ts';

/** Choosing, playing and seeking a recording. */
export class RecordingPanel {
  private name = '';
  private missing: readonly string[] = [];
  private wrong: string | null = null;
  private reading = false;

  constructor(
    private readonly driver: Driver,
    private readonly changed: () => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  template(): TemplateResult {
    return html`<p class="hint">
        A CSV file as the Live Link Face app records it. It stays on this computer; only the frames that
        play are sent.
      </p>
      <label class="button live-file">
        ${this.reading ? 'Reading…' : this.name === '' ? 'Choose a recording' : 'Choose another one'}
        <input class="unseen" type="file" accept=".csv,text/csv" ?disabled=${this.reading} @change=${this.chosen} />
      </label>
      ${this.wrong === null ? nothing : notice('error', 'This file cannot be played', [{ code: 'recording', message: this.wrong }])}
      ${this.driver.player === null ? nothing : this.controls(this.driver.player)}`;
  }

  private controls(player: Player): TemplateResult {
    const at = player.at(this.now());
    const { durationMs, timesMs } = player.recording;
    return html`<p class="live-file-name">${this.name}</p>
      <label class="live-seek">
        <span class="covered">Position</span>
        <input
          type="range"
          min="0"
          max=${durationMs}
          step="10"
          .value=${String(at)}
          aria-valuetext=${`${clock(at)} of ${clock(durationMs)}`}
          @input=${(event: Event) => {
            player.seek(numberOf(event), this.now());
            this.changed();
          }}
        />
      </label>
      <div class="row wrap">
        <div class="row">
          <button
            type="button"
            class="button small primary"
            id="play"
            @click=${() => {
              if (player.playing) {
                player.pause(this.now());
              } else {
                player.play(this.now());
              }
              this.changed();
            }}
          >
            ${player.playing ? 'Pause' : 'Play'}
          </button>
          <label class="toggle"
            ><input
              type="checkbox"
              .checked=${player.loop}
              @change=${(event: Event) => {
                player.loop = event.currentTarget instanceof HTMLInputElement && event.currentTarget.checked;
              }}
            />Again and again</label
          >
        </div>
        <p class="live-clock">${clock(at)} / ${clock(durationMs)}</p>
      </div>
      <p class="hint">
        ${timesMs.length} frames${this.missing.length === 0
          ? nothing
          : html`; without ${this.missing.length} channels: ${this.missing.slice(0, 4).join(', ')}${this.missing
                .length > 4
                ? ' …'
                : ''}`}
      </p>`;
  }

  private readonly chosen = (event: Event): void => {
    const input = event.currentTarget;
    if (input instanceof HTMLInputElement) {
      const file = input.files?.[0];
      input.value = '';
      if (file !== undefined) {
        void this.read(file);
      }
    }
  };

  private async read(file: File): Promise<void> {
    this.wrong = null;
    this.reading = true;
    this.changed();
    try {
      if (file.size > MAX_RECORDING_BYTES) {
        throw new RecordingError('The file is larger than 64 MB.');
      }
      const recording = recordingOf(await file.text());
      this.missing = recording.missing;
      this.name = file.name;
      this.driver.player = new Player(recording);
      this.driver.player.play(this.now());
    } catch (thrown) {
      this.wrong = thrown instanceof RecordingError ? thrown.message : 'The file cannot be read.';
    }
    this.reading = false;
    this.changed();
  }
}

function numberOf(event: Event): number {
  return event.currentTarget instanceof HTMLInputElement ? Number(event.currentTarget.value) : 0;
}

function clock(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
