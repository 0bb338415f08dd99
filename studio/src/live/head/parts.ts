import { EYE_RADIUS, surface } from './anatomy.ts';
import { fieldOf } from './head-model.ts';
import type { Morph } from './head-model.ts';
import { PartBuilder } from './part.ts';
import type { Part } from './part.ts';
import { mix, smooth } from './sdf.ts';
import type { Vec } from './sdf.ts';
import { normalOf } from './skin-mesh.ts';
import { SHAPES } from '../channels.ts';

const TAU = 2 * Math.PI;
const SCLERA: Vec = [0.9, 0.88, 0.86];
const VEIN: Vec = [0.78, 0.62, 0.58];
const IRIS: Vec = [0.25, 0.42, 0.52];
const IRIS_INNER: Vec = [0.44, 0.52, 0.47];
const LIMBUS: Vec = [0.07, 0.11, 0.15];
const PUPIL: Vec = [0.008, 0.008, 0.01];
const TOOTH: Vec = [0.87, 0.84, 0.78];
const GUM: Vec = [0.55, 0.26, 0.26];
const TONGUE: Vec = [0.68, 0.33, 0.34];
const BROW: Vec = [0.22, 0.15, 0.12];
const EAR: Vec = [0.85, 0.67, 0.57];
const EAR_DEEP: Vec = [0.5, 0.31, 0.26];

function blend(a: Vec, b: Vec, t: number): Vec {
  return [mix(a[0], b[0], t), mix(a[1], b[1], t), mix(a[2], b[2], t)];
}

/** An eyeball around the origin that looks along z. */
export function eyeball(): Part {
  const build = new PartBuilder();
  const angles = [0, 4, 9, 10.5, 12, 15, 19, 23, 26.5, 28.5, 30.5, 33, 40, 52, 70, 95, 130, 180];
  build.sheet(
    angles.length - 1,
    72,
    true,
    (u, v) => {
      const angle = ((angles[Math.round(u * (angles.length - 1))] ?? 0) * Math.PI) / 180;
      const cornea = 0.05 * smooth(0.62, 0.1, angle);
      const r = EYE_RADIUS * (1 + cornea);
      return [
        r * Math.sin(angle) * Math.cos(v * TAU),
        r * Math.sin(angle) * Math.sin(v * TAU),
        r * Math.cos(angle),
      ];
    },
    (u, v) => {
      const degrees = angles[Math.round(u * (angles.length - 1))] ?? 0;
      if (degrees < 10) {
        return PUPIL;
      }
      if (degrees < 29) {
        // Fibres: a few waves that never meet the same way twice.
        const fibre = 0.5 + 0.25 * Math.sin(v * TAU * 23 + degrees) + 0.25 * Math.sin(v * TAU * 37 - degrees * 2);
        const base = blend(IRIS_INNER, IRIS, smooth(11, 20, degrees));
        return blend(blend(base, LIMBUS, smooth(22, 28.5, degrees) * 0.85), PUPIL, 0.3 * fibre);
      }
      return degrees < 31 ? blend(LIMBUS, SCLERA, 0.55) : blend(SCLERA, VEIN, smooth(38, 80, degrees) * 0.7);
    },
  );
  return build.build();
}

/** Half the dental arch seen from above: how far back a tooth stands at this distance from the middle. */
function arch(x: number): number {
  return 0.27 * x * x;
}

