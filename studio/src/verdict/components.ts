import type { QualityComponent } from '../avatars/avatar.ts';
import { words } from '../format/format.ts';

export type Group = 'light' | 'sharpness' | 'pose' | 'face' | 'framing' | 'other';

/** A component in words, with what a person can do about it. */
export interface NamedComponent {
  readonly name: string;
  readonly label: string;
  /** 0 to 100. */
  readonly score: number;
  readonly advice: string | null;
}

export interface ComponentGroup {
  readonly group: Group;
  readonly label: string;
  /** Worst first, never empty. */
  readonly components: readonly NamedComponent[];
  /** How many are so low that something should be done. */
  readonly low: number;
}

export interface Unassessed {
  readonly label: string;
  readonly why: string | null;
}

export interface QualityVector {
  /** The group with the worst component first. */
  readonly groups: readonly ComponentGroup[];
  readonly unassessed: readonly Unassessed[];
}

/** Below this a component asks for something to be done. */
export const LOW = 50;

const GROUPS: Readonly<Record<Group, string>> = {
  light: 'Light and colour',
  sharpness: 'Sharpness and detail',
  pose: 'Pose and expression',
  face: 'The face',
  framing: 'Framing',
  other: 'Other checks',
};

/** The components after ISO/IEC 29794-5, by their names in the API. */
const COMPONENTS: Readonly<Record<string, readonly [group: Group, label: string]>> = {
  unifiedQualityScore: ['other', 'Unified quality score'],
  backgroundUniformity: ['framing', 'Even background'],
  illuminationUniformity: ['light', 'Even light on both sides'],
  luminanceMean: ['light', 'Brightness'],
  luminanceVariance: ['light', 'Contrast of the face'],
  underExposurePrevention: ['light', 'No black areas'],
  overExposurePrevention: ['light', 'No glaring areas'],
  dynamicRange: ['light', 'Shades between dark and bright'],
  naturalColour: ['light', 'Natural colour'],
  sharpness: ['sharpness', 'Sharpness'],
  compressionArtifacts: ['sharpness', 'No traces of compression'],
  interEyeDistance: ['sharpness', 'Pixels between the eyes'],
  headPoseYaw: ['pose', 'Facing the camera'],
  headPosePitch: ['pose', 'Head neither raised nor lowered'],
  headPoseRoll: ['pose', 'Head upright'],
  expressionNeutrality: ['pose', 'Neutral expression'],
  singleFacePresent: ['face', 'A single face'],
  eyesOpen: ['face', 'Eyes open'],
  eyesVisible: ['face', 'Eyes not covered'],
  mouthClosed: ['face', 'Mouth closed'],
  mouthOcclusionPrevention: ['face', 'Mouth not covered'],
  faceOcclusionPrevention: ['face', 'Face not covered'],
  noHeadCoverings: ['face', 'No head covering'],
  headSize: ['framing', 'Size of the head'],
  leftwardCropOfTheFaceImage: ['framing', 'Room on the left'],
  rightwardCropOfTheFaceImage: ['framing', 'Room on the right'],
  marginAboveOfTheFaceImage: ['framing', 'Room above the head'],
  marginBelowOfTheFaceImage: ['framing', 'Room below the chin'],
};

/** Puts the components of an assessment into groups: what asks for something to be done comes first. */
export function vectorOf(components: readonly QualityComponent[]): QualityVector {
  const groups = new Map<Group, NamedComponent[]>();
  const unassessed: Unassessed[] = [];
  for (const { name, score, reason } of components) {
    const [group, label] = COMPONENTS[name] ?? (['other', words(name)] as const);
    if (score < 0) {
      unassessed.push({ label, why: whyNot(reason) });
    } else {
      const named = { name, label, score, advice: reason ?? null };
      groups.set(group, [...(groups.get(group) ?? []), named]);
    }
  }
  return {
    groups: [...groups]
      .map(([group, found]) => ({
        group,
        label: GROUPS[group],
        components: found.toSorted((one, other) => one.score - other.score),
        low: found.filter(({ score }) => score < LOW).length,
      }))
      .toSorted((one, other) => worst(one) - worst(other)),
    unassessed,
  };
}

function worst({ components }: ComponentGroup): number {
  return components[0]?.score ?? 100;
}

/** "not-assessed: needs a network" to "Needs a network". */
function whyNot(reason: string | undefined): string | null {
  const why = (reason ?? '').replace(/^not-assessed\s*:?\s*/, '');
  return why === '' ? null : why.charAt(0).toUpperCase() + why.slice(1);
}
