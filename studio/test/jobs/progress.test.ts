import { describe, expect, it } from 'vitest';
import { CLIP_STAGES, ProgressLog, STAGES } from '../../src/jobs/progress.ts';
import type { JobNews, JobProgress, StageName } from '../../src/jobs/progress.ts';

const news = (time: number, change: Partial<JobNews>): JobNews => ({
  jobId: 'j',
  status: 'active',
  progress: 0,
  stage: null,
  attempt: 1,
  time,
  errorType: null,
  reasons: [],
  ...change,
});
const states = (view: JobProgress): string => view.stages.map((stage) => stage.state[0]).join('');
const secondsOf = (view: JobProgress, name: StageName): number | null | undefined =>
  view.stages.find((stage) => stage.name === name)?.seconds;

describe('the progress of a job', () => {
  it('should wait with every stage when nothing was heard', () => {
    expect(states(new ProgressLog().view)).toBe('wwwwwwww');
  });

  it('should run the stage after the one that was named, and time what was', () => {
    // Given
    const log = new ProgressLog();
    log.take(news(0, { status: 'queued' }));
    log.take(news(1_000, {}));
    log.take(news(1_200, { stage: 'decode', progress: 20 }));
    // When
    log.take(news(1_700, { stage: 'detect', progress: 40 }));
    // Then
    expect(states(log.view)).toBe('ddrwwwww');
    expect(log.view.percent).toBe(40);
    expect(secondsOf(log.view, 'decode')).toBeCloseTo(0.2);
    expect(secondsOf(log.view, 'detect')).toBeCloseTo(0.5);
  });

  it('should keep its first time when a heartbeat names a stage again', () => {
    const log = new ProgressLog();
    log.take(news(1_000, {}));
    log.take(news(1_100, { stage: 'decode' }));
    log.take(news(6_100, { stage: 'decode' }));
    expect(secondsOf(log.view, 'decode')).toBeCloseTo(0.1);
  });

  it('should not time a stage when the news of the one before were skipped', () => {
    const log = new ProgressLog();
    log.take(news(1_000, {}));
    log.take(news(2_000, { stage: 'landmarks', progress: 55 }));
    expect(states(log.view)).toBe('dddrwwww');
    expect(secondsOf(log.view, 'landmarks')).toBeNull();
  });

  it('should be the same whatever the order and however often the news come', () => {
    // Given
    const all = [
      news(0, { status: 'queued' }),
      news(10, {}),
      ...STAGES.map((stage, i) => news(20 + i, { stage, progress: 10 * (i + 1) })),
      news(40, { status: 'completed', progress: 100, stage: 'store' }),
    ];
    const inOrder = new ProgressLog();
    all.forEach((each) => inOrder.take(each));
    // When
    const shuffled = new ProgressLog();
    all.toReversed().forEach((each) => shuffled.take(each));
    all.forEach((each) => shuffled.take(each));
    // Then
    expect(shuffled.view).toEqual(inOrder.view);
    expect(states(inOrder.view)).toBe('dddddddd');
    expect(inOrder.view.status).toBe('completed');
  });

  it('should start over when a new attempt begins, and ignore the old one', () => {
    // Given
    const log = new ProgressLog();
    log.take(news(10, { stage: 'mask', progress: 65 }));
    // When
    log.take(news(20, { status: 'queued', attempt: 2 }));
    log.take(news(30, { stage: 'overlay', progress: 90, attempt: 1 }));
    // Then
    expect(states(log.view)).toBe('wwwwwwww');
    expect(log.view).toMatchObject({ status: 'queued', attempt: 2, percent: 0 });
  });

  it('should go on when a dead job was taken up again and its end is told once more', () => {
    // Given
    const log = new ProgressLog();
    log.take(news(50, { status: 'queued', attempt: 4 }));
    // When
    log.take(news(40, { status: 'dead', attempt: 3 }));
    // Then
    expect(log.view.status).toBe('queued');
  });

  it('should look at the frames of a clip until a later stage is told of', () => {
    // Given
    const log = new ProgressLog(true);
    log.take(news(1_000, {}));
    log.take(news(1_300, { stage: 'decode', progress: 5 }));
    log.take(news(1_400, { stage: 'frames', progress: 10 }));
    expect(log.view.stages.map((stage) => stage.name)).toEqual([...CLIP_STAGES]);
    // When
    log.take(news(3_000, { stage: 'frames', progress: 60 }));
    // Then
    expect(states(log.view)).toBe('drwww');
    expect(secondsOf(log.view, 'decode')).toBeCloseTo(0.3);
    expect(secondsOf(log.view, 'frames')).toBeNull();
    // When
    log.take(news(3_500, { stage: 'quality', progress: 80 }));
    // Then
    expect(states(log.view)).toBe('dddrw');
    expect(secondsOf(log.view, 'frames')).toBeCloseTo(1.7);
    expect(secondsOf(log.view, 'quality')).toBeCloseTo(0.5);
  });

  it('should be that of a clip when the news tell of frames', () => {
    const log = new ProgressLog();
    log.take(news(10, { stage: 'decode' }));
    expect(log.view.stages).toHaveLength(STAGES.length);
    log.take(news(20, { stage: 'frames' }));
    expect(states(log.view)).toBe('drwww');
  });

  it('should not time the decoding of a clip when only its frames are told of', () => {
    const log = new ProgressLog(true);
    log.take(news(10, { stage: 'frames' }));
    expect(states(log.view)).toBe('drwww');
    expect(secondsOf(log.view, 'decode')).toBeNull();
  });

  it('should count what is told of single frames of a clip as frames', () => {
    const log = new ProgressLog(true);
    log.take(news(10, { stage: 'mask' }));
    expect(states(log.view)).toBe('drwww');
    log.take(news(20, { status: 'completed' }));
    expect(states(log.view)).toBe('ddddd');
  });

  it('should end with its reasons and cross out nothing when the photo is refused', () => {
    const log = new ProgressLog();
    const reasons = [{ code: 'no-face', message: 'No face.' }];
    log.take(news(10, { stage: 'detect', progress: 40 }));
    log.take(news(20, { status: 'failed', stage: 'detect', errorType: 'rejected', reasons }));
    expect(states(log.view)).toBe('ddssssss');
    expect(log.view).toMatchObject({ status: 'failed', errorType: 'rejected', reasons });
  });

  it('should show where it stopped when the job is dead', () => {
    const log = new ProgressLog();
    log.take(news(10, { stage: 'detect', attempt: 3 }));
    log.take(news(20, { status: 'dead', attempt: 3 }));
    expect(states(log.view)).toBe('ddfsssss');
  });
});
