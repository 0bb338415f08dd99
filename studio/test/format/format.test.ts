import { describe, expect, it } from 'vitest';
import { bytes, counted, duration, percent, seconds, wait, words } from '../../src/format/format.ts';

describe('words for people', () => {
  it.each([
    [seconds(0.0414), '41 ms'],
    [seconds(1.234), '1.23 s'],
    [seconds(12.34), '12.3 s'],
    [bytes(999), '999 bytes'],
    [bytes(91_400), '91 kB'],
    [bytes(50_000_001), '50.0 MB'],
    [percent(0.755), '76 %'],
    [words('faceDetection'), 'Face detection'],
    [wait(1), '1 second'],
    [wait(41.2), '42 seconds'],
    [wait(500), '9 minutes'],
    [duration(4.08), '4.1 s'],
    [duration(59.94), '59.9 s'],
    [duration(119.7), '2 min 0 s'],
    [counted(1, 'frame'), '1 frame'],
    [counted(12_000, 'frame'), '12,000 frames'],
  ])('%s should be %s', (made, expected) => {
    expect(made).toBe(expected);
  });
});
