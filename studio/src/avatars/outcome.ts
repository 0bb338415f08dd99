import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { Reason } from '../http/problem.ts';
import type { JobStatus } from '../jobs/job.ts';
import type { JobProgress } from '../jobs/progress.ts';
import { stageList } from '../jobs/stage-list.ts';
import { notice } from '../shell/notice.ts';

interface Ended {
  readonly status: JobStatus;
  readonly reasons: readonly Reason[];
  readonly progress: JobProgress | null;
}

/** How a registration ended that brought no avatar, why, and what can be done about it. */
export function outcome(
  ended: Ended,
  title: string,
  actions: { another(): void; retry(): void },
): TemplateResult {
  const { status, reasons, progress } = ended;
  return html`<div class="card work" id="outcome" data-status=${status}>
    ${headline(status, title, reasons)}
    <div class="row wrap">
      ${status === 'dead'
        ? html`<button type="button" class="button primary" @click=${actions.retry}>
            Try again
          </button>`
        : nothing}
      <button
        type="button"
        class="button ${status === 'dead' ? '' : 'primary'}"
        @click=${actions.another}
      >
        Choose another file
      </button>
    </div>
    ${progress === null ? nothing : stageList(progress)}
    <p class="hint">
      ${status === 'dead'
        ? 'The file is kept for a day, so that it can be tried again.'
        : 'Nothing of the file is kept.'}
    </p>
  </div>`;
}

function headline(status: JobStatus, title: string, reasons: readonly Reason[]): TemplateResult {
  if (status === 'cancelled') {
    return notice('info', 'Cancelled', []);
  }
  const said =
    reasons.length > 0
      ? reasons
      : [
          {
            code: 'unknown',
            message:
              status === 'dead'
                ? 'Every attempt failed for a reason on our side.'
                : 'No reason was given. Another photo or video may succeed.',
          },
        ];
  return notice('error', title, said);
}
