import type { Reason } from '../http/problem.ts';

export type JobStatus = 'queued' | 'active' | 'completed' | 'failed' | 'cancelled' | 'dead';

/** A job as the API shows it. */
export interface JobView {
  readonly jobId: string;
  readonly avatarId: string;
  readonly status: JobStatus;
  /** Percent. */
  readonly progress: number;
  readonly stage?: string;
  readonly attempt: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly error?: { readonly type: string; readonly reasons: readonly Reason[] };
}

const STATUSES: readonly string[] = [
  'queued',
  'active',
  'completed',
  'failed',
  'cancelled',
  'dead',
] satisfies JobStatus[];

export function isStatus(value: unknown): value is JobStatus {
  return typeof value === 'string' && STATUSES.includes(value);
}

/** Nothing more will come of it by itself. */
export function hasEnded(status: JobStatus): boolean {
  return status !== 'queued' && status !== 'active';
}
