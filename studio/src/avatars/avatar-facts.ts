import { html } from 'lit-html';
import type { FaceEntry } from '../face/face-entry.ts';
import { bytes, counted, dateTime } from '../format/format.ts';
import type { Fact } from '../verdict/verdict.ts';
import type { Avatar } from './avatar.ts';

/** What is known around a registered face, beside what was found in it. */
export function avatarFacts(avatar: Avatar, face: FaceEntry | null): Fact[] {
  const { consent } = avatar;
  return [
    [
      avatar.clip === undefined ? 'Photo' : 'Picture',
      face === null ? null : `${face.header.imageWidth} × ${face.header.imageHeight} px`,
    ],
    ['File', `${avatar.fileFormat.toUpperCase()}, ${bytes(avatar.fileSize)}`],
    ['Registered', dateTime(avatar.createdAt)],
    ['Version', avatar.version === undefined ? null : String(avatar.version)],
    ['Face read', reads(avatar)],
    [
      'Consent',
      consent === undefined
        ? 'not recorded'
        : consent.withdrawnAt === undefined
          ? `policy ${consent.policyVersion}, ${dateTime(consent.time)}`
          : `policy ${consent.policyVersion}, withdrawn ${dateTime(consent.withdrawnAt)}`,
    ],
    ['Integrity', face === null ? null : `SHA-256 verified, ${face.header.sha256.slice(0, 12)}…`],
    ['Avatar', html`<code>${avatar.avatarId}</code>`],
  ];
}

/** Reads are counted in passing and written down from time to time. */
function reads({ accessCount, lastAccessed }: Avatar): string | null {
  if (accessCount === undefined) {
    return null;
  }
  if (accessCount === 0) {
    return 'not yet';
  }
  const times = counted(accessCount, 'time');
  return lastAccessed === undefined ? times : `${times}, last ${dateTime(lastAccessed)}`;
}
