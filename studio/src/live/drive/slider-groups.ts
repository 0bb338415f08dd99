import { CHANNELS } from '../channels.ts';

/** The channels as a person looks for them. */
export interface SliderGroup {
  readonly name: string;
  readonly channels: readonly number[];
}

const GROUPS: readonly (readonly [string, RegExp])[] = [
  ['Eyes', /^eye/],
  ['Brows', /^brow/],
  ['Cheeks and nose', /^(cheek|nose)/],
  ['Jaw', /^jaw/],
  ['Mouth and tongue', /^(mouth|tongue)/],
  ['Head', /^head/],
  ['Eyeballs', /^(left|right)Eye/],
];

export const SLIDER_GROUPS: readonly SliderGroup[] = GROUPS.map(([name, pattern]) => ({
  name,
  channels: CHANNELS.flatMap((channel, i) => (pattern.test(channel) ? [i] : [])),
}));

/** A channel's name as words: "eyeBlinkLeft" is "eye blink left". */
export function channelWords(index: number): string {
  return (CHANNELS[index] ?? '').replaceAll(/([A-Z])/g, ' $1').toLowerCase();
}

/** The groups with the channels whose words hold all that was typed. */
export function filtered(typed: string): readonly SliderGroup[] {
  const wanted = typed.trim().toLowerCase().split(/\s+/);
  return SLIDER_GROUPS.map(({ name, channels }) => ({
    name,
    channels: channels.filter((i) =>
      wanted.every((part) => `${channelWords(i)} ${(CHANNELS[i] ?? '').toLowerCase()}`.includes(part)),
    ),
  })).filter(({ channels }) => channels.length > 0);
}
