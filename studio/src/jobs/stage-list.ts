import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { seconds } from '../format/format.ts';
import { cssVars } from '../shell/css-vars.ts';
import { icons } from '../shell/icons.ts';
import type { JobProgress, StageName, StageProgress, StageState } from './progress.ts';

const WORDS: Readonly<Record<StageName, readonly [label: string, about: string]>> = {
  decode: ['Decode', 'reads the file and turns it upright'],
  frames: ['Frames', 'finds the face and its 478 points in each'],
  detect: ['Detect', 'looks for faces'],
  landmarks: ['Landmarks', 'places 478 points'],
  crop: ['Crop', 'cuts out the aligned face'],
  mask: ['Mask', 'outlines the face'],
  quality: ['Quality', 'judges light, sharpness and pose'],
  overlay: ['Overlay', 'draws what was found'],
  store: ['Store', 'keeps the face'],
};

const SAID: Readonly<Record<StageState, string>> = {
  waiting: 'waiting',
  running: 'under way',
  done: 'done',
  failed: 'stopped here',
  skipped: 'not reached',
};

/** The stages of a job with their states and times. */
export function stageList(progress: JobProgress): TemplateResult {
  return html`<div class="job-bar" aria-hidden="true" ${cssVars({ '--share': `${progress.percent / 100}` })}></div>
    <ol class="stages" id="stages">
      ${progress.stages.map(
        (stage) => html`<li class="stage ${stage.state}" data-stage=${stage.name} data-state=${stage.state}>
          <span class="stage-mark" aria-hidden="true">${mark(stage)}</span>
          <span class="stage-name">${WORDS[stage.name][0]}<small>${WORDS[stage.name][1]}</small></span>
          <span class="stage-time">
            <span class="unseen">${SAID[stage.state]}</span>
            ${stage.seconds === null ? nothing : seconds(stage.seconds)}
          </span>
        </li>`,
      )}
    </ol>`;
}

/** One sentence for those who listen instead of looking. */
export function spoken(progress: JobProgress): string {
  switch (progress.status) {
    case 'queued':
      return progress.attempt > 1 ? `Waiting for attempt ${progress.attempt}.` : 'Waiting for a worker.';
    case 'active': {
      const running = progress.stages.find((stage) => stage.state === 'running');
      return running === undefined
        ? 'Finishing.'
        : `${WORDS[running.name][0]}: ${WORDS[running.name][1]}. ${progress.percent} percent done.`;
    }
    case 'completed':
      return 'Done. The face is registered.';
    case 'cancelled':
      return 'Cancelled.';
    default:
      return 'It did not succeed.';
  }
}

function mark(stage: StageProgress): TemplateResult | typeof nothing {
  switch (stage.state) {
    case 'done':
      return icons.check;
    case 'failed':
      return icons.cross;
    case 'skipped':
      return icons.dash;
    default:
      return nothing;
  }
}
