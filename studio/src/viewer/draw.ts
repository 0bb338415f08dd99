import { DENSE_POINTS, KEY_POINTS, maskBytes } from '../face/face-entry.ts';
import type { FaceEntry } from '../face/face-entry.ts';
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

/** The mask of the first frame as a picture, its set pixels tinted. */
export function maskPicture(entry: FaceEntry): HTMLCanvasElement {
  const { maskWidth: width, maskHeight: height } = entry.header;
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (context !== null) {
    const image = context.createImageData(width, height);
    image.data.set(maskPixels(entry.masks.subarray(0, maskBytes(width, height)), width, height));
    context.putImageData(image, 0, 0);
  }
  return canvas;
}

/** RGBA of a mask: the tint where its bit is set, most significant bit first, else nothing. */
export function maskPixels(mask: Uint8Array, width: number, height: number): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(width * height * 4);
  const row = Math.ceil(width / 8);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (((mask[y * row + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1) {
        pixels.set([...MASK_RGB, MASK_ALPHA], (y * width + x) * 4);
      }
    }
  }
  return pixels;
}

/**
 * Draws what was found in the first frame. The context is in pixels of the picture.
 *
 * @param unit picture pixels in one pixel of the screen, so that lines stay fine at any zoom
 * @param mask from {@link maskPicture}
 */
export function drawFace(
  context: CanvasRenderingContext2D,
  entry: FaceEntry,
  layers: ReadonlySet<Layer>,
  unit: number,
  mask: HTMLCanvasElement,
): void {
  context.lineJoin = 'round';
  if (layers.has('mask')) {
    drawMask(context, entry, mask);
  }
  if (layers.has('landmarks')) {
    drawLandmarks(context, entry.denseLandmarks, unit);
  }
  if (layers.has('box')) {
    drawBox(context, entry.boxes, unit);
  }
  if (layers.has('points')) {
    drawKeyPoints(context, entry, unit);
  }
}

function drawMask(
  context: CanvasRenderingContext2D,
  { header }: FaceEntry,
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

function drawBox(context: CanvasRenderingContext2D, boxes: Float32Array, unit: number): void {
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = boxes;
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
  { landmarks, denseLandmarks }: FaceEntry,
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
