import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { bytes } from '../format/format.ts';
import { icons } from '../shell/icons.ts';
import { ACCEPT } from './file-choice.ts';
import type { FileKind } from './file-choice.ts';

/** The file that is about to be sent. */
export interface Chosen {
  readonly url: string;
  readonly file: File;
  readonly shown: FileKind;
}

/** What the drop area shows and tells. */
export interface FileDrop {
  readonly chosen: Chosen | null;
  readonly hovering: boolean;
  readonly locked: boolean;
  readonly unreadable: boolean;
  /** Whether this browser can use a camera here. */
  readonly camera: boolean;
  choose(files: readonly File[]): void;
  hover(over: boolean): void;
  unshowable(): void;
  /** Tells how long a video is, seconds. */
  measured(length: number): void;
  openCamera(): void;
}

/** Where a file is dropped or chosen: a label, so that it works by keyboard, mouse and touch. */
export function fileDrop(drop: FileDrop): TemplateResult {
  const { chosen } = drop;
  const onDrag = (event: DragEvent): void => {
    event.preventDefault();
    drop.hover(event.type === 'dragover');
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    drop.hover(false);
    drop.choose([...(event.dataTransfer?.files ?? [])]);
  };
  const onChange = (event: Event): void => {
    if (event.target instanceof HTMLInputElement && event.target.files?.length) {
      drop.choose([...event.target.files]);
      // The same file can then be chosen again.
      event.target.value = '';
    }
  };
  return html`<div
    class="drop ${drop.hovering ? 'hovering' : ''} ${chosen ? 'filled' : ''}"
    @dragover=${onDrag}
    @dragleave=${onDrag}
    @drop=${onDrop}
  >
    ${chosen === null ? invitation() : preview(drop, chosen)}
    <div class="drop-actions" ?hidden=${drop.locked}>
      <label class="button ${chosen ? 'small' : ''}">
        ${chosen ? 'Choose another' : 'Choose a file'}
        <input id="photo" type="file" accept=${ACCEPT} class="covered" @change=${onChange} />
      </label>
      ${drop.camera
        ? html`<button
            type="button"
            class="button ${chosen ? 'small' : ''}"
            id="camera"
            @click=${drop.openCamera}
          >
            ${icons.photo} Use the camera
          </button>`
        : html`<label class="button camera ${chosen ? 'small' : ''}">
            Take a photo
            <input
              type="file"
              accept="image/jpeg,image/png"
              capture="user"
              class="covered"
              @change=${onChange}
            />
          </label>`}
      ${chosen
        ? html`<span class="hint drop-name">${chosen.file.name} · ${bytes(chosen.file.size)}</span>`
        : nothing}
    </div>
  </div>`;
}

function invitation(): TemplateResult {
  return html`<div class="drop-text">
    <span class="drop-icon">${icons.photo}</span>
    <p><strong>Drop a photo or a video here</strong>, paste one, or choose a file.</p>
    <p class="hint">JPG, PNG, GIF, MP4 or MOV, up to 50 MB; videos up to 60 seconds.</p>
    <p class="hint">One face, from the front, evenly lit.</p>
  </div>`;
}

function preview(drop: FileDrop, { url, shown }: Chosen): TemplateResult {
  if (drop.unreadable) {
    return html`<p class="drop-text">
      This browser cannot show the file. The engine will look at it.
    </p>`;
  }
  return shown === 'video'
    ? html`<video
        class="drop-photo"
        src=${url}
        aria-label="The chosen video"
        controls
        loop
        muted
        playsinline
        preload="metadata"
        @error=${drop.unshowable}
        @loadedmetadata=${(event: Event) => {
          if (event.target instanceof HTMLVideoElement) {
            drop.measured(event.target.duration);
          }
        }}
      ></video>`
    : html`<img class="drop-photo" src=${url} alt="The chosen photo" @error=${drop.unshowable} />`;
}
