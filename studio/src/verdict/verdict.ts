import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { Avatar, QualityAssessment } from '../avatars/avatar.ts';
import type { FaceEntry } from '../face/face-entry.ts';
import { bytes, dateTime, percent, seconds, words } from '../format/format.ts';
import { cssVars } from '../shell/css-vars.ts';
import { notice, reasonList } from '../shell/notice.ts';
import { gradeBadge } from './grade.ts';

/** What the engine says of a registered face. */
export function verdict(
  avatar: Avatar,
  face: FaceEntry | null,
  cropUrl: string | null,
): TemplateResult {
  const quality = avatar.qualityAssessment;
  return html`<div class="verdict" id="verdict">
    <div class="card verdict-head">
      <div class="crop">
        ${cropUrl === null
          ? nothing
          : html`<img src=${cropUrl} width="96" height="96" alt="The aligned face, 96 by 96 pixels" />`}
      </div>
      ${quality === undefined
        ? nothing
        : html`<div>
            ${gradeBadge(quality.qualityGrade)}
            <p class="overall"><strong>${Math.round(quality.overallScore * 100)}</strong> of 100</p>
            <p class="hint">
              ${quality.processingReady
                ? 'Good enough for everything that follows.'
                : 'Registered, but too weak for what follows: a better photo will help.'}
            </p>
          </div>`}
    </div>
    ${avatar.warnings.length > 0
      ? notice('warning', 'Worth knowing', avatar.warnings)
      : nothing}
    ${quality === undefined ? nothing : scores(quality)}
    ${facts(avatar, face)} ${quality === undefined ? nothing : checks(quality)}
  </div>`;
}

function scores(quality: QualityAssessment): TemplateResult {
  return html`<section class="card">
    <h2>Quality</h2>
    <dl class="scores" id="scores">
      ${SCORES.filter((name) => name in quality.individualScores).map((name) =>
        bar(words(name), quality.individualScores[name] ?? 0),
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

/** The six scores in the order of their weights. */
const SCORES = [
  'faceDetection',
  'faceConsistency',
  'imageClarity',
  'lightingQuality',
  'faceOrientation',
  'resolutionAdequacy',
];

function bar(label: string, share: number, note?: string): TemplateResult {
  return html`<div class="score ${levelOf(share)}">
    <dt>${label}</dt>
    <dd>
      <span class="meter" ${cssVars({ '--share': `${Math.min(1, Math.max(0, share))}` })}></span>
      <span class="score-value">${percent(share)}</span>
      ${note === undefined ? nothing : html`<span class="hint">${note}</span>`}
    </dd>
  </div>`;
}

function levelOf(share: number): string {
  return share >= 0.7 ? 'high' : share >= 0.5 ? 'fair' : 'low';
}

function facts(avatar: Avatar, face: FaceEntry | null): TemplateResult {
  const found = avatar.faceDetectionResults;
  const rows: readonly (readonly [string, string | null])[] = [
    ['Confidence', found ? percent(found.primaryFace.confidence) : null],
    ['Frames', found && found.frameCount > 1 ? String(found.frameCount) : null],
    ['Processing time', avatar.processingTime === undefined ? null : seconds(avatar.processingTime)],
    ['Photo', face === null ? null : `${face.header.imageWidth} × ${face.header.imageHeight} px`],
    ['File', `${avatar.fileFormat.toUpperCase()}, ${bytes(avatar.fileSize)}`],
    ['Registered', dateTime(avatar.createdAt)],
    ['Integrity', face === null ? null : `SHA-256 verified, ${face.header.sha256.slice(0, 12)}…`],
  ];
  return html`<section class="card">
    <h2>Facts</h2>
    <dl class="facts">
      ${rows.map(([name, value]) =>
        value === null
          ? nothing
          : html`<div>
              <dt>${name}</dt>
              <dd>${value}</dd>
            </div>`,
      )}
      <div class="long">
        <dt>Avatar</dt>
        <dd><code>${avatar.avatarId}</code></dd>
      </div>
    </dl>
  </section>`;
}

function checks(quality: QualityAssessment): TemplateResult | typeof nothing {
  const assessed = quality.components.filter((component) => component.score >= 0);
  if (assessed.length === 0) {
    return nothing;
  }
  return html`<details class="card">
    <summary><h2>All checks</h2></summary>
    <dl class="scores checks">
      ${assessed.map((component) =>
        bar(words(component.name), component.score / 100, component.reason),
      )}
    </dl>
  </details>`;
}
