import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { Clip, Examination, QualityAssessment } from '../avatars/avatar.ts';
import { counted, duration, percent, seconds, words } from '../format/format.ts';
import type { Reason } from '../http/problem.ts';
import { cssVars } from '../shell/css-vars.ts';
import { icons } from '../shell/icons.ts';
import { notice, reasonList } from '../shell/notice.ts';
import { fragmentOf } from '../shell/route.ts';
import { vectorOf } from './components.ts';
import type { ComponentGroup, QualityVector } from './components.ts';
import { gradeBadge } from './grade.ts';
import { expressionWords, poseWords } from './pose-words.ts';

export type Fact = readonly [name: string, value: string | TemplateResult | null];

/**
 * What the engine says of a face, at a glance.
 *
 * @param cropUrl address of the aligned crop; null while it is not at hand, undefined where there is none
 */
export function verdict(found: Examination, cropUrl?: string | null): TemplateResult {
  const quality = found.qualityAssessment;
  return html`<div class="verdict" id="verdict">
    ${quality === undefined ? nothing : head(quality, cropUrl)}
    ${found.warnings.length > 0 ? notice('warning', 'Worth knowing', found.warnings) : nothing}
    ${found.degraded?.length
      ? notice('info', 'Made with a fallback: take it with care', found.degraded)
      : nothing}
    ${quality === undefined ? nothing : scores(quality)} ${hints(found.hints ?? [])}
  </div>`;
}

function head(quality: QualityAssessment, cropUrl?: string | null): TemplateResult {
  return html`<div class="card verdict-head">
    ${cropUrl === undefined
      ? nothing
      : html`<div class="crop">
          ${cropUrl === null
            ? nothing
            : html`<img
                src=${cropUrl}
                width="96"
                height="96"
                alt="The aligned face, 96 by 96 pixels"
              />`}
        </div>`}
    <div>
      ${gradeBadge(quality.qualityGrade)}
      <p class="overall"><strong>${Math.round(quality.overallScore * 100)}</strong> of 100</p>
      <p class="hint">
        ${quality.processingReady
          ? 'Good enough for everything that follows.'
          : 'Too weak for what follows: a better photo will help.'}
      </p>
    </div>
  </div>`;
}

function scores(quality: QualityAssessment): TemplateResult {
  return html`<section class="card">
    <h2>Quality</h2>
    <dl class="scores" id="scores">
      ${SCORES.filter(([name]) => name in quality.individualScores).map(([name, weight]) =>
        bar(
          html`${words(name)} <small>weighs ${weight} %</small>`,
          quality.individualScores[name] ?? 0,
        ),
      )}
    </dl>
    ${quality.recommendations.length > 0
      ? html`<h3>What would make it better</h3>
          <div class="advice">
            ${reasonList(quality.recommendations.map((message) => ({ code: 'advice', message })))}
          </div>`
      : nothing}
  </section>`;
}

/** The six scores in the order of their weights, in percent. */
export const SCORES: readonly (readonly [name: string, weight: number])[] = [
  ['faceDetection', 30],
  ['faceConsistency', 20],
  ['imageClarity', 20],
  ['lightingQuality', 15],
  ['faceOrientation', 10],
  ['resolutionAdequacy', 5],
];

function bar(
  label: string | TemplateResult,
  share: number,
  note: string | null = null,
): TemplateResult {
  return html`<div class="score ${levelOf(share)}">
    <dt>${label}</dt>
    <dd>
      <span class="meter" ${cssVars({ '--share': `${Math.min(1, Math.max(0, share))}` })}></span>
      <span class="score-value">${percent(share)}</span>
      ${note === null ? nothing : html`<span class="hint">${note}</span>`}
    </dd>
  </div>`;
}

function levelOf(share: number): string {
  return share >= 0.7 ? 'high' : share >= 0.5 ? 'fair' : 'low';
}

