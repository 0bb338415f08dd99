import { describe, expect, it } from 'vitest';
import { at, CHANNELS, COUNT, SHAPES } from '../../src/live/channels.ts';
import type { Channel } from '../../src/live/channels.ts';
import { EYE_RADIUS, LID, PLACES } from '../../src/live/head/anatomy.ts';
import { HeadModel } from '../../src/live/head/head-model.ts';
import { brow, ear, eyeball, teeth, tongue } from '../../src/live/head/parts.ts';

type P = [number, number, number];

const model = new HeadModel();
const { mesh } = model;

function posed(named: Partial<Record<Channel, number>>): Float32Array {
  const values = new Float32Array(COUNT);
  for (const [name, value] of Object.entries(named)) {
    values[CHANNELS.findIndex((channel) => channel === name)] = value;
  }
  model.pose(values);
  return model.positions.slice();
}

const point = (positions: Float32Array, i: number): P => [
  positions[i * 3] ?? 0,
  positions[i * 3 + 1] ?? 0,
  positions[i * 3 + 2] ?? 0,
];

/** The point of the skin that is nearest to a place in the neutral face. */
function nearest(place: readonly [number, number, number]): number {
  let best = 0;
  let least = Infinity;
  mesh.sites.forEach((site, i) => {
    const away = site === null ? Infinity : Math.hypot(...site.p.map((v, k) => v - (place[k] ?? 0)));
    if (away < least) {
      [best, least] = [i, away];
    }
  });
  return best;
}

const neutral = posed({});

