/** Where a whole picture lies, centred, in the frame of its mask. */
export interface Letterbox {
  /** Mask pixels in one picture pixel. */
  readonly scale: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function letterbox(
  imageWidth: number,
  imageHeight: number,
  maskWidth: number,
  maskHeight: number,
): Letterbox {
  const scale = Math.min(maskWidth / imageWidth, maskHeight / imageHeight);
  const width = imageWidth * scale;
  const height = imageHeight * scale;
  return { scale, x: (maskWidth - width) / 2, y: (maskHeight - height) / 2, width, height };
}
