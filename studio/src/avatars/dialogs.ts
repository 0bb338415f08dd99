import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import type { Problem } from '../http/problem.ts';
import { openModal } from '../shell/modal.ts';
import { problemNotice } from '../shell/notice.ts';
import type { Avatar } from './avatar.ts';

/** What a dialog is about and what becomes of it. */
export interface DialogState {
  readonly avatar: Avatar;
  readonly busy: boolean;
  readonly problem: Problem | null;
  close(): void;
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

/** Asks for another name, other tags, and whether the avatar is in use. */
export function editDialog(
  state: DialogState,
  save: (name: string, tags: string[], active: boolean) => void,
): TemplateResult {
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (event.currentTarget instanceof HTMLFormElement && !state.busy) {
      const data = new FormData(event.currentTarget);
      const [name, tags] = [data.get('name'), data.get('tags')];
      save(
        typeof name === 'string' ? name.trim() : '',
        typeof tags === 'string' ? tagsOf(tags) : [],
        data.get('active') !== null,
      );
    }
  };
  return dialog(
    'Edit',
    state,
    html`<form id="rename" @submit=${submit}>
      <h2>Edit</h2>
      <label class="field">
        <span>Name</span>
        <input name="name" maxlength="100" required autofocus value=${state.avatar.name} />
      </label>
      <label class="field">
        <span>Tags <small>separated by commas</small></span>
        <input name="tags" value=${state.avatar.tags.join(', ')} />
      </label>
      <label class="check">
        <input type="checkbox" name="active" ?checked=${state.avatar.isActive !== false} />
        <span>Active <small>Inactive avatars are listed only where they are asked for.</small></span>
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

/** Asks how thoroughly the original is to be looked at once more. */
export function regenerateDialog(
  state: DialogState,
  start: (preset: string) => void,
): TemplateResult {
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (event.currentTarget instanceof HTMLFormElement && !state.busy) {
      const preset = new FormData(event.currentTarget).get('preset');
      start(preset === 'fast' ? 'fast' : 'quality');
    }
  };
  return dialog(
    'Regenerate',
    state,
    html`<form id="regenerate" @submit=${submit}>
      <h2>Look at the original once more?</h2>
      <p>
        The engine examines the file that you uploaded again and makes a new version. The present
        face stays in use until then, and if the new one is refused.
      </p>
      <div class="choices" role="radiogroup" aria-label="Thoroughness">
        <label class="choice">
          <input type="radio" name="preset" value="quality" checked />
          <span>Quality<small>finds small faces too</small></span>
        </label>
        <label class="choice">
          <input type="radio" name="preset" value="fast" />
          <span>Fast<small>one look at each picture</small></span>
        </label>
      </div>
      ${state.problem ? problemNotice(state.problem) : nothing}
      <div class="row end">
        <button type="button" class="button" @click=${state.close}>Leave it</button>
        <button class="button primary" ?disabled=${state.busy}>
          ${state.busy ? 'Ordering…' : 'Regenerate'}
        </button>
      </div>
    </form>`,
  );
}

/** Makes sure before a consent is withdrawn. */
export function withdrawDialog(state: DialogState, withdraw: () => void): TemplateResult {
  return dialog(
    'Withdraw the consent',
    state,
    html`<div id="withdraw">
      <h2>Withdraw the consent for “${state.avatar.name}”?</h2>
      <p>
        The time is recorded and the avatar becomes inactive. Its data is kept until you delete it.
      </p>
      ${state.problem ? problemNotice(state.problem) : nothing}
      <div class="row end">
        <button type="button" class="button" autofocus @click=${state.close}>Leave it</button>
        <button type="button" class="button danger" ?disabled=${state.busy} @click=${withdraw}>
          ${state.busy ? 'Withdrawing…' : 'Withdraw'}
        </button>
      </div>
    </div>`,
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
        The original, the face and everything made from it are erased for good. This cannot be undone.
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
