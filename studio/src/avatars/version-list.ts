import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { dateTime, words } from '../format/format.ts';
import { gradeBadge } from '../verdict/grade.ts';
import type { AvatarVersion } from './avatar.ts';

const REASONS: Readonly<Record<string, string>> = {
  upload: 'from the upload',
  regeneration: 'looked at once more',
  damaged: 'rebuilt: the stored face was damaged',
};

/** What did not become the avatar's face, in words. */
const STATES: Readonly<Record<string, string>> = {
  pending: 'Under way',
  rejected: 'Refused',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

/** Every pass of the engine over an avatar's original, newest first. */
export function versionList(
  versions: readonly AvatarVersion[],
  current: number | undefined,
  actions: TemplateResult | typeof nothing,
  trouble: TemplateResult | typeof nothing,
): TemplateResult {
  return html`<section class="card" id="versions">
    <div class="row wrap">
      <h2>Versions</h2>
      ${actions}
    </div>
    <ol class="versions">
      ${versions.map(
        (each) => html`<li data-version=${each.version} data-status=${each.status}>
          <span class="version-number">${each.version}</span>
          <span class="version-words">
            ${dateTime(each.createdAt)}${each.version === current
              ? html` <strong>in use</strong>`
              : nothing}
            <small>${words(each.preset)}, ${REASONS[each.reason] ?? each.reason}</small>
            ${each.errors?.map(({ message }) => html`<small>${message}</small>`)}
          </span>
          ${verdictOf(each)}
        </li>`,
      )}
    </ol>
    ${trouble}
  </section>`;
}

function verdictOf({ status, grade, qualityScore }: AvatarVersion): TemplateResult {
  const state = STATES[status];
  if (state !== undefined) {
    const tone = status === 'pending' ? 'pending' : '';
    return html`<span class="badge ${tone}">${state}</span>`;
  }
  return html`<span class="version-verdict">
    ${qualityScore === undefined ? nothing : Math.round(qualityScore * 100)}
    ${grade === undefined ? nothing : gradeBadge(grade)}
  </span>`;
}