/** One row of teeth with its gum. */
export function teeth(upper: boolean): Part {
  const build = new PartBuilder();
  const widths = upper ? [0.84, 0.66, 0.72, 0.66, 0.66, 0.8] : [0.54, 0.56, 0.64, 0.64, 0.66, 0.84];
  const front = upper ? 8.3 : 8.05;
  const edge = upper ? -6.66 : -6.74;
  const out = upper ? 1 : -1;
  let x = 0;
  widths.forEach((width, i) => {
    // Along the arch a tooth takes less of x the further it stands back.
    const slope = 2 * 0.27 * (x + width / 2);
    const step = width / Math.sqrt(1 + slope * slope);
    const [cx, turn] = [x + step / 2, Math.atan(slope)];
    x += step;
    const height = (upper ? [1.05, 0.95, 1.02, 0.85, 0.8, 0.75] : [0.85, 0.85, 0.92, 0.8, 0.75, 0.7])[i] ?? 0.8;
    for (const side of [1, -1]) {
      build.sheet(
        8,
        14,
        true,
        (u, v) => {
          const [lat, lon] = [(0.5 - u) * Math.PI, -v * TAU];
          const pow = (c: number, e: number): number => Math.sign(c) * Math.abs(c) ** e;
          const lx = (width / 2) * 1.02 * pow(Math.cos(lat), 0.35) * pow(Math.sin(lon), 0.5);
          const lz = 0.24 * pow(Math.cos(lat), 0.5) * pow(Math.cos(lon), 0.7);
          const ly = (height / 2) * pow(Math.sin(lat), 0.55);
          const taper = 1 - 0.07 * ((ly * out) / height + 0.5);
          const [sin, cos] = [Math.sin(turn * side), Math.cos(turn * side)];
          return [
            cx * side + lx * taper * cos + lz * sin,
            edge + out * (height / 2) + ly,
            front - arch(cx) + lz * cos - lx * taper * sin,
          ];
        },
        (u) => blend(TOOTH, GUM, 0.35 * smooth(0.75, 1, upper ? 1 - u : u)),
      );
    }
  });
  build.sheet(
    24,
    10,
    true,
    (u, v) => {
      const gx = mix(-3.1, 3.1, u);
      const swell = 0.42;
      return [
        gx,
        edge + out * 1.28 + swell * 1.2 * Math.sin(v * TAU),
        front - 0.12 - arch(gx) + swell * Math.cos(v * TAU),
      ];
    },
    () => GUM,
  );
  return build.build();
}

/** The tongue at rest, and where each of its points is when it is out. */
export function tongue(): { readonly part: Part; readonly out: Float32Array } {
  const rest: readonly Vec[] = [[0, -8.9, 2.2], [0, -8, 4.2], [0, -7.5, 6], [0, -7.52, 7], [0, -7.62, 7.7]];
  const shown: readonly Vec[] = [[0, -8.7, 2.8], [0, -7.5, 5.7], [0, -6.74, 8.2], [0, -6.85, 10], [0, -7.65, 11.2]];
  const make = (path: readonly Vec[], width: number): Part => {
    const build = new PartBuilder();
    build.sheet(
      22,
      18,
      true,
      (u, v) => {
        const [c, next] = [along(path, u), along(path, Math.min(1, u + 0.01))];
        const before = along(path, Math.max(0, u - 0.01));
        const [dy, dz] = [next[1] - before[1], next[2] - before[2]];
        const length = Math.hypot(dy, dz) || 1;
        const end = Math.sqrt(Math.max(0, 1 - smooth(0.72, 1, u) ** 2));
        const a = -v * TAU;
        const groove = Math.sin(a) > 0 ? 0.1 * Math.exp(-((Math.cos(a) / 0.25) ** 2)) : 0;
        const thick = (0.42 * Math.sin(a) - groove) * (0.35 + 0.65 * end) * (end > 0.02 ? 1 : 0);
        return [
          width * Math.cos(a) * end,
          c[1] + (thick * dz) / length,
          c[2] - (thick * dy) / length,
        ];
      },
      (u) => blend([0.3, 0.1, 0.11], TONGUE, smooth(0.2, 0.7, u)),
    );
    return build.build();
  };
  return { part: make(rest, 1.75), out: make(shown, 1.35).positions };
}

function along(path: readonly Vec[], u: number): Vec {
  // Catmull–Rom through the path's points.
  const n = path.length - 1;
  const i = Math.min(n - 1, Math.floor(u * n));
  const t = u * n - i;
  const [p1, p2] = [path[i] ?? [0, 0, 0], path[i + 1] ?? [0, 0, 0]];
  const [p0, p3] = [path[i - 1] ?? p1, path[i + 2] ?? p2];
  const one = (k: 0 | 1 | 2): number =>
    0.5 *
    (2 * p1[k] +
      (p2[k] - p0[k]) * t +
      (2 * p0[k] - 5 * p1[k] + 4 * p2[k] - p3[k]) * t * t +
      (3 * p1[k] - p0[k] - 3 * p2[k] + p3[k]) * t * t * t);
  return [one(0), one(1), one(2)];
}

