import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EventsSocket } from '../../src/events/events-socket.ts';
import type { WireEvents } from '../../src/events/events-socket.ts';
import { Api } from '../../src/http/api.ts';
import type { JobView } from '../../src/jobs/job.ts';
import { JobWatch } from '../../src/jobs/job-watch.ts';
import type { JobProgress } from '../../src/jobs/progress.ts';

const JOB: JobView = {
  jobId: 'j',
  avatarId: 'a',
  status: 'active',
  progress: 40,
  stage: 'detect',
  attempt: 1,
  createdAt: '2026-11-20T10:00:00Z',
  updatedAt: '2026-11-20T10:00:01Z',
};

describe('watching a job', () => {
  let answers: (JobView | number)[];
  let asked: string[];
  let line: WireEvents | null;
  let sent: string[];
  let ended: JobProgress[];
  let watch: JobWatch;
  let events: EventsSocket;

  beforeEach(() => {
    vi.useFakeTimers();
    answers = [];
    asked = [];
    sent = [];
    line = null;
    ended = [];
    vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
      asked.push(`${init.method} ${path}`);
      const answer = answers.shift() ?? 500;
      return typeof answer === 'number'
        ? new Response('{}', { status: answer })
        : Response.json(answer);
    });
    const tokens = { token: async () => 't', replace: async () => 't' };
    events = new EventsSocket(
      tokens,
      (_, wire) => {
        line = wire;
        return { send: (text) => sent.push(text), close: () => undefined };
      },
      () => undefined,
    );
    watch = new JobWatch(
      new Api(tokens),
      events,
      'j',
      'a',
      () => undefined,
      (progress) => ended.push(progress),
      null,
    );
  });

  afterEach(() => {
    watch.dispose();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  const event = (view: JobView): string =>
    JSON.stringify({
      event: 'avatar:status:update',
      id: 1,
      data: { ...view, time: view.updatedAt, ...(view.error && { type: view.error.type, reasons: view.error.reasons }) },
    });

  it('should end with the news of the socket, without reading the job', async () => {
    // Given
    await vi.advanceTimersByTimeAsync(0);
    line?.opened();
    line?.heard(event(JOB));
    // When
    line?.heard(event({ ...JOB, status: 'completed', updatedAt: '2026-11-20T10:00:02Z' }));
    await vi.advanceTimersByTimeAsync(60_000);
    // Then
    expect(ended.map((progress) => progress.status)).toEqual(['completed']);
    expect(asked).toEqual([]);
    expect(events.state).toBe('closed');
  });

  it('should read the job when the socket does not open', async () => {
    // Given
    answers = [JOB, { ...JOB, status: 'completed', updatedAt: '2026-11-20T10:00:02Z' }];
    // When
    await vi.advanceTimersByTimeAsync(5_000);
    // Then
    expect(asked).toEqual(['GET /api/v1/jobs/j', 'GET /api/v1/jobs/j']);
    expect(ended).toHaveLength(1);
  });

  it('should read the job when the socket is silent for long', async () => {
    await vi.advanceTimersByTimeAsync(0);
    line?.opened();
    line?.heard(event(JOB));
    answers = [{ ...JOB, status: 'dead', updatedAt: '2026-11-20T10:00:09Z' }];
    await vi.advanceTimersByTimeAsync(9_000);
    expect(asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(ended.map((progress) => progress.status)).toEqual(['dead']);
  });

  it('should say what is wrong and go on when the job cannot be read', async () => {
    answers = [503, JOB];
    await vi.advanceTimersByTimeAsync(2_500);
    expect(watch.trouble?.status).toBe(503);
    await vi.advanceTimersByTimeAsync(2_500);
    expect(watch.trouble).toBeNull();
    expect(watch.progress.percent).toBe(40);
  });

  it('should ask to follow once more when the avatar is not known yet', async () => {
    await vi.advanceTimersByTimeAsync(0);
    line?.opened();
    line?.heard(
      JSON.stringify({ event: 'error', data: { code: 'not-found', message: 'no', avatarId: 'a' } }),
    );
    await vi.advanceTimersByTimeAsync(500);
    expect(sent.filter((text) => text.includes('avatar:subscribe'))).toHaveLength(2);
  });

  it('should cancel over the API and end when that is so', async () => {
    answers = [
      {
        ...JOB,
        status: 'cancelled',
        updatedAt: '2026-11-20T10:00:03Z',
        error: { type: 'conflict', reasons: [] },
      },
    ];
    await watch.cancel();
    expect(asked).toEqual(['DELETE /api/v1/jobs/j']);
    expect(ended.map((progress) => progress.status)).toEqual(['cancelled']);
  });
});
