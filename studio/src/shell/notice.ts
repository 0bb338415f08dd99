import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { wait } from '../format/format.ts';
import type { Problem, Reason } from '../http/problem.ts';
import { icons } from './icons.ts';

export type Tone = 'error' | 'warning' | 'info';

/** A boxed message with its reasons and, where something can be done at once, a button. */
export function notice(
  tone: Tone,
  title: string,
  reasons: readonly Reason[],
  action?: { readonly label: string; readonly run: () => void },
): TemplateResult {
  return html`<div class="notice ${tone}" role=${tone === 'error' ? 'alert' : 'status'}>
    ${tone === 'info' ? icons.info : icons.warning}
    <div>
      <p class="notice-title">${title}</p>
      ${reasonList(reasons)}
      ${action
        ? html`<button type="button" class="button small" @click=${action.run}>
            ${action.label}
          </button>`
        : nothing}
    </div>
  </div>`;
}

export function reasonList(reasons: readonly Reason[]): TemplateResult | typeof nothing {
  if (reasons.length === 0) {
    return nothing;
  }
  return reasons.length === 1
    ? html`<p data-reason=${reasons[0]?.code ?? ''}>${reasons[0]?.message}</p>`
    : html`<ul>
        ${reasons.map((reason) => html`<li data-reason=${reason.code}>${reason.message}</li>`)}
      </ul>`;
}

/** A problem as a notice; the trace id is there for whoever asks an operator. */
export function problemNotice(problem: Problem, retry?: () => void): TemplateResult {
  const reasons =
    problem.reasons.length > 0 || problem.retryAfter === undefined
      ? problem.reasons
      : [{ code: problem.slug, message: `Try again in ${wait(problem.retryAfter)}.` }];
  return html`${notice(
    problem.passing ? 'warning' : 'error',
    problem.title,
    reasons,
    retry && { label: 'Try again', run: retry },
  )}
  ${problem.traceId && problem.status >= 500
    ? html`<p class="trace">Trace <code>${problem.traceId}</code></p>`
    : nothing}`;
}
