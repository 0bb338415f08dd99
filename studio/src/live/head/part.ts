import type { Vec } from './sdf.ts';

/** A rigid piece of the head. */
export interface Part {
  readonly positions: Float32Array;
  readonly colours: Float32Array;
  readonly indices: Uint32Array;
}

/** Collects points and faces. */
export class PartBuilder {
  private readonly positions: number[] = [];
  private readonly colours: number[] = [];
  private readonly indices: number[] = [];

  point(p: Vec, colour: Vec): number {
    this.positions.push(...p);
    this.colours.push(...colour);
    return this.positions.length / 3 - 1;
  }

  /** Counter-clockwise as seen from outside. */
  quad(a: number, b: number, c: number, d: number): void {
    this.indices.push(a, b, c, a, c, d);
  }

  /**
   * A sheet of rows and columns.
   *
   * @param closed whether the last column meets the first
   */
  sheet(
    rows: number,
    columns: number,
    closed: boolean,
    place: (u: number, v: number) => Vec,
    colour: (u: number, v: number) => Vec,
  ): void {
    const start = this.positions.length / 3;
    const across = closed ? columns : columns + 1;
    for (let r = 0; r <= rows; r++) {
      for (let c = 0; c < across; c++) {
        this.point(place(r / rows, c / columns), colour(r / rows, c / columns));
      }
    }
    for (let r = 0; r < rows; r++) {
      for (let c = 0; c < columns; c++) {
        const next = closed ? (c + 1) % columns : c + 1;
        const [a, b] = [start + r * across, start + (r + 1) * across];
        this.quad(a + c, b + c, b + next, a + next);
      }
    }
  }

  build(): Part {
    return {
      positions: new Float32Array(this.positions),
      colours: new Float32Array(this.colours),
      indices: new Uint32Array(this.indices),
    };
  }
}

/** The same piece on the other half of the head. */
export function mirrorPart({ positions, colours, indices }: Part): Part {
  const flipped = positions.map((value, i) => (i % 3 === 0 ? -value : value));
  const turned = indices.map((_, i) => indices[i % 3 === 0 ? i : i % 3 === 1 ? i + 1 : i - 1] ?? 0);
  return { positions: flipped, colours, indices: turned };
}
