// @vitest-environment happy-dom
import { render } from 'lit-html';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Regeneration } from '../../src/avatars/regeneration.ts';
import type { Listener } from '../../src/events/events-socket.ts';
import { Api } from '../../src/http/api.ts';
import type { JobView } from '../../src/jobs/job.ts';
import type { Studio } from '../../src/shell/page.ts';

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

describe('a regeneration', () => {
  const root = document.createElement('div');
  let listeners: Listener[];
  let answers: JobView[];
  let asked: string[];
  let ended: string[];
  let regeneration: Regeneration;

  const tell = (change: Partial<JobView>, time: number): void => {
    const view = { ...JOB, ...change };
    for (const listener of listeners) {
      listener({
        kind: 'job',
        name: 'avatar:status:update',
        id: time,
        avatarId: 'a',
        news: {
          jobId: view.jobId,
          status: view.status,
          progress: view.progress,
          stage: view.stage ?? null,
          attempt: view.attempt,
          time: Date.parse(JOB.createdAt) + time,
          errorType: null,
          reasons: view.error?.reasons ?? [],
        },
      });
    }
  };
  const shown = (): string => {
    render(regeneration.template(), root);
    return root.textContent?.replaceAll(/\s+/g, ' ') ?? '';
  };
  const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

  beforeEach(() => {
    vi.useFakeTimers();
    listeners = [];
    answers = [];
    asked = [];
    ended = [];
    vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
      asked.push(`${init.method} ${path}`);
      return Response.json(answers.shift() ?? {});
    });
    const studio: Partial<Studio> = {
      api: new Api({ token: async () => 't', replace: async () => 't' }),
      changed: () => undefined,
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only following plays a part
      events: {
        state: 'open',
        follow: (_: string, listener: Listener) => {
          listeners.push(listener);
          return () => undefined;
        },
      } as unknown as Studio['events'],
    };
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the rest plays no part
    regeneration = new Regeneration(studio as Studio, 'a', (jobId) => ended.push(jobId));
  });

  afterEach(() => {
    regeneration.dispose();
    render(null, root);
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('should show its stages and then that the new version is in use', () => {
    // Given
    regeneration.follow('j', false);
    tell({}, 1);
    expect(shown()).toContain('Making a new version');
    expect(regeneration.running).toBe(true);
    // When
    tell({ status: 'completed' }, 2);
    // Then
    expect(shown()).toContain('The new version is in use.');
    expect(ended).toEqual(['j']);
    expect(regeneration.running).toBe(false);
  });

  it('should say why it was refused and that the face stays', () => {
    regeneration.follow('j', false);
    const reasons = [{ code: 'too-blurred', message: 'Too blurred.' }];
    tell({ status: 'failed', error: { type: 'rejected', reasons } }, 1);
    expect(shown()).toContain('The face stays as it was. Too blurred.');
    expect(root.querySelector('button')?.textContent).toContain('Close');
  });

  it('should be tried again when its job is dead, past the news of its death', async () => {
    // Given
    regeneration.meet({ jobId: 'j', status: 'failed' }, false);
    expect(shown()).toContain('did not succeed');
    answers = [{ ...JOB, status: 'queued', attempt: 4, updatedAt: '2026-11-20T10:01:00Z' }];
    // When
    root.querySelector('button')?.click();
    await settle();
    tell({ status: 'dead', attempt: 3 }, 1);
    // Then
    expect(asked).toEqual(['POST /api/v1/jobs/j/retry']);
    expect(regeneration.running).toBe(true);
    expect(ended).toEqual([]);
  });

  it('should be joined where it is when it is met under way', async () => {
    answers = [{ ...JOB, attempt: 2 }];
    regeneration.meet({ jobId: 'j', status: 'pending' }, true);
    await settle();
    tell({ status: 'dead', attempt: 1 }, 1);
    expect(asked).toEqual(['GET /api/v1/jobs/j']);
    expect(regeneration.running).toBe(true);
    expect(shown()).toContain('Making a new version');
    expect(root.querySelector('[data-stage=frames]')).not.toBeNull();
  });
});
