import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { bytes } from '../format/format.ts';
import { icons } from '../shell/icons.ts';
import { ACCEPT } from './photo-choice.ts';

/** What the drop area shows and tells. */
export interface PhotoDrop {
  readonly photo: { readonly url: string; readonly file: File } | null;
  readonly hovering: boolean;
  readonly locked: boolean;
  readonly unreadable: boolean;
  choose(files: readonly File[]): void;
  hover(over: boolean): void;
  unshowable(): void;
}

/** Where a photo is dropped or chosen: a label, so that it works by keyboard, mouse and touch. */
export function photoDrop(drop: PhotoDrop): TemplateResult {
  const { photo } = drop;
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
    class="drop ${drop.hovering ? 'hovering' : ''} ${photo ? 'filled' : ''}"
    @dragover=${onDrag}
    @dragleave=${onDrag}
    @drop=${onDrop}
  >
    ${photo && !drop.unreadable
      ? html`<img class="drop-photo" src=${photo.url} alt="The chosen photo" @error=${drop.unshowable} />`
      : nothing}
    ${photo && drop.unreadable
      ? html`<p class="drop-text">This browser cannot show the file. The engine will look at it.</p>`
      : nothing}
    ${photo
      ? nothing
      : html`<div class="drop-text">
          <span class="drop-icon">${icons.photo}</span>
          <p><strong>Drop a photo here</strong>, paste one, or choose a file.</p>
          <p class="hint">JPG, PNG or GIF, up to 50 MB. One face, from the front, evenly lit.</p>
        </div>`}
    <div class="drop-actions" ?hidden=${drop.locked}>
      <label class="button ${photo ? 'small' : ''}">
        ${photo ? 'Choose another' : 'Choose a photo'}
        <input id="photo" type="file" accept=${ACCEPT} class="covered" @change=${onChange} />
      </label>
      <label class="button camera ${photo ? 'small' : ''}">
        Take a photo
        <input type="file" accept=${ACCEPT} capture="user" class="covered" @change=${onChange} />
      </label>
      ${photo
        ? html`<span class="hint drop-name">${photo.file.name} · ${bytes(photo.file.size)}</span>`
        : nothing}
    </div>
  </div>`;
}
