import { html } from 'lit-html';
import type { nothing, TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { AvatarsApi } from '../avatars/avatars-api.ts';
import type { PictureShelf } from '../avatars/picture-shelf.ts';
import { FaceFormatError } from '../face/face-codec.ts';
import type { FaceEntry } from '../face/face-entry.ts';
import { asProblem, Problem } from '../http/problem.ts';
import { icons } from '../shell/icons.ts';
import { problemNotice } from '../shell/notice.ts';
import './face-canvas.ts';
import { LAYERS } from './draw.ts';
import type { Layer } from './draw.ts';

type Mode = 'interactive' | 'overlay';

const LABELS: Readonly<Record<Layer, string>> = {
  box: 'Box',
  landmarks: 'Landmarks',
  points: 'Key points',
  mask: 'Mask',
};

/**
 * The face of an avatar: its entry over the photo, or the engine's own overlay. Until there is a face
 * to show it is the photo with its controls at rest, so that nothing moves later.
 */
export class FaceViewer {
  private entry: FaceEntry | null = null;
  private idle = true;
  private problem: Problem | null = null;
  private mode: Mode;
  private layers: ReadonlySet<Layer> = new Set(LAYERS);
  private zoomed = false;
  private pointed: string | null = null;
  private readonly stopped = new AbortController();

  constructor(
    private readonly avatars: AvatarsApi,
    private readonly pictures: PictureShelf,
    private readonly avatarId: string,
    private readonly photoUrl: string | null,
    private readonly changed: () => void,
  ) {
    // Without the photo at hand the engine's overlay says more at first sight.
    this.mode = photoUrl === null ? 'overlay' : 'interactive';
  }

  /** Begins to show the face, once there is one. */
  show(): void {
    if (this.idle) {
      this.idle = false;
      void this.load();
    }
  }

  /** The entry once it is there. */
  get face(): FaceEntry | null {
    return this.entry;
  }

  dispose(): void {
    this.stopped.abort();
  }

  /** @param status lies over the photo while the engine is at work */
  template(status: TemplateResult | typeof nothing): TemplateResult {
    return html`<figure class="viewer">
      <div class="viewer-stage">${this.stage()} ${status}</div>
      <figcaption>
        <div class="row wrap">
          <div class="segments" role="group" aria-label="What is shown">
            ${this.modeButton('interactive', 'Interactive')}
            ${this.modeButton('overlay', 'Engine overlay')}
          </div>
          <button
            type="button"
            class="button small"
            aria-pressed=${this.zoomed ? 'true' : 'false'}
            ?disabled=${this.mode !== 'interactive' || this.entry === null}
            @click=${() => this.set(() => (this.zoomed = !this.zoomed))}
          >
            ${icons.zoom} Zoom to the face
          </button>
        </div>
        <fieldset class="plain toggles" ?disabled=${this.idle || this.mode !== 'interactive'}>
          <legend class="unseen">Layers</legend>
          ${LAYERS.map((layer) => this.toggle(layer))}
        </fieldset>
        <p class="readout" aria-live="off">${this.readout()}</p>
      </figcaption>
    </figure>`;
  }

  private stage(): TemplateResult {
    if (this.idle) {
      return this.photoUrl === null
        ? html`<span class="stage-person">${icons.person}</span>`
        : html`<img src=${this.photoUrl} alt="The uploaded photo" />`;
    }
    if (this.mode === 'overlay') {
      const url = this.pictures.url(this.avatarId, 'overlay');
      if (url !== null) {
        return html`<img
          id="overlay"
          src=${url}
          alt="The photo with box, landmarks and mask drawn on it by the engine"
        />`;
      }
      return this.pictures.isMissing(this.avatarId, 'overlay')
        ? html`<p class="stage-note">The overlay cannot be fetched just now.</p>`
        : html`<p class="stage-note">Fetching the overlay…</p>`;
    }
    if (this.problem !== null) {
      return problemNotice(this.problem, () => void this.load());
    }
    if (this.entry === null) {
      return this.photoUrl === null
        ? html`<p class="stage-note">Fetching the face…</p>`
        : html`<img src=${this.photoUrl} alt="The uploaded photo" />`;
    }
    const { photoUrl, entry, layers, zoomed } = this;
    return html`<face-canvas
      class=${photoUrl === null ? 'bare' : ''}
      .scene=${{ photoUrl, entry, layers, zoomed }}
      @point=${(event: CustomEvent<string | null>) => this.set(() => (this.pointed = event.detail))}
    ></face-canvas>`;
  }

  private readout(): string {
    if (this.idle) {
      return '';
    }
    if (this.mode === 'overlay') {
      return 'As the engine drew it.';
    }
    return (
      this.pointed ??
      (this.photoUrl === null
        ? 'The photo itself stays with the engine; these are its measurements.'
        : 'Point at a landmark to read it.')
    );
  }

  private modeButton(mode: Mode, label: string): TemplateResult {
    return html`<button
      type="button"
      aria-pressed=${this.mode === mode ? 'true' : 'false'}
      ?disabled=${this.idle}
      @click=${() => this.set(() => (this.mode = mode))}
    >
      ${label}
    </button>`;
  }

  private toggle(layer: Layer): TemplateResult {
    return html`<label class="toggle ${layer}">
      <input
        type="checkbox"
        name=${`layer-${layer}`}
        .checked=${live(this.layers.has(layer))}
        @change=${() =>
          this.set(() => {
            const layers = new Set(this.layers);
            if (!layers.delete(layer)) {
              layers.add(layer);
            }
            this.layers = layers;
          })}
      />
      <span>${LABELS[layer]}</span>
    </label>`;
  }

  private async load(): Promise<void> {
    this.problem = null;
    try {
      this.entry = await this.avatars.face(this.avatarId, this.stopped.signal);
    } catch (thrown) {
      if (this.stopped.signal.aborted) {
        return;
      }
      this.problem =
        thrown instanceof FaceFormatError
          ? new Problem('face-unreadable', 200, 'The face cannot be shown', [
              { code: 'face-unreadable', message: `The entry was refused: ${thrown.message}.` },
            ])
          : asProblem(thrown);
    }
    this.changed();
  }

  private set(change: () => void): void {
    change();
    this.changed();
  }
}
