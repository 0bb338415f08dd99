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
  actions: { rename(): void; delete(): void },
): TemplateResult {
  const { avatarId, name, qualityAssessment: quality, registrationStatus: status } = avatar;
  const href = fragmentOf({
    page: 'avatar',
    avatarId,
    jobId: status === 'success' ? null : avatar.jobId,
  });
  return html`<li class="avatar-card card" data-avatar=${avatarId}>
    <a class="avatar-open" href=${href}>
      <span class="crop small">
        ${cropUrl === null ? icons.person : html`<img src=${cropUrl} alt="" width="72" height="72" />`}
      </span>
      <span class="avatar-words">
        <strong>${name}</strong>
        <span class="hint">${date(avatar.createdAt)}</span>
        ${quality ? gradeBadge(quality.qualityGrade) : statusBadge(status)}
      </span>
    </a>
    ${avatar.tags.length > 0
      ? html`<p class="tags">${avatar.tags.map((tag) => html`<span class="tag">${tag}</span>`)}</p>`
      : nothing}
    <div class="avatar-actions">
      <button
        type="button"
        class="button icon-only"
        aria-label=${`Rename ${name}`}
        title="Rename"
        @click=${actions.rename}
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

function statusBadge(status: Avatar['registrationStatus']): TemplateResult {
  return status === 'pending'
    ? html`<span class="badge pending">In progress</span>`
    : html`<span class="badge poor">Failed</span>`;
}
