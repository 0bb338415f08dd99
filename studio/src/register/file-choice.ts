import { bytes, duration } from '../format/format.ts';

/** Bytes the engine accepts at most. */
export const MAX_BYTES = 50_000_000;
/** Seconds of a clip that it accepts at most. */
export const MAX_SECONDS = 60;
/** What the file dialog offers. */
export const ACCEPT = 'image/jpeg,image/png,image/gif,video/mp4,video/quicktime,.mp4,.mov';

/** How a file is shown: a GIF that moves is shown as a picture too. */
export type FileKind = 'picture' | 'video';

export type FileChoice =
  | { readonly kind: 'ok'; readonly file: File; readonly shown: FileKind }
  | { readonly kind: 'refused'; readonly message: string };

const KINDS = 'Choose a JPG, PNG or GIF, or a video as MP4 or MOV.';
const PICTURES = new Set(['image/jpeg', 'image/png', 'image/gif']);
const VIDEOS = new Set(['video/mp4', 'video/quicktime']);

/** Refuses at once what the engine would refuse for its size or kind; the rest the engine judges. */
export function choose(files: readonly File[]): FileChoice {
  const [file] = files;
  if (file === undefined) {
    return refused(`There is no file in what you gave. ${KINDS}`);
  }
  if (files.length > 1) {
    return refused('Choose one photo or video at a time.');
  }
  if (file.size === 0) {
    return refused('The file is empty. Choose another one.');
  }
  const type = (file.type.split(';')[0] ?? '').toLowerCase();
  const ending = /\.([a-z0-9]+)$/i.exec(file.name)?.[1]?.toLowerCase() ?? '';
  if (/hei[cf]/.test(type) || /^hei[cf]$/.test(ending)) {
    return refused('HEIC photos are not supported. Save it as JPG and choose that.');
  }
  if (type.startsWith('image/') && !PICTURES.has(type)) {
    return refused(`${nameOf(type, ending)} pictures are not supported. Save it as JPG or PNG.`);
  }
  const video = type.startsWith('video/') || /^(mp4|m4v|mov|qt)$/.test(ending);
  if (type.startsWith('video/') && !VIDEOS.has(type) && type !== 'video/x-m4v') {
    return refused(`${nameOf(type, ending)} videos are not supported. Save it as MP4 or MOV.`);
  }
  if (!video && type !== '' && !type.startsWith('image/') && type !== 'application/octet-stream') {
    return refused(`This is neither a photo nor a video. ${KINDS}`);
  }
  if (file.size > MAX_BYTES) {
    return refused(
      `The file has ${bytes(file.size)}; at most 50 MB fit. ` +
        (video ? 'Cut the video or save it smaller.' : 'Choose a smaller one or scale it down.'),
    );
  }
  return { kind: 'ok', file, shown: video ? 'video' : 'picture' };
}

/** What is wrong with a video of this length, or null. */
export function lengthRefusal(length: number): string | null {
  return Number.isFinite(length) && length > MAX_SECONDS
    ? `The video lasts ${duration(length)}; at most ${MAX_SECONDS} seconds fit. Cut it to the part that shows the face.`
    : null;
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

function nameOf(type: string, ending: string): string {
  return (ending || (type.split('/')[1] ?? '').replace(/^x-|\+.*$/g, '')).toUpperCase();
}

function refused(message: string): FileChoice {
  return { kind: 'refused', message };
}
