import { describe, expect, it } from 'vitest';
import { choose, lengthRefusal, MAX_BYTES, nameFrom } from '../../src/register/file-choice.ts';
import { randomKey } from '../../src/register/random-key.ts';

const file = (size: number, name = 'a.jpg', type = 'image/jpeg'): File => {
  const made = new File(['x'], name, { type });
  Object.defineProperty(made, 'size', { value: size });
  return made;
};

describe('a choice of file', () => {
  it('should be taken up to 50 MB and no further', () => {
    expect(choose([file(MAX_BYTES)]).kind).toBe('ok');
    expect(choose([file(MAX_BYTES + 1)])).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('at most 50 MB'),
    });
  });

  it.each([
    ['none', []],
    ['two', [file(1), file(1)]],
    ['an empty one', [file(0)]],
    ['a HEIC', [file(1, 'IMG_1.HEIC', '')]],
    ['a WebP', [file(1, 'a.webp', 'image/webp')]],
    ['a WebM', [file(1, 'a.webm', 'video/webm')]],
    ['a text', [file(1, 'a.txt', 'text/plain')]],
    ['a video over 50 MB', [file(MAX_BYTES + 1, 'a.mov', 'video/quicktime')]],
  ])('should be refused for %s', (_, files) => {
    expect(choose(files).kind).toBe('refused');
  });

  it.each([
    ['a.jpg', 'image/jpeg', 'picture'],
    ['a.gif', 'image/gif', 'picture'],
    ['a.mp4', 'video/mp4', 'video'],
    ['a.mp4', 'video/mp4;codecs=avc1', 'video'],
    ['IMG_2.MOV', 'video/quicktime', 'video'],
    ['IMG_2.MOV', '', 'video'],
  ])('should show %s of the type %j as a %s', (name, type, shown) => {
    expect(choose([file(1, name, type)])).toMatchObject({ kind: 'ok', shown });
  });

  it('should say to what a video of another kind should be saved', () => {
    expect(choose([file(1, 'a.webm', 'video/webm')])).toMatchObject({
      message: 'WEBM videos are not supported. Save it as MP4 or MOV.',
    });
  });

  it('should leave it to the engine when the type is not known', () => {
    expect(choose([file(1, 'photo', '')]).kind).toBe('ok');
  });
});

describe('the length of a video', () => {
  it('should be refused from one minute on, in words', () => {
    expect(lengthRefusal(60)).toBeNull();
    expect(lengthRefusal(75.4)).toContain('1 min 15 s');
  });

  it('should be left to the engine when the browser does not know it', () => {
    expect(lengthRefusal(Number.POSITIVE_INFINITY)).toBeNull();
    expect(lengthRefusal(Number.NaN)).toBeNull();
  });
});

describe('the name of a file', () => {
  it.each([
    ['me_at-the  beach.JPG', 'me at the beach'],
    ['.jpg', ''],
    ['v1.2 final', 'v1.2 final'],
    [`${'x'.repeat(200)}.png`, 'x'.repeat(100)],
  ])('%s should make the name %s', (name, expected) => {
    expect(nameFrom(name)).toBe(expected);
  });
});

describe('a random key', () => {
  it('should have 32 hex digits and be another one each time', () => {
    expect(randomKey()).toMatch(/^[0-9a-f]{32}$/);
    expect(new Set(Array.from({ length: 50 }, randomKey)).size).toBe(50);
  });
});
