import { reasonsOf } from '../http/problem.ts';
import { isStatus } from '../jobs/job.ts';
import type { JobNews } from '../jobs/progress.ts';

/** What comes over the events socket. */
export type ServerEvent =
  | {
      readonly kind: 'job';
      readonly name: string;
      readonly id: number;
      readonly avatarId: string;
      readonly news: JobNews;
    }
  | {
      readonly kind: 'error';
      readonly code: string;
      readonly message: string;
      readonly avatarId: string | null;
    };

/** Reads a message; null for one that is not understood. */
export function serverEventOf(text: string): ServerEvent | null {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(message) || typeof message['event'] !== 'string' || !isObject(message['data'])) {
    return null;
  }
  const { event: name, id, data } = message;
  if (name === 'error') {
    return {
      kind: 'error',
      code: textOf(data['code']) ?? '',
      message: textOf(data['message']) ?? '',
      avatarId: textOf(data['avatarId']),
    };
  }
  const avatarId = textOf(data['avatarId']);
  const jobId = textOf(data['jobId']);
  const status = data['status'];
  const time = Date.parse(textOf(data['time']) ?? '');
  if (typeof id !== 'number' || avatarId === null || jobId === null || !isStatus(status)) {
    return null;
  }
  return {
    kind: 'job',
    name,
    id,
    avatarId,
    news: {
      jobId,
      status,
      progress: numberOf(data['progress']) ?? 0,
      stage: textOf(data['stage']),
      attempt: numberOf(data['attempt']) ?? 1,
      time: Number.isNaN(time) ? Date.now() : time,
      errorType: textOf(data['type']),
      reasons: reasonsOf(data['reasons']),
    },
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
