import { frameOf } from '../face/face-entry.ts';
import type { FaceEntry, FaceFrame } from '../face/face-entry.ts';
import { cropPicture, drawCrop, drawFace, maskPicture } from './draw.ts';
import type { Layer } from './draw.ts';
import { nearestPoint } from './nearest.ts';
import { around, between, whole } from './view-box.ts';
import type { ViewBox } from './view-box.ts';

/** What a canvas shows. */
export interface Scene {
  /** Address of the photo, or null where it is not at hand: then the frame's crop lies in its place. */
  readonly photoUrl: string | null;
  readonly entry: FaceEntry;
  /** Which frame of the entry, from 0. */
  readonly index: number;
  readonly layers: ReadonlySet<Layer>;
  readonly zoomed: boolean;
}

const REACH = 14;
const ZOOM_MS = 220;

/**
 * `<face-canvas>`: the photo with the chosen layers over it, as sharp as the screen is. Dispatches
 * `point` with the words for the point under the pointer, or null.
 */
export class FaceCanvas extends HTMLElement {
  private readonly canvas = document.createElement('canvas');
  private readonly sizes = new ResizeObserver(() => this.draw());
  private current: Scene | null = null;
  private photo: HTMLImageElement | null = null;
  private shown: FaceFrame | null = null;
  private mask: HTMLCanvasElement | null = null;
  private crop: HTMLCanvasElement | null = null;
  private box: ViewBox | null = null;
  private frame = 0;
  private said: string | null = null;

  set scene(scene: Scene) {
    const before = this.current;
    this.current = scene;
    const { header } = scene.entry;
    const { imageWidth, imageHeight } = header;
    if (before?.entry !== scene.entry || before.index !== scene.index) {
      this.shown = frameOf(scene.entry, scene.index);
      this.mask = maskPicture(header, this.shown);
      this.crop = cropPicture(this.shown);
    }
    if (before?.entry !== scene.entry) {
      this.style.setProperty('--shape', `${imageWidth} / ${imageHeight}`);
      this.style.setProperty('--ratio', `${imageWidth / imageHeight}`);
    }
    if (before?.photoUrl !== scene.photoUrl) {
      this.load(scene.photoUrl);
    }
    const target = this.target(scene);
    if (this.box === null || before?.entry !== scene.entry || before.index !== scene.index) {
      cancelAnimationFrame(this.frame);
      this.box = target;
    } else if (before.zoomed !== scene.zoomed) {
      this.moveTo(target);
    }
    this.draw();
  }

  connectedCallback(): void {
    this.canvas.setAttribute('role', 'img');
    this.canvas.setAttribute('aria-label', 'The photo with what was found drawn over it');
    this.append(this.canvas);
    this.sizes.observe(this);
    this.canvas.addEventListener('pointermove', this.pointed);
    this.canvas.addEventListener('pointerleave', this.left);
  }

  disconnectedCallback(): void {
    this.sizes.disconnect();
    cancelAnimationFrame(this.frame);
    this.canvas.removeEventListener('pointermove', this.pointed);
    this.canvas.removeEventListener('pointerleave', this.left);
    this.canvas.remove();
  }

  private load(url: string | null): void {
    this.photo = null;
    if (url === null) {
      return;
    }
    const photo = new Image();
    photo.addEventListener('load', () => {
      if (this.current?.photoUrl === url) {
        this.photo = photo;
        this.draw();
      }
    });
    photo.src = url;
  }

  private target({ entry, zoomed }: Scene): ViewBox {
    const { imageWidth, imageHeight } = entry.header;
    const [x1 = 0, y1 = 0, x2 = imageWidth, y2 = imageHeight] = this.shown?.box ?? [];
    return zoomed
      ? around([x1, y1, x2, y2], imageWidth, imageHeight)
      : whole(imageWidth, imageHeight);
  }

  private moveTo(target: ViewBox): void {
    cancelAnimationFrame(this.frame);
    const from = this.box ?? target;
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      this.box = target;
      return;
    }
    const start = performance.now();
    const step = (now: number): void => {
      const t = Math.min(1, Math.max(0, (now - start) / ZOOM_MS));
      this.box = between(from, target, t * (2 - t));
      this.draw();
      if (t < 1) {
        this.frame = requestAnimationFrame(step);
      }
    };
    this.frame = requestAnimationFrame(step);
  }

  private draw(): void {
    const { current: scene, box, mask, crop, shown, canvas } = this;
    const width = this.clientWidth;
    const height = this.clientHeight;
    if (scene === null || box === null || mask === null || shown === null) {
      return;
    }
    if (width === 0 || height === 0) {
      return;
    }
    const density = Math.min(3, devicePixelRatio || 1);
    const [w, h] = [Math.round(width * density), Math.round(height * density)];
    if (canvas.width !== w || canvas.height !== h) {
      canvas.width = w;
      canvas.height = h;
    }
    const context = canvas.getContext('2d');
    if (context === null) {
      return;
    }
    const scale = w / box.width;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, w, h);
    context.setTransform(scale, 0, 0, scale, -box.x * scale, -box.y * scale);
    if (this.photo !== null) {
      context.imageSmoothingQuality = 'high';
      const { imageWidth, imageHeight } = scene.entry.header;
      context.drawImage(this.photo, 0, 0, imageWidth, imageHeight);
    } else if (scene.photoUrl === null && crop !== null) {
      drawCrop(context, shown, crop);
    }
    drawFace(context, scene.entry.header, shown, scene.layers, density / scale, mask);
  }

  private readonly pointed = (event: PointerEvent): void => {
    const { current: scene, box, shown } = this;
    if (scene === null || box === null || shown === null || this.clientWidth === 0) {
      return;
    }
    const unit = box.width / this.clientWidth;
    this.say(
      nearestPoint(
        shown,
        scene.layers,
        box.x + event.offsetX * unit,
        box.y + event.offsetY * unit,
        REACH * unit,
      ),
    );
  };

  private readonly left = (): void => this.say(null);

  private say(words: string | null): void {
    if (this.said !== words) {
      this.said = words;
      this.dispatchEvent(new CustomEvent('point', { detail: words }));
    }
  }
}

customElements.define('face-canvas', FaceCanvas);
