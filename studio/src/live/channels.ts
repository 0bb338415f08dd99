/** The 61 channels of a frame in the order of the wire: 52 ARKit blend shapes, then nine rotations. */
export const CHANNELS = [
  'eyeBlinkLeft',
  'eyeLookDownLeft',
  'eyeLookInLeft',
  'eyeLookOutLeft',
  'eyeLookUpLeft',
  'eyeSquintLeft',
  'eyeWideLeft',
  'eyeBlinkRight',
  'eyeLookDownRight',
  'eyeLookInRight',
  'eyeLookOutRight',
  'eyeLookUpRight',
  'eyeSquintRight',
  'eyeWideRight',
  'jawForward',
  'jawLeft',
  'jawRight',
  'jawOpen',
  'mouthClose',
  'mouthFunnel',
  'mouthPucker',
  'mouthLeft',
  'mouthRight',
  'mouthSmileLeft',
  'mouthSmileRight',
  'mouthFrownLeft',
  'mouthFrownRight',
  'mouthDimpleLeft',
  'mouthDimpleRight',
  'mouthStretchLeft',
  'mouthStretchRight',
  'mouthRollLower',
  'mouthRollUpper',
  'mouthShrugLower',
  'mouthShrugUpper',
  'mouthPressLeft',
  'mouthPressRight',
  'mouthLowerDownLeft',
  'mouthLowerDownRight',
  'mouthUpperUpLeft',
  'mouthUpperUpRight',
  'browDownLeft',
  'browDownRight',
  'browInnerUp',
  'browOuterUpLeft',
  'browOuterUpRight',
  'cheekPuff',
  'cheekSquintLeft',
  'cheekSquintRight',
  'noseSneerLeft',
  'noseSneerRight',
  'tongueOut',
  'headYaw',
  'headPitch',
  'headRoll',
  'leftEyeYaw',
  'leftEyePitch',
  'leftEyeRoll',
  'rightEyeYaw',
  'rightEyePitch',
  'rightEyeRoll',
] as const;

export type Channel = (typeof CHANNELS)[number];

/** How many of the channels, the first ones, are blend shapes in 0..1; the others are −1..1. */
export const SHAPES = 52;
export const COUNT = CHANNELS.length;

const INDEX: ReadonlyMap<string, number> = new Map(CHANNELS.map((name, i) => [name, i]));

/** Where a channel of that name stands, in ARKit's or Live Link's spelling; −1 if there is none. */
export function channelIndex(name: string): number {
  return INDEX.get(name.charAt(0).toLowerCase() + name.slice(1)) ?? -1;
}

/** Where a channel stands. */
export function at(channel: Channel): number {
  return INDEX.get(channel) ?? -1;
}

/** The least value of a channel. */
export function least(index: number): number {
  return index < SHAPES ? 0 : -1;
}

/** A value that the channel can hold; what is no number counts as 0. */
export function clamped(index: number, value: number): number {
  return Number.isNaN(value) ? 0 : Math.min(1, Math.max(least(index), value));
}
