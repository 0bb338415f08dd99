import type { Reason } from '../http/problem.ts';
import { hasEnded } from './job.ts';
import type { JobStatus, JobView } from './job.ts';

/** The stages of a face task on a photo, in their order. */
export const STAGES = [
  'decode',
  'detect',
  'landmarks',
  'crop',
  'mask',
  'quality',
  'overlay',
  'store',
] as const;

/** Those on a clip: what a photo goes through once is done for each frame. */
export const CLIP_STAGES = ['decode', 'frames', 'quality', 'overlay', 'store'] as const;

export type StageName = (typeof STAGES)[number] | (typeof CLIP_STAGES)[number];
export type StageState = 'waiting' | 'running' | 'done' | 'failed' | 'skipped';

export interface StageProgress {
  readonly name: StageName;
  readonly state: StageState;
  /** How long it took as far as the events tell, or null. */
  readonly seconds: number | null;
}

/** How far a job is, put together from what was heard of it. */
export interface JobProgress {
  readonly status: JobStatus;
  readonly attempt: number;
  readonly percent: number;
  readonly stages: readonly StageProgress[];
  readonly errorType: string | null;
  readonly reasons: readonly Reason[];
}

/** One piece of news of a job, from the socket or from reading it. */
export interface JobNews {
  readonly jobId: string;
  readonly status: JobStatus;
  readonly progress: number;
  readonly stage: string | null;
  readonly attempt: number;
  /** Epoch milliseconds. */
  readonly time: number;
  readonly errorType: string | null;
  readonly reasons: readonly Reason[];
}

export function newsOf(view: JobView): JobNews {
  return {
    jobId: view.jobId,
    status: view.status,
    progress: view.progress,
    stage: view.stage ?? null,
    attempt: view.attempt,
    time: Date.parse(view.updatedAt),
    errorType: view.error?.type ?? null,
    reasons: view.error?.reasons ?? [],
  };
}

/** News of these tell of a clip that its frames are being looked at. */
const PER_FRAME: ReadonlySet<string> = new Set(['frames', 'detect', 'landmarks', 'crop', 'mask']);

/**
 * Follows one job. News may come twice and out of order: older news never undo newer ones, they only
 * fill in when a stage was reached. A stage is named when it is done; its time is that since the stage
 * before. The frames of a clip are named again and again while they are looked at, and are done when a
 * later stage is. Attempts count up, whatever made the new one.
 */
export class ProgressLog {
  private status: JobStatus = 'queued';
  private attempt = 1;
  private percent = 0;
  /** When a stage was first named. */
  private readonly namedAt = new Map<string, number>();
  /** When a frame of a clip was last told of. */
  private framesAt: number | null = null;
  private startedAt: number | null = null;
  private lastTime = Number.NEGATIVE_INFINITY;
  private errorType: string | null = null;
  private reasons: readonly Reason[] = [];

  /** @param clip whether the file is a clip, as far as one knows; the news may tell so later */
  constructor(private clip = false) {}

  take(news: JobNews): void {
    this.clip ||= news.stage === 'frames';
    if (news.attempt < this.attempt) {
      return;
    }
    const known = news.attempt === this.attempt;
    if (!known) {
      this.attempt = news.attempt;
      this.percent = 0;
      this.startedAt = null;
      this.namedAt.clear();
      this.framesAt = null;
    }
    const ended = hasEnded(this.status) && news.time === this.lastTime;
    if (!known || (news.time >= this.lastTime && !ended)) {
      this.lastTime = news.time;
      this.status = news.status;
      this.errorType = news.errorType;
      this.reasons = news.reasons;
    }
    this.note(news);
  }

  get view(): JobProgress {
    return {
      status: this.status,
      attempt: this.attempt,
      percent: this.percent,
      stages: this.stages(),
      errorType: this.errorType,
      reasons: this.reasons,
    };
  }

  private note(news: JobNews): void {
    this.percent = Math.max(this.percent, news.status === 'completed' ? 100 : news.progress);
    if (news.status === 'active') {
      this.startedAt = Math.min(this.startedAt ?? news.time, news.time);
    }
    const stage = news.status === 'completed' ? 'store' : news.stage;
    if (stage !== null) {
      this.namedAt.set(stage, Math.min(this.namedAt.get(stage) ?? news.time, news.time));
      if (PER_FRAME.has(stage)) {
        this.framesAt = Math.max(this.framesAt ?? news.time, news.time);
      }
    }
  }

  private stages(): StageProgress[] {
    const names: readonly StageName[] = this.clip ? CLIP_STAGES : STAGES;
    const reached = names.map((name) => this.reachedAt(name));
    const done = reached.findLastIndex((time) => time !== null) + 1;
    return names.map((name, i) => {
      const before = i === 0 ? this.startedAt : (reached[i - 1] ?? null);
      // The frames of a clip tell that it was decoded, not when.
      const told = name === 'decode' ? (this.namedAt.get(name) ?? null) : (reached[i] ?? null);
      // News of a job that was read instead of heard name its start and a stage at once.
      const at = i === 0 && told === this.startedAt ? null : told;
      return {
        name,
        state: this.stateOf(i, done),
        seconds: at === null || before === null || at < before ? null : (at - before) / 1_000,
      };
    });
  }

  /** When a stage was done, as far as the news tell, or null. */
  private reachedAt(name: StageName): number | null {
    if (!this.clip) {
      return this.namedAt.get(name) ?? null;
    }
    if (name === 'frames') {
      const later = CLIP_STAGES.slice(2).some((each) => this.namedAt.has(each));
      return later ? this.framesAt : null;
    }
    const frames = name === 'decode' ? [...PER_FRAME] : [];
    const times = [name, ...frames]
      .map((each) => this.namedAt.get(each))
      .filter((time) => time !== undefined);
    return times.length === 0 ? null : Math.min(...times);
  }

  /** @param done how many stages are done, counted from the first */
  private stateOf(index: number, done: number): StageState {
    if (index < done) {
      return 'done';
    }
    if (this.status === 'queued') {
      return 'waiting';
    }
    if (this.status === 'active') {
      return index === done ? 'running' : 'waiting';
    }
    // A verdict is no failure of the stage after it; a worker that gives up is.
    return index === done && this.status === 'dead' ? 'failed' : 'skipped';
  }
}
