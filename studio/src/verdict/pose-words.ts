import type { PrimaryFace } from '../avatars/avatar.ts';

/** Smaller turns than this are called straight, degrees. */
const STRAIGHT = 3;
/** An eye is called open from here on; the lids' distance over the eye's width. */
const OPEN_EYE = 0.15;
const OPEN_MOUTH = 0.1;

/** "Turned 12° to the image's right, lowered 4°", or "straight to the camera". */
export function poseWords({ pose }: PrimaryFace): string | null {
  if (pose === undefined) {
    return null;
  }
  const degrees = (value: number): string => `${Math.round(Math.abs(value))}°`;
  const said = [
    [pose.yaw, `turned ${degrees(pose.yaw)} to the image’s ${pose.yaw > 0 ? 'right' : 'left'}`],
    [pose.pitch, `${pose.pitch > 0 ? 'lowered' : 'raised'} ${degrees(pose.pitch)}`],
    [pose.roll, `tilted ${degrees(pose.roll)} ${pose.roll > 0 ? 'clockwise' : 'anticlockwise'}`],
  ] as const;
  const words = said.filter(([value]) => Math.abs(value) >= STRAIGHT).map(([, text]) => text);
  return sentence(words.length === 0 ? 'straight to the camera' : words.join(', '));
}

/** "Eyes open, mouth closed". */
export function expressionWords({ eyeOpenness, mouthOpenness }: PrimaryFace): string | null {
  const said: string[] = [];
  const [left, right] = eyeOpenness ?? [];
  if (left !== undefined && right !== undefined) {
    const open = [left >= OPEN_EYE, right >= OPEN_EYE];
    said.push(
      open[0] === open[1]
        ? `eyes ${open[0] ? 'open' : 'closed'}`
        : `eye on the image’s ${open[0] ? 'right' : 'left'} closed`,
    );
  }
  if (mouthOpenness !== undefined) {
    said.push(`mouth ${mouthOpenness >= OPEN_MOUTH ? 'open' : 'closed'}`);
  }
  return said.length === 0 ? null : sentence(said.join(', '));
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
