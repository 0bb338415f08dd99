// @vitest-environment happy-dom
import { render } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Avatar } from '../../src/avatars/avatar.ts';
import { outcome } from '../../src/avatars/outcome.ts';
import { Problem } from '../../src/http/problem.ts';
import { ProgressLog } from '../../src/jobs/progress.ts';
import { stageList } from '../../src/jobs/stage-list.ts';
import { problemNotice } from '../../src/shell/notice.ts';
import { verdict } from '../../src/verdict/verdict.ts';

const AVATAR: Avatar = {
  avatarId: '0f8fad5b-d9cb-469f-a165-70867728950e',
  registrationStatus: 'success',
  faceDetectionResults: {
    frameCount: 1,
    averageConfidence: 0.91,
    consistencyScore: 1,
    primaryFace: { box: [0, 0, 1, 1], landmarks: [], confidence: 0.91 },
  },
  qualityAssessment: {
    overallScore: 0.754,
    qualityGrade: 'good',
    // As a server sends them: in no order.
    individualScores: { imageClarity: 0.19, faceDetection: 0.91, faceConsistency: 1 },
    components: [
      { name: 'eyesOpen', score: 12, reason: 'The eyes are nearly closed.' },
      { name: 'noHeadCoverings', score: -1 },
    ],
    recommendations: ['Use a sharper photo.'],
    processingReady: false,
  },
  processingTime: 0.284,
  errors: [],
  warnings: [{ code: 'several-faces', message: '3 faces were found.' }],
  jobId: 'j',
  name: '<b>Zoë</b>',
  tags: [],
  createdAt: '2026-11-20T10:00:00Z',
  updatedAt: '2026-11-20T10:00:00Z',
  fileFormat: 'jpeg',
  fileSize: 91_400,
};

describe('what is shown', () => {
  const root = document.createElement('div');
  const show = (template: TemplateResult): string => {
    render(template, root);
    return root.textContent?.replaceAll(/\s+/g, ' ') ?? '';
  };

  beforeEach(() => render(null, root));

  it('should hold grade, scores in their order, warnings and advice of a verdict', () => {
    // When
    const text = show(verdict(AVATAR, null, null));
    // Then
    expect(root.querySelector('[data-grade=good]')).not.toBeNull();
    expect(text).toContain('75 of 100');
    expect([...root.querySelectorAll('#scores dt')].map((each) => each.textContent)).toEqual([
      'Face detection',
      'Face consistency',
      'Image clarity',
    ]);
    expect(text).toContain('3 faces were found.');
    expect(text).toContain('Use a sharper photo.');
    expect(text).toContain('284 ms');
    expect(text).toContain('a better photo will help');
    expect(text).toContain('The eyes are nearly closed.');
    expect(text).not.toContain('head coverings');
  });

  it('should set the length of a bar through its style object', () => {
    show(stageList(new ProgressLog().view));
    const bar = root.querySelector<HTMLElement>('.job-bar');
    expect(bar?.style.getPropertyValue('--share')).toBe('0');
  });

  it('should name every stage with its state', () => {
    show(stageList(new ProgressLog().view));
    const stages = [...root.querySelectorAll<HTMLElement>('[data-stage]')];
    expect(stages.map((each) => each.dataset['stage'])).toEqual([
      'decode',
      'detect',
      'landmarks',
      'crop',
      'mask',
      'quality',
      'overlay',
      'store',
    ]);
    expect(stages.every((each) => each.dataset['state'] === 'waiting')).toBe(true);
  });

  it('should say why a photo was refused and offer another, not the same', () => {
    const reasons = [{ code: 'no-face', message: 'No face was found.' }];
    const ended = { status: 'failed', reasons, progress: null } as const;
    const text = show(outcome(ended, 'This photo cannot be registered', { another() {}, retry() {} }));
    expect(text).toContain('No face was found.');
    expect(root.querySelectorAll('button')).toHaveLength(1);
  });

  it('should offer another try when a job is dead', () => {
    let retried = 0;
    const ended = { status: 'dead', reasons: [], progress: null } as const;
    show(outcome(ended, 'The processing failed', { another() {}, retry: () => (retried += 1) }));
    root.querySelector('button')?.click();
    expect(retried).toBe(1);
  });

  it('should show what a server says as text only', () => {
    const problem = new Problem('x', 400, 'T', [{ code: 'x', message: '<img src=x onerror=1>' }]);
    const text = show(problemNotice(problem));
    expect(root.querySelector('img')).toBeNull();
    expect(text).toContain('<img src=x onerror=1>');
  });
});
