import { CROP_SIDE, DENSE_POINTS, KEY_POINTS } from '../face/face-entry.ts';
import type { FaceFrame, FaceHeader } from '../face/face-entry.ts';
import { placementOf } from '../face/crop-placement.ts';
import { letterbox } from '../face/letterbox.ts';
import { CONTOURS } from './contours.ts';

export const LAYERS = ['box', 'landmarks', 'points', 'mask'] as const;
export type Layer = (typeof LAYERS)[number];

const MASK_RGB = [56, 189, 248] as const;
const MASK_ALPHA = 72;
const LINE = 'rgba(103, 232, 249, .85)';
const DOT = 'rgba(255, 255, 255, .9)';
const SHADOW = 'rgba(0, 0, 0, .55)';
const BOX = '#ffffff';
const POINT = '#ffb020';

/** The mask of a frame as a picture, its set pixels tinted. */
export function maskPicture(
  { maskWidth: width, maskHeight: height }: FaceHeader,
  frame: FaceFrame,
): HTMLCanvasElement {
  return picture(maskPixels(frame.mask, width, height), width, height);
}

/** The crop of a frame as a picture of 96 x 96. */
export function cropPicture(frame: FaceFrame): HTMLCanvasElement {
  return picture(cropPixels(frame.crop), CROP_SIDE, CROP_SIDE);
}

function picture(pixels: Uint8ClampedArray, width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (context !== null) {
    const image = context.createImageData(width, height);
    image.data.set(pixels);
    context.putImageData(image, 0, 0);
  }
  return canvas;
}

/** RGBA of a crop's RGB. */
export function cropPixels(rgb: Uint8Array): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray((rgb.length / 3) * 4);
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
    pixels[to] = rgb[from] ?? 0;
    pixels[to + 1] = rgb[from + 1] ?? 0;
    pixels[to + 2] = rgb[from + 2] ?? 0;
    pixels[to + 3] = 255;
  }
  return pixels;
}

/** RGBA of a mask: the tint where its bit is set, most significant bit first, else nothing. */
export function maskPixels(mask: Uint8Array, width: number, height: number): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(width * height * 4);
  const row = Math.ceil(width / 8);
  const [red, green, blue] = MASK_RGB;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (((mask[y * row + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1) {
        const at = (y * width + x) * 4;
        pixels[at] = red;
        pixels[at + 1] = green;
        pixels[at + 2] = blue;
        pixels[at + 3] = MASK_ALPHA;
      }
    }
  }
  return pixels;
}

/** Lays a frame's crop where it was cut out of the picture. */
export function drawCrop(
  context: CanvasRenderingContext2D,
  frame: FaceFrame,
  crop: HTMLCanvasElement,
): void {
  const placement = placementOf(frame.landmarks);
  if (placement === null) {
    return;
  }
  const { a, b, x, y } = placement;
  context.save();
  context.transform(a, b, -b, a, x, y);
  context.imageSmoothingQuality = 'high';
  context.drawImage(crop, 0, 0);
  context.restore();
}

/**
 * Draws what was found in a frame. The context is in pixels of the picture.
 *
 * @param unit picture pixels in one pixel of the screen, so that lines stay fine at any zoom
 * @param mask from {@link maskPicture}
 */
export function drawFace(
  context: CanvasRenderingContext2D,
  header: FaceHeader,
  frame: FaceFrame,
  layers: ReadonlySet<Layer>,
  unit: number,
  mask: HTMLCanvasElement,
): void {
  context.lineJoin = 'round';
  if (layers.has('mask')) {
    drawMask(context, header, mask);
  }
  if (layers.has('landmarks')) {
    drawLandmarks(context, frame.denseLandmarks, unit);
  }
  if (layers.has('box')) {
    drawBox(context, frame.box, unit);
  }
  if (layers.has('points')) {
    drawKeyPoints(context, frame, unit);
  }
}

function drawMask(
  context: CanvasRenderingContext2D,
  header: FaceHeader,
  mask: HTMLCanvasElement,
): void {
  const box = letterbox(header.imageWidth, header.imageHeight, header.maskWidth, header.maskHeight);
  context.drawImage(
    mask,
    box.x,
    box.y,
    box.width,
    box.height,
    0,
    0,
    header.imageWidth,
    header.imageHeight,
  );
}

function drawLandmarks(
  context: CanvasRenderingContext2D,
  dense: Float32Array,
  unit: number,
): void {
  context.strokeStyle = LINE;
  context.lineWidth = 1.2 * unit;
  for (const contour of CONTOURS) {
    context.beginPath();
    for (const index of contour) {
      context.lineTo(dense[index * 3] ?? 0, dense[index * 3 + 1] ?? 0);
    }
    context.closePath();
    context.stroke();
  }
  const radius = Math.max(0.8, Math.min(1.7, faceWidth(dense) / unit / 180)) * unit;
  for (const [colour, size] of [
    [SHADOW, radius * 1.5],
    [DOT, radius],
  ] as const) {
    context.fillStyle = colour;
    context.beginPath();
    for (let i = 0; i < DENSE_POINTS; i += 1) {
      const x = dense[i * 3] ?? 0;
      const y = dense[i * 3 + 1] ?? 0;
      context.moveTo(x + size, y);
      context.arc(x, y, size, 0, Math.PI * 2);
    }
    context.fill();
  }
}

/** Between the cheeks, picture pixels. */
function faceWidth(dense: Float32Array): number {
  return Math.abs((dense[454 * 3] ?? 0) - (dense[234 * 3] ?? 0));
}

function drawBox(context: CanvasRenderingContext2D, box: Float32Array, unit: number): void {
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = box;
  for (const [colour, width] of [
    [SHADOW, 4],
    [BOX, 2],
  ] as const) {
    context.strokeStyle = colour;
    context.lineWidth = width * unit;
    context.strokeRect(x1, y1, x2 - x1, y2 - y1);
  }
}

function drawKeyPoints(
  context: CanvasRenderingContext2D,
  { landmarks, denseLandmarks }: FaceFrame,
  unit: number,
): void {
  // Small on a small face, so that they do not hide it.
  const radius = Math.max(2, Math.min(5, faceWidth(denseLandmarks) / unit / 24)) * unit;
  for (let i = 0; i < KEY_POINTS; i += 1) {
    context.beginPath();
    context.arc(landmarks[i * 2] ?? 0, landmarks[i * 2 + 1] ?? 0, radius, 0, Math.PI * 2);
    context.fillStyle = POINT;
    context.fill();
    context.lineWidth = unit;
    context.strokeStyle = SHADOW;
    context.stroke();
  }
}
