// @vitest-environment happy-dom
import { html, nothing, render } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Avatar, AvatarVersion } from '../../src/avatars/avatar.ts';
import { avatarFacts } from '../../src/avatars/avatar-facts.ts';
import { outcome } from '../../src/avatars/outcome.ts';
import { versionList } from '../../src/avatars/version-list.ts';
import { Problem } from '../../src/http/problem.ts';
import { ProgressLog } from '../../src/jobs/progress.ts';
import { stageList } from '../../src/jobs/stage-list.ts';
import { problemNotice } from '../../src/shell/notice.ts';
import { checks, examined, facts, verdict } from '../../src/verdict/verdict.ts';

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
      { name: 'noHeadCoverings', score: -1, reason: 'not-assessed: needs face parsing' },
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

  const whole = (avatar: Avatar): TemplateResult =>
    html`${verdict(avatar)} ${checks(avatar)}
    ${facts([...examined(avatar), ...avatarFacts(avatar, null)])}`;

  beforeEach(() => render(null, root));

  it('should hold grade, scores in their order, warnings and advice of a verdict', () => {
    // When
    const text = show(whole(AVATAR));
    // Then
    expect(root.querySelector('[data-grade=good]')).not.toBeNull();
    expect(text).toContain('75 of 100');
    expect([...root.querySelectorAll('#scores dt')].map((each) => each.textContent?.trim())).toEqual([
      'Face detection weighs 30 %',
      'Face consistency weighs 20 %',
      'Image clarity weighs 20 %',
    ]);
    expect(text).toContain('3 faces were found.');
    expect(text).toContain('Use a sharper photo.');
    expect(text).toContain('284 ms');
    expect(text).toContain('a better photo will help');
    expect(text).toContain('The eyes are nearly closed.');
    expect(root.querySelector('[data-group=unassessed]')?.hasAttribute('open')).toBe(false);
    expect(root.querySelector('[data-group=face]')?.hasAttribute('open')).toBe(true);
    expect(text).toContain('Needs face parsing');
    expect(root.querySelector('#hints')).toBeNull();
    expect(text).toContain('Consent not recorded');
  });

  it('should tell of a clip, of fallbacks and, quietly, of hints', () => {
    // Given
    const other = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
    const clip = {
      duration: 10,
      framesPerSecond: 29.97,
      frames: 300,
      analysed: 100,
      bestFrame: 122,
      bestFrameTime: 4.07,
    };
    const avatar: Avatar = {
      ...AVATAR,
      clip,
      degraded: [{ code: 'relaxed-detection', message: 'The face was found at 0.3.' }],
      hints: [
        { code: 'same-image', message: `It looks like Zoë (${other}).` },
        { code: 'still-face', message: 'The face <b>never</b> blinks.' },
      ],
      consent: { policyVersion: '2', time: '2026-11-20T10:00:00Z' },
      accessCount: 12,
      lastAccessed: '2026-11-20T11:00:00Z',
    };
    // When
    const text = show(whole(avatar));
    // Then
    expect(text).toContain('10.0 s, 300 frames');
    expect(text).toContain('29.97 a second');
    expect(text).toContain('100 frames, the face in 1');
    expect(text).toContain('no. 123, at 4.1 s');
    expect(text).toContain('The face was found at 0.3.');
    expect(text).toContain('Nothing is ever refused for this');
    expect(text).toContain('It looks like Zoë (look at it).');
    expect(root.querySelector('#hints a')?.getAttribute('href')).toBe(`#/avatars/${other}`);
    expect(root.querySelector('#hints b')).toBeNull();
    expect(text).toContain('policy 2, ');
    expect(text).toContain('12 times, last ');
    expect(root.querySelector('.crop')).toBeNull();
  });

  it('should list versions with what became of each', () => {
    // Given
    const row = (version: number, change: Partial<AvatarVersion>): AvatarVersion => ({
      version,
      jobId: `j${version}`,
      preset: 'quality',
      createdAt: '2026-11-20T10:00:00Z',
      status: 'success',
      reason: 'regeneration',
      ...change,
    });
    // When
    show(
      versionList(
        [
          row(3, { status: 'pending', reason: 'damaged' }),
          row(2, { status: 'rejected' }),
          row(1, { qualityScore: 0.754, grade: 'good', reason: 'upload' }),
        ],
        1,
        nothing,
        nothing,
      ),
    );
    // Then
    const rows = [...root.querySelectorAll('[data-version]')].map((each) =>
      each.textContent?.replaceAll(/\s+/g, ' '),
    );
    expect(rows[0]).toContain('the stored face was damaged');
    expect(rows[0]).toContain('Under way');
    expect(rows[1]).toContain('Refused');
    expect(rows[1]).not.toContain('in use');
    expect(rows[2]).toContain('in use');
    expect(rows[2]).toContain('75');
    expect(root.querySelector('[data-version="1"] [data-grade=good]')).not.toBeNull();
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
