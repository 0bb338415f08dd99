/**
 * Which frames a strip shows: as many as fit side by side, spread over all of them, the first and the
 * last included.
 *
 * @param width of the strip, in the unit of side
 * @param side of a thumbnail
 */
export function thumbs(count: number, width: number, side: number): number[] {
  const places = Math.max(1, Math.min(count, Math.floor(width / side)));
  return Array.from({ length: places }, (_, i) =>
    places === 1 ? 0 : Math.round((i * (count - 1)) / (places - 1)),
  );
}

/** The frame at a place of the strip, 0 to 1. */
export function frameAt(place: number, count: number): number {
  return Math.min(count - 1, Math.max(0, Math.floor(place * count)));
}
