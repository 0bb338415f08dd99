import { CROP_SIDE, DENSE_POINTS, KEY_POINTS, maskBytes } from './face-entry.ts';
import type { FaceEntry, FaceHeader } from './face-entry.ts';
import { decompressBlock, Lz4Error } from './lz4.ts';

/** Media type of the binary entry. */
export const FACE_MEDIA_TYPE = 'application/vnd.avatar.face';

/** Bytes that are not a face entry, or not an intact one. */
export class FaceFormatError extends Error {
  override name = 'FaceFormatError';
}

const VERSION = 1;
const MAGIC = [0x41, 0x46, 0x45];
const HEADER_LENGTH_OFFSET = 4;
const AVATAR_ID_OFFSET = 8;
const OWNER_ID_OFFSET = 24;
const JOB_ID_OFFSET = 40;
const ATTEMPT_OFFSET = 56;
const CREATED_AT_OFFSET = 60;
const EXTRACTOR_VERSION_OFFSET = 68;
const COUNT_OFFSET = 72;
const IMAGE_WIDTH_OFFSET = 76;
const IMAGE_HEIGHT_OFFSET = 80;
const MASK_WIDTH_OFFSET = 84;
const MASK_HEIGHT_OFFSET = 88;
const AVERAGE_CONFIDENCE_OFFSET = 92;
const CONSISTENCY_OFFSET = 96;
const CROP_SHA256_OFFSET = 100;
const OVERLAY_SHA256_OFFSET = 132;
const BLOCK_LENGTHS_OFFSET = 164;
const BLOCKS = 6;
const SHA256_OFFSET = BLOCK_LENGTHS_OFFSET + BLOCKS * 4;
const HEADER_LENGTH = SHA256_OFFSET + 32;
const MAX_COUNT = 1_000;
const MAX_MASK_SIDE = 4_096;

/**
 * Verifies and unpacks a binary face entry: little-endian, a fixed header, then six LZ4 blocks; the
 * SHA-256 covers everything but itself.
 *
 * @throws FaceFormatError if anything does not verify
 */
export async function decodeFace(bytes: Uint8Array<ArrayBuffer>): Promise<FaceEntry> {
  const header = readHeader(bytes);
  const lengths = blockLengths(bytes);
  await verify(bytes, header);

  const n = header.count;
  const raw = [
    n * 4 * 4,
    n * KEY_POINTS * 2 * 4,
    n * CROP_SIDE * CROP_SIDE * 3,
    n * maskBytes(header.maskWidth, header.maskHeight),
    n * DENSE_POINTS * 3 * 4,
    n * 4,
  ];
  let at = HEADER_LENGTH;
  const blocks = lengths.map((length, i) => {
    const packed = bytes.subarray(at, at + length);
    at += length;
    return unpack(packed, raw[i] ?? 0);
  });
  const [boxes, landmarks, crops, masks, dense, confidences] = blocks;
  if (!boxes || !landmarks || !crops || !masks || !dense || !confidences) {
    throw new FaceFormatError('a block is missing');
  }
  return {
    header,
    boxes: floats(boxes),
    landmarks: floats(landmarks),
    crops,
    masks,
    denseLandmarks: floats(dense),
    confidences: floats(confidences),
  };
}

