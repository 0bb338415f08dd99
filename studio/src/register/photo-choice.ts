import { bytes } from '../format/format.ts';

/** Bytes the engine accepts at most. */
export const MAX_BYTES = 50_000_000;
/** What the file dialog offers. */
export const ACCEPT = 'image/jpeg,image/png,image/gif';

export type PhotoChoice =
  | { readonly kind: 'ok'; readonly file: File }
  | { readonly kind: 'refused'; readonly message: string };

/** Refuses at once what the engine would refuse for its size or kind; the rest the engine judges. */
export function choose(files: readonly File[]): PhotoChoice {
  const [file] = files;
  if (file === undefined) {
    return refused('There is no file in what you gave. Choose a JPG, PNG or GIF.');
  }
  if (files.length > 1) {
    return refused('Choose one photo at a time.');
  }
  if (file.size === 0) {
    return refused('The file is empty. Choose another one.');
  }
  if (file.size > MAX_BYTES) {
    return refused(
      `The file has ${bytes(file.size)}; at most 50 MB fit. Choose a smaller one or scale it down.`,
    );
  }
  if (/heic|heif/i.test(file.type) || /\.hei[cf]$/i.test(file.name)) {
    return refused('HEIC photos are not supported. Save it as JPG and choose that.');
  }
  if (file.type.startsWith('video/')) {
    return refused('Videos are not supported yet. Choose a JPG, PNG or GIF.');
  }
  return { kind: 'ok', file };
}

/** "me_at-the beach.JPG" to "me at the beach". */
export function nameFrom(fileName: string): string {
  return fileName
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replaceAll(/[_-]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 100);
}

function refused(message: string): PhotoChoice {
  return { kind: 'refused', message };
}
