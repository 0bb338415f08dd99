/**
 * How long to wait before trying again: doubling from half a second to 15 seconds, half of it by
 * chance, so that many clients do not come back at once.
 *
 * @param failures in a row, from 1
 * @param random 0 to 1
 */
export function backoffMs(failures: number, random: number): number {
  const most = Math.min(15_000, 500 * 2 ** (failures - 1));
  return most / 2 + (most / 2) * random;
}
