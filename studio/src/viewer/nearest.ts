import { DENSE_POINTS, KEY_POINTS } from '../face/face-entry.ts';
import type { FaceFrame } from '../face/face-entry.ts';
import { KEY_POINT_NAMES } from './contours.ts';
import type { Layer } from './draw.ts';

/**
 * Says which shown point lies nearest to a place, or null when none lies within reach.
 *
 * @param x pixels of the picture, like y and reach
 */
export function nearestPoint(
  frame: FaceFrame,
  layers: ReadonlySet<Layer>,
  x: number,
  y: number,
  reach: number,
): string | null {
  let best = reach;
  let found: string | null = null;
  const look = (px: number, py: number, say: () => string): void => {
    const distance = Math.hypot(px - x, py - y);
    if (distance < best) {
      best = distance;
      found = say();
    }
  };
  if (layers.has('landmarks')) {
    const dense = frame.denseLandmarks;
    for (let i = 0; i < DENSE_POINTS; i += 1) {
      const [px = 0, py = 0, pz = 0] = dense.subarray(i * 3, i * 3 + 3);
      look(px, py, () => `Landmark ${i}: ${at(px, py)}, depth ${pz.toFixed(1)}`);
    }
  }
  if (layers.has('points')) {
    for (let i = 0; i < KEY_POINTS; i += 1) {
      const [px = 0, py = 0] = frame.landmarks.subarray(i * 2, i * 2 + 2);
      look(px, py, () => `Key point ${i + 1}, ${KEY_POINT_NAMES[i] ?? ''}: ${at(px, py)}`);
    }
  }
  return found;
}

function at(x: number, y: number): string {
  return `x ${x.toFixed(1)}, y ${y.toFixed(1)}`;
}
