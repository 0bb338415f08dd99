/** The part of a picture that is shown, in its pixels. */
export interface ViewBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The part around a box, of the picture's own shape, with two fifths of the box to spare on every
 * side, and never outside the picture.
 */
export function around(
  box: readonly [x1: number, y1: number, x2: number, y2: number],
  width: number,
  height: number,
): ViewBox {
  const [x1, y1, x2, y2] = box;
  const share = Math.min(1, Math.max((x2 - x1) / width, (y2 - y1) / height) * 1.8);
  const w = width * share;
  const h = height * share;
  return {
    x: Math.min(Math.max(0, (x1 + x2) / 2 - w / 2), width - w),
    y: Math.min(Math.max(0, (y1 + y2) / 2 - h / 2), height - h),
    width: w,
    height: h,
  };
}

export function whole(width: number, height: number): ViewBox {
  return { x: 0, y: 0, width, height };
}

/** From one to the other, 0 to 1. */
export function between(from: ViewBox, to: ViewBox, t: number): ViewBox {
  const mix = (a: number, b: number): number => a + (b - a) * t;
  return {
    x: mix(from.x, to.x),
    y: mix(from.y, to.y),
    width: mix(from.width, to.width),
    height: mix(from.height, to.height),
  };
}
