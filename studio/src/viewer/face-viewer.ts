import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { Avatar } from '../avatars/avatar.ts';
import type { AvatarsApi } from '../avatars/avatars-api.ts';
import type { PictureShelf } from '../avatars/picture-shelf.ts';
import { FaceFormatError } from '../face/face-codec.ts';
import { nearestFrame } from '../face/face-entry.ts';
import type { FaceEntry } from '../face/face-entry.ts';
import { percent } from '../format/format.ts';
import { asProblem, Problem } from '../http/problem.ts';
import type { Photo } from '../register/photo-shelf.ts';
import { icons } from '../shell/icons.ts';
import { problemNotice } from '../shell/notice.ts';
import './face-canvas.ts';
import './face-strip.ts';
import { LAYERS } from './draw.ts';
import type { Layer } from './draw.ts';

type Mode = 'interactive' | 'overlay' | 'clip';

const LABELS: Readonly<Record<Layer, string>> = {
  box: 'Box',
  landmarks: 'Landmarks',
  points: 'Key points',
  mask: 'Mask',
};

/**
 * The face of an avatar: its entry over the photo, or the engine's own overlay; of a clip every frame in
 * which the face was found, on a strip. Until there is a face to show it is the photo or the clip with
 * its controls at rest, so that nothing moves later.
 */
export class FaceViewer {
  private entry: FaceEntry | null = null;
  private avatar: Avatar | null = null;
  private index = 0;
  private best = 0;
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
    private readonly upload: Photo | null,
    private readonly changed: () => void,
  ) {
    // Without the photo at hand the engine's overlay says more at first sight.
    this.mode = upload?.kind === 'picture' ? 'interactive' : 'overlay';
  }

  /** Begins to show the face, once there is one. */
  show(avatar: Avatar): void {
    const { idle } = this;
    this.avatar = avatar;
    if (idle) {
      if (this.backdrop === null) {
        this.mode = 'overlay';
      }
      void this.load();
    }
  }

  private get idle(): boolean {
    return this.avatar === null;
  }

  /** Address of the photo to draw upon; the frames of a clip are not at hand one by one. */
  private get backdrop(): string | null {
    return this.upload?.kind === 'picture' && this.avatar?.clip === undefined
      ? this.upload.url
      : null;
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
            ${this.upload?.kind === 'video' ? this.modeButton('clip', 'Video') : nothing}
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
        ${this.frames()}
        <fieldset class="plain toggles" ?disabled=${this.idle || this.mode !== 'interactive'}>
          <legend class="unseen">Layers</legend>
          ${LAYERS.map((layer) => this.toggle(layer))}
        </fieldset>
        <p class="readout" aria-live="off">${this.readout()}</p>
      </figcaption>
    </figure>`;
  }

  private stage(): TemplateResult {
    if (this.idle || this.mode === 'clip') {
      return this.uploaded() ?? html`<span class="stage-person">${icons.person}</span>`;
    }
    if (this.mode === 'overlay') {
      const url = this.pictures.url(this.avatarId, 'overlay');
      if (url !== null) {
        return html`<img
          id="overlay"
          src=${url}
          alt=${`The ${this.ofFrames ? 'best frame' : 'photo'} with box, landmarks and mask drawn on it by the engine`}
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
      return this.uploaded() ?? html`<p class="stage-note">Fetching the face…</p>`;
    }
    const { backdrop: photoUrl, entry, index, layers, zoomed } = this;
    return html`<face-canvas
      class=${photoUrl === null ? 'bare' : ''}
      .scene=${{ photoUrl, entry, index, layers, zoomed }}
      @point=${(event: CustomEvent<string | null>) => this.set(() => (this.pointed = event.detail))}
    ></face-canvas>`;
  }

  /** What was uploaded from this tab, or null. */
  private uploaded(): TemplateResult | null {
    const { upload } = this;
    if (upload === null) {
      return null;
    }
    return upload.kind === 'video'
      ? html`<video
          src=${upload.url}
          aria-label="The uploaded video"
          controls
          loop
          muted
          playsinline
        ></video>`
      : html`<img src=${upload.url} alt="The uploaded photo" />`;
  }

  private get ofFrames(): boolean {
    return (this.entry?.header.count ?? 0) > 1;
  }

  /** The frames of a clip, to go through. */
  private frames(): TemplateResult | typeof nothing {
    const { entry, index, best } = this;
    if (entry === null || !this.ofFrames) {
      return nothing;
    }
    const { count } = entry.header;
    const confidence = percent(entry.confidences[index] ?? 0);
    const said = `Frame ${index + 1} of ${count}, confidence ${confidence}`;
    return html`<div class="frames" id="frames">
      <face-strip
        .strip=${{ entry, index, best }}
        @frame=${(event: CustomEvent<number>) => this.turnTo(event.detail)}
      ></face-strip>
      <input
        type="range"
        name="frame"
        min="1"
        max=${count}
        step="1"
        aria-label="Frame"
        aria-valuetext=${said}
        .value=${live(String(index + 1))}
        @input=${(event: InputEvent) => {
          if (event.target instanceof HTMLInputElement) {
            this.turnTo(Number(event.target.value) - 1);
          }
        }}
      />
      <div class="row">
        <p class="frame-said">${said}${index === best ? ', the best frame' : nothing}</p>
        <button
          type="button"
          class="button small"
          ?disabled=${index === best && this.mode === 'interactive'}
          @click=${() => this.turnTo(best)}
        >
          Best frame
        </button>
      </div>
    </div>`;
  }

  private turnTo(index: number): void {
    this.set(() => {
      this.index = index;
      this.mode = 'interactive';
      this.pointed = null;
    });
  }

  private readout(): string {
    if (this.idle) {
      return '';
    }
    if (this.mode === 'overlay') {
      return this.ofFrames ? 'The best frame, as the engine drew it.' : 'As the engine drew it.';
    }
    if (this.mode === 'clip') {
      return 'As you uploaded it.';
    }
    return this.pointed ?? this.about();
  }

  private about(): string {
    if (this.backdrop !== null) {
      return 'Point at a landmark to read it.';
    }
    return this.ofFrames
      ? 'Kept of each frame: the crop, laid where it was cut out, and its measurements.'
      : 'The photo itself stays with the engine: this is its crop, with the measurements.';
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
      const entry = await this.avatars.face(this.avatarId, this.stopped.signal);
      this.best = nearestFrame(entry, this.avatar?.faceDetectionResults?.primaryFace.box ?? []);
      this.index = this.best;
      this.entry = entry;
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