/** Every component that was measured, in groups; nothing where none was. */
export function checks({
  qualityAssessment: quality,
}: Examination): TemplateResult | typeof nothing {
  const { groups, unassessed }: QualityVector = vectorOf(quality?.components ?? []);
  if (groups.length === 0) {
    return nothing;
  }
  return html`<section class="card checks" id="checks">
    <h2>All checks</h2>
    <p class="hint">
      Components after ISO/IEC 29794-5, measured by this engine; not comparable with those of others.
    </p>
    <div class="check-groups">
      ${groups.map(checkGroup)}
      ${unassessed.length === 0
        ? nothing
        : html`<details class="check-group" data-group="unassessed">
            <summary>
              <span>Not assessed</span> <span class="check-count">${unassessed.length}</span>
            </summary>
            <ul class="unassessed">
              ${unassessed.map(
                ({ label, why }) =>
                  html`<li>${label}${why === null ? nothing : html`<small>${why}</small>`}</li>`,
              )}
            </ul>
          </details>`}
    </div>
  </section>`;
}

function checkGroup({ group, label, components, low }: ComponentGroup): TemplateResult {
  return html`<details class="check-group" data-group=${group} ?open=${low > 0}>
    <summary>
      <span>${label}</span>
      <span class="check-count ${low > 0 ? 'low' : ''}">
        ${low > 0 ? `${low} of ${components.length} to improve` : `${components.length} fine`}
      </span>
    </summary>
    <dl class="scores">
      ${components.map((each) => bar(each.label, each.score / 100, each.advice))}
    </dl>
  </details>`;
}

/** Hints, in a quiet voice: none of them decides anything. */
function hints(found: readonly Reason[]): TemplateResult | typeof nothing {
  if (found.length === 0) {
    return nothing;
  }
  return html`<section class="card quiet" id="hints">
    <h2>${icons.info} ${found.length === 1 ? 'A hint' : 'Hints'}</h2>
    <ul>
      ${found.map((hint) => html`<li data-hint=${hint.code}>${linked(hint.message)}</li>`)}
    </ul>
    <p class="hint">Nothing is ever refused for this, and it proves nothing by itself.</p>
  </section>`;
}

const AVATAR_ID = /\(?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\)?/i;

/** An avatar that is named by its id can be opened. */
function linked(message: string): TemplateResult {
  const [whole, avatarId] = AVATAR_ID.exec(message) ?? [];
  if (whole === undefined || avatarId === undefined) {
    return html`${message}`;
  }
  const at = message.indexOf(whole);
  return html`${message.slice(0, at)}(<a href=${fragmentOf({ page: 'avatar', avatarId, jobId: null })}
      >look at it</a
    >)${message.slice(at + whole.length)}`;
}

/** What was found, in numbers and words. */
export function examined(found: Examination): Fact[] {
  const faces = found.faceDetectionResults;
  return [
    ['Confidence', faces ? percent(faces.averageConfidence) : null],
    ['Head', faces ? poseWords(faces.primaryFace) : null],
    ['Expression', faces ? expressionWords(faces.primaryFace) : null],
    ...(found.clip === undefined ? [] : clipFacts(found.clip, faces?.frameCount)),
    ['Time taken', found.processingTime === undefined ? null : seconds(found.processingTime)],
  ];
}

function clipFacts(clip: Clip, found: number | undefined): Fact[] {
  return [
    ['Clip', `${duration(clip.duration)}, ${counted(clip.frames, 'frame')}`],
    ['Frame rate', `${Number(clip.framesPerSecond.toFixed(2))} a second`],
    [
      'Looked at',
      `${counted(clip.analysed, 'frame')}${found === undefined ? '' : `, the face in ${found}`}`,
    ],
    ['Best frame', `no. ${clip.bestFrame + 1}, at ${duration(clip.bestFrameTime)}`],
  ];
}

/** A card of facts; those that are not known are left out. */
export function facts(rows: readonly Fact[], title = 'Facts'): TemplateResult {
  return html`<section class="card">
    <h2>${title}</h2>
    <dl class="facts">
      ${rows.map(([name, value]) =>
        value === null
          ? nothing
          : html`<div>
              <dt>${name}</dt>
              <dd>${value}</dd>
            </div>`,
      )}
    </dl>
  </section>`;
}
