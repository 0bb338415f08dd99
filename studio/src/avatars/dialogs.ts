import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import type { Problem } from '../http/problem.ts';
import { problemNotice } from '../shell/notice.ts';
import type { Avatar } from './avatar.ts';

/** What a dialog is about and what becomes of it. */
export interface DialogState {
  readonly avatar: Avatar;
  readonly busy: boolean;
  readonly problem: Problem | null;
  close(): void;
}

/** A dialog opens once it is in the document, which it is right after the drawing. */
function openModal(element: Element | undefined): void {
  queueMicrotask(() => {
    if (element instanceof HTMLDialogElement && element.isConnected && !element.open) {
      element.showModal();
    }
  });
}

function dialog(label: string, state: DialogState, content: TemplateResult): TemplateResult {
  return html`<dialog
    ${ref(openModal)}
    aria-label=${label}
    @close=${state.close}
    @cancel=${(event: Event) => {
      if (state.busy) {
        event.preventDefault();
      }
    }}
  >
    ${content}
  </dialog>`;
}

/** Asks for another name and other tags. */
export function renameDialog(
  state: DialogState,
  save: (name: string, tags: string[]) => void,
): TemplateResult {
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (event.currentTarget instanceof HTMLFormElement && !state.busy) {
      const data = new FormData(event.currentTarget);
      const [name, tags] = [data.get('name'), data.get('tags')];
      save(
        typeof name === 'string' ? name.trim() : '',
        typeof tags === 'string' ? tagsOf(tags) : [],
      );
    }
  };
  return dialog(
    'Rename',
    state,
    html`<form id="rename" @submit=${submit}>
      <h2>Rename</h2>
      <label class="field">
        <span>Name</span>
        <input name="name" maxlength="100" required autofocus value=${state.avatar.name} />
      </label>
      <label class="field">
        <span>Tags <small>separated by commas</small></span>
        <input name="tags" value=${state.avatar.tags.join(', ')} />
      </label>
      ${state.problem ? problemNotice(state.problem) : nothing}
      <div class="row end">
        <button type="button" class="button" @click=${state.close}>Keep as it is</button>
        <button class="button primary" ?disabled=${state.busy}>
          ${state.busy ? 'Saving…' : 'Save'}
        </button>
      </div>
    </form>`,
  );
}

/** Makes sure before an avatar is erased. */
export function deleteDialog(state: DialogState, erase: () => void): TemplateResult {
  return dialog(
    'Delete',
    state,
    html`<div id="delete">
      <h2>Delete “${state.avatar.name}”?</h2>
      <p>
        The photo, the face and everything made from it are erased for good. This cannot be undone.
      </p>
      ${state.problem ? problemNotice(state.problem) : nothing}
      <div class="row end">
        <button type="button" class="button" autofocus @click=${state.close}>Keep it</button>
        <button type="button" class="button danger" ?disabled=${state.busy} @click=${erase}>
          ${state.busy ? 'Deleting…' : 'Delete'}
        </button>
      </div>
    </div>`,
  );
}

/** Comma-separated tags; blanks around them, empty and repeated ones go. */
export function tagsOf(text: string): string[] {
  const tags = text.split(',').map((tag) => tag.trim());
  return [...new Set(tags.filter((tag) => tag !== ''))];
}
