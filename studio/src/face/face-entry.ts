/** Side of an aligned crop, pixels. */
export const CROP_SIDE = 96;
/** Eyes, nose, mouth corners, image left first. */
export const KEY_POINTS = 5;
/** Points of the mesh, irises included. */
export const DENSE_POINTS = 478;

/** What a face entry says of itself. Lengths are pixels of the upright original. */
export interface FaceHeader {
  readonly avatarId: string;
  readonly ownerId: string;
  readonly jobId: string;
  readonly attempt: number;
  readonly createdAt: Date;
  readonly extractorVersion: number;
  /** n, the number of frames in which the primary face was found. */
  readonly count: number;
  readonly imageWidth: number;
  readonly imageHeight: number;
  readonly maskWidth: number;
  readonly maskHeight: number;
  readonly averageConfidence: number;
  readonly consistency: number;
  readonly cropSha256: string;
  readonly overlaySha256: string;
  readonly sha256: string;
}

/** A registered face, unpacked. Coordinates are pixels of the upright original. */
export interface FaceEntry {
  readonly header: FaceHeader;
  /** (n,4) x1, y1, x2, y2. */
  readonly boxes: Float32Array;
  /** (n,5,2). */
  readonly landmarks: Float32Array;
  /** (n,96,96,3) RGB. */
  readonly crops: Uint8Array;
  /** (n,H,W) one bit a pixel, rows padded to whole bytes, in the letterboxed frame. */
  readonly masks: Uint8Array;
  /** (n,478,3), z in the unit of x and y, smaller is nearer. */
  readonly denseLandmarks: Float32Array;
  /** (n) 0 to 1. */
  readonly confidences: Float32Array;
}

/** What an entry holds of one frame: views of its blocks, not copies. */
export interface FaceFrame {
  /** Position in the entry, from 0. */
  readonly index: number;
  /** x1, y1, x2, y2. */
  readonly box: Float32Array;
  /** (5,2). */
  readonly landmarks: Float32Array;
  /** (96,96,3) RGB. */
  readonly crop: Uint8Array;
  /** (H,W) bits. */
  readonly mask: Uint8Array;
  /** (478,3). */
  readonly denseLandmarks: Float32Array;
  readonly confidence: number;
}

/** The frame at a position; one that is out of range is the nearest there is. */
export function frameOf(entry: FaceEntry, index: number): FaceFrame {
  const { header } = entry;
  const i = Math.min(Math.max(0, Math.trunc(index)), header.count - 1);
  const part = <T extends Float32Array | Uint8Array>(block: T, length: number): T =>
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- subarray keeps the type
    block.subarray(i * length, (i + 1) * length) as T;
  return {
    index: i,
    box: part(entry.boxes, 4),
    landmarks: part(entry.landmarks, KEY_POINTS * 2),
    crop: part(entry.crops, CROP_SIDE * CROP_SIDE * 3),
    mask: part(entry.masks, maskBytes(header.maskWidth, header.maskHeight)),
    denseLandmarks: part(entry.denseLandmarks, DENSE_POINTS * 3),
    confidence: entry.confidences[i] ?? 0,
  };
}

/**
 * The position of the frame whose box is the given one, or of the one that comes nearest to it: so the
 * frame that a registration names its best is found in the entry.
 *
 * @param box x1, y1, x2, y2, pixels of the upright original
 */
export function nearestFrame(entry: FaceEntry, box: readonly number[]): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < entry.header.count; i += 1) {
    const distance = box.reduce(
      (sum, value, k) => sum + Math.abs(value - (entry.boxes[i * 4 + k] ?? 0)),
      0,
    );
    if (distance < least) {
      least = distance;
      best = i;
    }
  }
  return best;
}

/** Bytes of one mask. */
export function maskBytes(width: number, height: number): number {
  return height * Math.ceil(width / 8);
}
