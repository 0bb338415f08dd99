import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { date } from '../format/format.ts';
import { icons } from '../shell/icons.ts';
import { fragmentOf } from '../shell/route.ts';
import { gradeBadge } from '../verdict/grade.ts';
import type { Avatar } from './avatar.ts';

/** An avatar in the list. */
export function avatarCard(
  avatar: Avatar,
  cropUrl: string | null,
  chosenTags: readonly string[],
  actions: { edit(): void; delete(): void; tag(tag: string): void },
): TemplateResult {
  const { avatarId, name, qualityAssessment: quality, registrationStatus: status } = avatar;
  const href = fragmentOf({
    page: 'avatar',
    avatarId,
    jobId: status === 'success' ? null : avatar.jobId,
  });
  const active = avatar.isActive !== false;
  return html`<li class="avatar-card card ${active ? '' : 'inactive'}" data-avatar=${avatarId}>
    <a class="avatar-open" href=${href}>
      <span class="crop small">
        ${cropUrl === null ? icons.person : html`<img src=${cropUrl} alt="" width="72" height="72" />`}
      </span>
      <span class="avatar-words">
        <strong>${name}</strong>
        <span class="hint">${date(avatar.createdAt)}</span>
        <span class="badges">
          ${quality ? gradeBadge(quality.qualityGrade) : statusBadge(status)}
          ${avatar.clip ? html`<span class="badge">Clip</span>` : nothing}
          ${active ? nothing : html`<span class="badge inactive">Inactive</span>`}
        </span>
      </span>
    </a>
    ${avatar.tags.length > 0
      ? html`<p class="tags">${avatar.tags.map((tag) => tagChip(tag, chosenTags.includes(tag), () => actions.tag(tag)))}</p>`
      : nothing}
    <div class="avatar-actions">
      <button
        type="button"
        class="button icon-only"
        aria-label=${`Edit ${name}`}
        title="Edit"
        @click=${actions.edit}
      >
        ${icons.pencil}
      </button>
      <button
        type="button"
        class="button icon-only"
        aria-label=${`Delete ${name}`}
        title="Delete"
        @click=${actions.delete}
      >
        ${icons.bin}
      </button>
    </div>
  </li>`;
}

/** A tag by which the list is narrowed, or is so already. */
export function tagChip(tag: string, chosen: boolean, toggle: () => void): TemplateResult {
  return html`<button
    type="button"
    class="tag chip"
    aria-pressed=${chosen ? 'true' : 'false'}
    title=${chosen ? `Show others than “${tag}” too` : `Show only “${tag}”`}
    @click=${toggle}
  >
    ${tag}${chosen ? icons.cross : nothing}
  </button>`;
}

function statusBadge(status: Avatar['registrationStatus']): TemplateResult {
  return status === 'pending'
    ? html`<span class="badge pending">In progress</span>`
    : html`<span class="badge poor">Failed</span>`;
}