/** How far a place goes when these shapes are on. */
function move(place: readonly [number, number, number], named: Partial<Record<Channel, number>>): P {
  const i = nearest(place);
  const [a, b] = [point(neutral, i), point(posed(named), i)];
  return [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
}

/** The largest gap between the lids of the left eye, and between the lips in the middle. */
function gap(positions: Float32Array, pairs: readonly (readonly [number, number])[]): number {
  return Math.max(...pairs.map(([a, b]) => Math.hypot(...point(positions, a).map((v, k) => v - (point(positions, b)[k] ?? 0)))));
}

const lips = mesh.lips.map(({ upper, lower }): [number, number] => [upper[0] ?? 0, lower[0] ?? 0]);
const lids = ((): [number, number][] => {
  const half = mesh.lidEdges.length / 2;
  return mesh.lidEdges.slice(0, half).map(({ edge }, i): [number, number] => [edge, mesh.lidEdges[half + i]?.edge ?? 0]);
})();

const CHIN: P = [0, -10, 8.4];
const BROW: P = [...PLACES.brow];

describe('the head', () => {
  it('should be a closed, finite surface of some thousand points', () => {
    const points = mesh.positions.length / 3;
    expect(points).toBeGreaterThan(6_000);
    expect(points).toBeLessThan(16_000);
    expect(mesh.positions.every(Number.isFinite)).toBe(true);
    expect(Math.max(...mesh.indices)).toBeLessThan(points);
    for (const part of [eyeball(), teeth(true), teeth(false), tongue().part, ear(), brow(true).part]) {
      expect(part.positions.every(Number.isFinite)).toBe(true);
      expect(Math.max(...part.indices)).toBeLessThan(part.positions.length / 3);
    }
  });

  it('should be its own mirror image', () => {
    mesh.mirror.forEach((other, i) => {
      const [a, b] = [point(neutral, i), point(neutral, other)];
      expect(Math.abs(a[0] + b[0]) + Math.abs(a[1] - b[1]) + Math.abs(a[2] - b[2])).toBeLessThan(1e-4);
    });
  });

  const looks = new Set<string>(['eyeLookInLeft', 'eyeLookOutLeft', 'eyeLookInRight', 'eyeLookOutRight']);
  it.each(CHANNELS.slice(0, SHAPES).filter((name) => !looks.has(name)))('should move when %s is on', (name) => {
    const moved = posed({ [name]: 1 });
    const farthest = Math.max(...moved.map((value, i) => Math.abs(value - (neutral[i] ?? 0))));
    expect(farthest).toBeGreaterThan(0.15);
    expect(farthest).toBeLessThan(6);
    expect(moved.every(Number.isFinite)).toBe(true);
  });

  const pairs = CHANNELS.slice(0, SHAPES).filter((name) => name.endsWith('Left') && name !== 'jawLeft' && name !== 'mouthLeft');
  it.each([...pairs, 'jawLeft', 'mouthLeft'] satisfies string[])('should do on the right what %s does on the left', (name) => {
    const other = CHANNELS.find((channel) => channel === name.replace('Left', 'Right'));
    const left = posed({ [name]: 1 });
    const right = posed(other === undefined ? {} : { [other]: 1 });
    let most = 0;
    mesh.mirror.forEach((twin, i) => {
      const [a, b] = [point(left, i), point(right, twin)];
      most = Math.max(most, Math.abs(a[0] + b[0]), Math.abs(a[1] - b[1]), Math.abs(a[2] - b[2]));
    });
    expect(most).toBeLessThan(1e-3);
  });

  it.each(pairs.filter((name) => !looks.has(name)))('should keep %s on the subject’s left', (name) => {
    const moved = posed({ [name]: 1 });
    const sums = { left: 0, right: 0 };
    mesh.sites.forEach((_, i) => {
      const [a, b] = [point(neutral, i), point(moved, i)];
      sums[a[0] > 0 ? 'left' : 'right'] += Math.hypot(b[0] - a[0], b[1] - a[1], b[2] - a[2]);
    });
    expect(sums.left).toBeGreaterThan(4 * sums.right);
  });

  it('should drop the chin and leave the brow when the jaw opens', () => {
    expect(move(CHIN, { jawOpen: 1 })[1]).toBeLessThan(-1.5);
    expect(Math.hypot(...move(BROW, { jawOpen: 1 }))).toBeLessThan(0.01);
    expect(gap(posed({ jawOpen: 1 }), lips)).toBeGreaterThan(2);
  });

  it('should move the jaw to the subject’s left, which is +x', () => {
    expect(move(CHIN, { jawLeft: 1 })[0]).toBeGreaterThan(0.7);
    expect(move(CHIN, { jawForward: 1 })[2]).toBeGreaterThan(0.7);
  });

  it.each([0.25, 0.5, 1])('should close the lips of a jaw that is open by %d', (open) => {
    expect(gap(posed({ jawOpen: open }), lips)).toBeGreaterThan(0.5);
    expect(gap(posed({ jawOpen: open, mouthClose: open }), lips)).toBeLessThan(0.12);
    // The chin stays down.
    expect(move(CHIN, { jawOpen: open, mouthClose: open })[1]).toBeLessThan(-1.4 * open);
  });

  it('should let the lids touch in a blink, and stay outside the eyeball on their way', () => {
    expect(gap(posed({}), lids)).toBeGreaterThan(0.7);
    expect(gap(posed({ eyeBlinkLeft: 1, eyeBlinkRight: 1 }), lids)).toBeLessThan(0.02);
    expect(gap(posed({ eyeBlinkLeft: 1, eyeSquintLeft: 1, eyeWideLeft: 1, eyeBlinkRight: 1 }), lids)).toBeLessThan(0.02);
    for (const blink of [0.2, 0.5, 0.8]) {
      const half = posed({ eyeBlinkLeft: blink });
      for (const i of mesh.lids.keys()) {
        const [x, y, z] = point(half, i);
        expect(Math.hypot(x - PLACES.eye[0], y - PLACES.eye[1], z - PLACES.eye[2])).toBeGreaterThan(EYE_RADIUS + LID - 1e-3);
      }
    }
  });

  it('should open the eyes wider, or less', () => {
    const open = gap(posed({}), lids);
    expect(gap(posed({ eyeWideLeft: 1, eyeWideRight: 1 }), lids)).toBeGreaterThan(open * 1.15);
    expect(gap(posed({ eyeSquintLeft: 1, eyeSquintRight: 1 }), lids)).toBeLessThan(open * 0.75);
  });

  it('should never let the lips go through each other', () => {
    const worst = posed({ mouthClose: 1, mouthRollLower: 1, mouthShrugLower: 1, mouthPressLeft: 1, mouthPressRight: 1 });
    for (const [upper, lower] of lips) {
      expect(point(worst, upper)[1] - point(worst, lower)[1]).toBeGreaterThan(-1e-3);
    }
  });

  it('should lift and spread the corners in a smile', () => {
    const [x, y] = move(PLACES.corner, { mouthSmileLeft: 1 });
    expect(x).toBeGreaterThan(0.4);
    expect(y).toBeGreaterThan(0.5);
    expect(move(PLACES.corner, { mouthFrownLeft: 1 })[1]).toBeLessThan(-0.5);
  });

  it('should raise and lower the brows with their hair', () => {
    expect(move(BROW, { browDownLeft: 1 })[1]).toBeLessThan(-0.4);
    expect(move(PLACES.browInner, { browInnerUp: 1 })[1]).toBeGreaterThan(0.5);
    expect(move(PLACES.browOuter, { browOuterUpLeft: 1 })[1]).toBeGreaterThan(0.6);
    expect(brow(true).morphs[at('browDownLeft')]?.indices.length).toBeGreaterThan(50);
    expect(brow(false).morphs[at('browDownLeft')]?.indices.length).toBeLessThan(20);
  });

  it('should puff the cheeks out', () => {
    const [x, , z] = move(PLACES.hollow, { cheekPuff: 1 });
    expect(Math.hypot(x, z)).toBeGreaterThan(0.6);
  });

  it('should look where the shapes or the angles say, the stronger of both', () => {
    const values = new Float32Array(COUNT);
    values[at('eyeLookOutLeft')] = 1;
    expect(model.gaze(values, 'Left').left).toBeGreaterThan(0.5);
    values.fill(0);
    // Positive yaw is to the subject's right, positive pitch is down, as captures have it.
    values[at('rightEyeYaw')] = 0.3;
    values[at('rightEyePitch')] = 0.2;
    expect(model.gaze(values, 'Right').left).toBeCloseTo(-0.3);
    expect(model.gaze(values, 'Right').up).toBeCloseTo(-0.2);
  });

  it('should turn the head right, down and to the left shoulder for positive angles', () => {
    const values = new Float32Array(COUNT);
    values[at('headYaw')] = 0.5;
    values[at('headPitch')] = 0.25;
    values[at('headRoll')] = 2;
    // Around y towards −x, which is the subject's right; around x downwards; around z towards +x.
    expect(model.headTurn(values)).toEqual({ yaw: -0.5, pitch: 0.25, roll: -1 });
    expect(model.headTurn(new Float32Array(COUNT))).toEqual({ yaw: 0, pitch: 0, roll: 0 });
  });

  it('should take whatever comes without breaking', () => {
    model.pose(Float32Array.from({ length: COUNT }, (_, i) => [Number.NaN, 7, -7, Infinity][i % 4] ?? 0));
    expect(model.positions.every(Number.isFinite)).toBe(true);
  });
});