/** The subject's left ear. */
export function ear(): Part {
  const build = new PartBuilder();
  const outline = (a: number): [number, number] => {
    // a is 0 at the back, a quarter turn at the top.
    const [c, s] = [Math.cos(a), Math.sin(a)];
    const wide = mix(1.25, 1.75, smooth(-0.9, 0.7, s));
    return [c * (c > 0 ? wide : 1.15), s * (s > 0 ? 2.75 : 3.05)];
  };
  const relief = (rho: number, a: number): number => {
    const front = smooth(0.2, -0.9, Math.cos(a));
    const lobe = smooth(-0.55, -0.9, Math.sin(a));
    const helix = 0.42 * Math.exp(-(((rho - 0.9) / 0.12) ** 2)) * (1 - 0.7 * lobe);
    const antihelix = 0.34 * Math.exp(-(((rho - 0.58) / 0.13) ** 2)) * (1 - front) * (1 - lobe);
    const tragus = 0.42 * front * Math.exp(-(((rho - 0.62) / 0.2) ** 2)) * Math.exp(-((Math.sin(a) / 0.45) ** 2));
    const concha = -0.75 * Math.exp(-((rho / 0.42) ** 2));
    return helix + antihelix + tragus + concha;
  };
  const place = (e: number, v: number, h: number): Vec => {
    // e runs backwards along the ear, v up; the ear stands off the head and leans back.
    const tilt = 0.2;
    const [b, up] = [e * Math.cos(tilt) + v * Math.sin(tilt), v * Math.cos(tilt) - e * Math.sin(tilt)];
    const flare = 0.5;
    const d = b + 1.2;
    return [
      6.35 + d * Math.sin(flare) + h * Math.cos(flare) + 0.06 * up,
      -1.75 + up,
      -0.35 - d * Math.cos(flare) + h * Math.sin(flare),
    ];
  };
  build.sheet(
    14,
    44,
    true,
    (u, v) => {
      const [e, y] = outline(v * TAU);
      return place(e * u, y * u, relief(u, v * TAU));
    },
    (u, v) => blend(EAR_DEEP, EAR, smooth(-0.7, 0.2, relief(u, v * TAU))),
  );
  build.sheet(
    6,
    44,
    true,
    (u, v) => {
      const [e, y] = outline(v * TAU);
      const k = 1 - u;
      const over = Math.sin(u * Math.PI) * 0.06;
      return place(e * (k + over), y * (k + over), mix(relief(1, v * TAU), -0.75, smooth(0, 0.6, u)));
    },
    () => EAR,
  );
  return build.build();
}

/** The brow over the left eye, with how the shapes move it. */
export function brow(left: boolean): { readonly part: Part; readonly morphs: readonly Morph[] } {
  const line: readonly Vec[] = [[1.15, 1.92, 0.16], [2, 2.2, 0.27], [3.2, 2.44, 0.25], [4.4, 2.36, 0.17], [5.25, 1.86, 0.03]];
  const side = left ? 1 : -1;
  const build = new PartBuilder();
  const bases: Vec[] = [];
  build.sheet(
    6,
    34,
    false,
    (u, v) => {
      const [x, y, half] = along(line, left ? v : 1 - v);
      const yy = y + half * (1 - 2 * u);
      const z = surface([x, yy, 0], [0, 0, 1]);
      const p: Vec = [x, yy, z];
      const n = normalOf(p);
      const lifted = -0.05 + 0.17 * Math.sin(Math.PI * u) ** 0.8 * Math.sin(Math.PI * mix(0.08, 0.97, left ? v : 1 - v)) ** 0.4;
      bases.push([x * side, yy, z]);
      return [(x + n[0] * lifted) * side, yy + n[1] * lifted, z + n[2] * lifted];
    },
    (u, v) => blend(BROW, [0.3, 0.21, 0.17], 0.5 + 0.5 * Math.sin(v * 21 + u * 3)),
  );
  const part = build.build();
  const morphs = Array.from({ length: SHAPES }, (_, shape) => {
    const field = fieldOf(shape);
    const indices: number[] = [];
    const deltas: number[] = [];
    bases.forEach((p, i) => {
      const [x, y, z] = field === null ? [0, 0, 0] : field({ p, n: normalOf(p), side: 'upper' });
      if (Math.abs(x) + Math.abs(y) + Math.abs(z) > 0.004) {
        indices.push(i);
        deltas.push(x, y, z);
      }
    });
    return { indices: new Uint32Array(indices), deltas: new Float32Array(deltas) };
  });
  return { part, morphs };
}
