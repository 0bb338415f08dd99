import type { Reason } from '../http/problem.ts';
import { hasEnded } from './job.ts';
import type { JobStatus, JobView } from './job.ts';

/** The stages of a face task, in their order. */
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

export type StageName = (typeof STAGES)[number];
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

/**
 * Follows one job. News may come twice and out of order: older news never undo newer ones, they only
 * fill in when a stage was reached. A stage is named when it is done; its time is that since the stage
 * before. Attempts count up, whatever made the new one.
 */
export class ProgressLog {
  private status: JobStatus = 'queued';
  private attempt = 1;
  private percent = 0;
  private readonly reachedAt = new Map<number, number>();
  private startedAt: number | null = null;
  private lastTime = Number.NEGATIVE_INFINITY;
  private errorType: string | null = null;
  private reasons: readonly Reason[] = [];

  take(news: JobNews): void {
    if (news.attempt < this.attempt) {
      return;
    }
    const known = news.attempt === this.attempt;
    if (!known) {
      this.attempt = news.attempt;
      this.percent = 0;
      this.startedAt = null;
      this.reachedAt.clear();
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
      stages: STAGES.map((name, i) => ({
        name,
        state: this.stateOf(i),
        seconds: this.secondsOf(i),
      })),
      errorType: this.errorType,
      reasons: this.reasons,
    };
  }

  private note(news: JobNews): void {
    this.percent = Math.max(this.percent, news.status === 'completed' ? 100 : news.progress);
    if (news.status === 'active') {
      this.startedAt = Math.min(this.startedAt ?? news.time, news.time);
    }
    const index =
      news.status === 'completed'
        ? STAGES.length - 1
        : STAGES.findIndex((name) => name === news.stage);
    if (index >= 0) {
      this.reachedAt.set(index, Math.min(this.reachedAt.get(index) ?? news.time, news.time));
    }
  }

  /** How many stages are done, counted from the first. */
  private get done(): number {
    return Math.max(-1, ...this.reachedAt.keys()) + 1;
  }

  private stateOf(index: number): StageState {
    if (index < this.done) {
      return 'done';
    }
    if (this.status === 'queued') {
      return 'waiting';
    }
    if (this.status === 'active') {
      return index === this.done ? 'running' : 'waiting';
    }
    // A verdict is no failure of the stage after it; a worker that gives up is.
    return index === this.done && this.status === 'dead' ? 'failed' : 'skipped';
  }

  private secondsOf(index: number): number | null {
    const reached = this.reachedAt.get(index);
    const before = index === 0 ? this.startedAt : this.reachedAt.get(index - 1);
    return reached === undefined || before === undefined || before === null || reached < before
      ? null
      : (reached - before) / 1_000;
  }
}
