import { describe, expect, it } from 'vitest';
import type { PrimaryFace } from '../../src/avatars/avatar.ts';
import { vectorOf } from '../../src/verdict/components.ts';
import { expressionWords, poseWords } from '../../src/verdict/pose-words.ts';

/** The components after ISO/IEC 29794-5 in their order. */
const NAMES = [
  'unifiedQualityScore',
  'backgroundUniformity',
  'illuminationUniformity',
  'luminanceMean',
  'luminanceVariance',
  'underExposurePrevention',
  'overExposurePrevention',
  'dynamicRange',
  'sharpness',
  'compressionArtifacts',
  'naturalColour',
  'singleFacePresent',
  'eyesOpen',
  'mouthClosed',
  'eyesVisible',
  'mouthOcclusionPrevention',
  'faceOcclusionPrevention',
  'interEyeDistance',
  'headSize',
  'leftwardCropOfTheFaceImage',
  'rightwardCropOfTheFaceImage',
  'marginAboveOfTheFaceImage',
  'marginBelowOfTheFaceImage',
  'headPoseYaw',
  'headPosePitch',
  'headPoseRoll',
  'expressionNeutrality',
  'noHeadCoverings',
];

describe('the components of a verdict', () => {
  it('should all have a group and words of their own', () => {
    // When
    const { groups } = vectorOf(NAMES.map((name) => ({ name, score: 90 })));
    // Then
    const labels = groups.flatMap(({ components }) => components.map(({ label }) => label));
    expect(new Set(labels).size).toBe(28);
    expect(groups.flatMap(({ components }) => components.map(({ name }) => name)).toSorted()).toEqual(
      NAMES.toSorted(),
    );
    expect(groups.find(({ group }) => group === 'other')?.components).toHaveLength(1);
  });

  it('should come worst first, the group with the worst before the others', () => {
    // Given
    const reason = 'Turn to the light.';
    // When
    const { groups } = vectorOf([
      { name: 'sharpness', score: 60 },
      { name: 'dynamicRange', score: 95 },
      { name: 'luminanceMean', score: 12, reason },
      { name: 'eyesOpen', score: 49 },
      { name: 'eyesVisible', score: 50 },
    ]);
    // Then
    expect(groups.map(({ group, low }) => [group, low])).toEqual([
      ['light', 1],
      ['face', 1],
      ['sharpness', 0],
    ]);
    expect(groups[0]?.components.map(({ score, advice }) => [score, advice])).toEqual([
      [12, reason],
      [95, null],
    ]);
  });

  it('should be set apart with the reason when they were not assessed', () => {
    const { groups, unassessed } = vectorOf([
      { name: 'expressionNeutrality', score: -1, reason: 'not-assessed: needs a trained network' },
      { name: 'noHeadCoverings', score: -1, reason: 'not-assessed' },
      { name: 'unifiedQualityScore', score: -1 },
    ]);
    expect(groups).toEqual([]);
    expect(unassessed).toEqual([
      { label: 'Neutral expression', why: 'Needs a trained network' },
      { label: 'No head covering', why: null },
      { label: 'Unified quality score', why: null },
    ]);
  });

  it('should be shown by their name when they are not known here', () => {
    const { groups } = vectorOf([{ name: 'somethingNew', score: 0 }]);
    expect(groups).toMatchObject([
      { group: 'other', components: [{ label: 'Something new', score: 0 }] },
    ]);
  });
});

describe('head and expression in words', () => {
  const face = (change: Partial<PrimaryFace>): PrimaryFace => ({
    box: [],
    landmarks: [],
    confidence: 1,
    ...change,
  });

  it.each([
    [{ yaw: 1, pitch: -2.9, roll: 0 }, 'Straight to the camera'],
    [{ yaw: 12.4, pitch: 0, roll: 0 }, 'Turned 12° to the image’s right'],
    [{ yaw: -30, pitch: -8, roll: 5 }, 'Turned 30° to the image’s left, raised 8°, tilted 5° clockwise'],
    [{ yaw: 0, pitch: 9, roll: -4 }, 'Lowered 9°, tilted 4° anticlockwise'],
  ])('%j should be %s', (pose, expected) => {
    expect(poseWords(face({ pose }))).toBe(expected);
  });

  it.each([
    [[0.31, 0.29], 0.02, 'Eyes open, mouth closed'],
    [[0.05, 0.04], 0.4, 'Eyes closed, mouth open'],
    [[0.05, 0.3], 0, 'Eye on the image’s left closed, mouth closed'],
    [[0.3, 0.05], 0, 'Eye on the image’s right closed, mouth closed'],
  ])('openness %j and %d should be %s', (eyeOpenness, mouthOpenness, expected) => {
    expect(expressionWords(face({ eyeOpenness, mouthOpenness }))).toBe(expected);
  });

  it('should be nothing where an older report does not tell', () => {
    expect(poseWords(face({}))).toBeNull();
    expect(expressionWords(face({}))).toBeNull();
  });
});
