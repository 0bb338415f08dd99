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

/** Bytes of one mask. */
export function maskBytes(width: number, height: number): number {
  return height * Math.ceil(width / 8);
}