function readHeader(bytes: Uint8Array<ArrayBuffer>): FaceHeader {
  if (bytes.length < HEADER_LENGTH) {
    throw new FaceFormatError(`shorter than a header: ${bytes.length} bytes`);
  }
  if (bytes[0] !== VERSION) {
    throw new FaceFormatError(`version ${bytes[0]} is not ${VERSION}`);
  }
  if (MAGIC.some((value, i) => bytes[1 + i] !== value)) {
    throw new FaceFormatError('not a face entry');
  }
  const view = viewOf(bytes);
  const int = (offset: number): number => view.getInt32(offset, true);
  if (int(HEADER_LENGTH_OFFSET) !== HEADER_LENGTH) {
    throw new FaceFormatError(`header length ${int(HEADER_LENGTH_OFFSET)}`);
  }
  return {
    avatarId: uuid(bytes, AVATAR_ID_OFFSET),
    ownerId: uuid(bytes, OWNER_ID_OFFSET),
    jobId: uuid(bytes, JOB_ID_OFFSET),
    attempt: within('attempt', int(ATTEMPT_OFFSET)),
    createdAt: new Date(Number(view.getBigInt64(CREATED_AT_OFFSET, true))),
    extractorVersion: int(EXTRACTOR_VERSION_OFFSET),
    count: within('count', int(COUNT_OFFSET), MAX_COUNT),
    imageWidth: within('imageWidth', int(IMAGE_WIDTH_OFFSET)),
    imageHeight: within('imageHeight', int(IMAGE_HEIGHT_OFFSET)),
    maskWidth: within('maskWidth', int(MASK_WIDTH_OFFSET), MAX_MASK_SIDE),
    maskHeight: within('maskHeight', int(MASK_HEIGHT_OFFSET), MAX_MASK_SIDE),
    averageConfidence: view.getFloat32(AVERAGE_CONFIDENCE_OFFSET, true),
    consistency: view.getFloat32(CONSISTENCY_OFFSET, true),
    cropSha256: hex(bytes, CROP_SHA256_OFFSET, 32),
    overlaySha256: hex(bytes, OVERLAY_SHA256_OFFSET, 32),
    sha256: hex(bytes, SHA256_OFFSET, 32),
  };
}

function blockLengths(bytes: Uint8Array<ArrayBuffer>): number[] {
  const view = viewOf(bytes);
  const lengths = Array.from({ length: BLOCKS }, (_, i) =>
    view.getInt32(BLOCK_LENGTHS_OFFSET + i * 4, true),
  );
  if (lengths.some((length) => length < 0)) {
    throw new FaceFormatError('a block has a negative length');
  }
  const total = lengths.reduce((sum, length) => sum + length, HEADER_LENGTH);
  if (total !== bytes.length) {
    throw new FaceFormatError(`holds ${bytes.length} bytes, not ${total}`);
  }
  return lengths;
}

async function verify(bytes: Uint8Array<ArrayBuffer>, header: FaceHeader): Promise<void> {
  const covered = new Uint8Array(bytes.length - 32);
  covered.set(bytes.subarray(0, SHA256_OFFSET));
  covered.set(bytes.subarray(HEADER_LENGTH), SHA256_OFFSET);
  // Browsers offer it on https and localhost only.
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;
  if (subtle === undefined) {
    throw new FaceFormatError('this browser checks a face only on https or localhost');
  }
  const digest = new Uint8Array(await subtle.digest('SHA-256', covered));
  if (hex(digest, 0, 32) !== header.sha256) {
    throw new FaceFormatError('the SHA-256 does not match');
  }
}

function unpack(packed: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  try {
    return decompressBlock(packed, length);
  } catch (error) {
    if (error instanceof Lz4Error) {
      throw new FaceFormatError(`a block does not unpack: ${error.message}`);
    }
    throw error;
  }
}

function floats(raw: Uint8Array<ArrayBuffer>): Float32Array {
  const view = viewOf(raw);
  return Float32Array.from({ length: raw.length / 4 }, (_, i) => view.getFloat32(i * 4, true));
}

function within(name: string, value: number, most = Number.MAX_SAFE_INTEGER): number {
  if (value < 1 || value > most) {
    throw new FaceFormatError(`header: ${name} out of range: ${value}`);
  }
  return value;
}

function viewOf(bytes: Uint8Array<ArrayBuffer>): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function hex(bytes: Uint8Array, offset: number, length: number): string {
  return Array.from(bytes.subarray(offset, offset + length), (value) =>
    value.toString(16).padStart(2, '0'),
  ).join('');
}

/** UUIDs keep the byte order of RFC 9562, most significant byte first. */
function uuid(bytes: Uint8Array, offset: number): string {
  const digits = hex(bytes, offset, 16);
  return [0, 8, 12, 16, 20].map((from, i, starts) => digits.slice(from, starts[i + 1])).join('-');
}
