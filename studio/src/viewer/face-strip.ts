import { CROP_SIDE, frameOf } from '../face/face-entry.ts';
import type { FaceEntry } from '../face/face-entry.ts';
import { cropPicture } from './draw.ts';
import { frameAt, thumbs } from './strip-layout.ts';

/** What a strip shows. */
export interface Strip {
  readonly entry: FaceEntry;
  /** The chosen frame, from 0. */
  readonly index: number;
  /** The frame on which the verdict stands. */
  readonly best: number;
}

const HEIGHT = 56;

/**
 * `<face-strip>`: the crops of an entry side by side, as many as fit, spread over all of them. Dragging
 * over it dispatches `frame` with the number of the frame under the pointer.
 */
export class FaceStrip extends HTMLElement {
  private readonly canvas = document.createElement('canvas');
  private readonly sizes = new ResizeObserver(() => this.draw());
  private current: Strip | null = null;
  private drawn = '';
  private drawnEntry: FaceEntry | null = null;
  private readonly film = document.createElement('canvas');

  set strip(strip: Strip) {
    this.current = strip;
    this.draw();
  }

  connectedCallback(): void {
    // The slider beside it is for the keyboard and for those who listen.
    this.canvas.setAttribute('aria-hidden', 'true');
    this.append(this.canvas);
    this.sizes.observe(this);
    this.canvas.addEventListener('pointerdown', this.pressed);
    this.canvas.addEventListener('pointermove', this.moved);
  }

  disconnectedCallback(): void {
    this.sizes.disconnect();
    this.canvas.removeEventListener('pointerdown', this.pressed);
    this.canvas.removeEventListener('pointermove', this.moved);
    this.canvas.remove();
  }

  private draw(): void {
    const { current, canvas } = this;
    const width = this.clientWidth;
    if (current === null || width === 0) {
      return;
    }
    const density = Math.min(3, devicePixelRatio || 1);
    const [w, h] = [Math.round(width * density), Math.round(HEIGHT * density)];
    this.roll(current.entry, w, h, width);
    if (canvas.width !== w || canvas.height !== h) {
      canvas.width = w;
      canvas.height = h;
    }
    const context = canvas.getContext('2d');
    if (context === null) {
      return;
    }
    context.clearRect(0, 0, w, h);
    context.drawImage(this.film, 0, 0);
    const { count } = current.entry.header;
    const middle = (index: number): number => ((index + 0.5) / count) * w;
    const style = getComputedStyle(this);
    context.fillStyle = style.getPropertyValue('--good');
    context.fillRect(middle(current.best) - 2 * density, h - 5 * density, 4 * density, 5 * density);
    const at = middle(current.index);
    context.fillStyle = 'rgba(0, 0, 0, .6)';
    context.fillRect(at - 2.5 * density, 0, 5 * density, h);
    context.fillStyle = '#ffffff';
    context.fillRect(at - 1.5 * density, 0, 3 * density, h);
  }

  /** Draws the crops once for each size. */
  private roll(entry: FaceEntry, w: number, h: number, width: number): void {
    const key = `${w} ${h}`;
    if (this.drawnEntry === entry && this.drawn === key) {
      return;
    }
    this.drawnEntry = entry;
    this.drawn = key;
    this.film.width = w;
    this.film.height = h;
    const context = this.film.getContext('2d');
    if (context === null) {
      return;
    }
    context.imageSmoothingQuality = 'high';
    const frames = thumbs(entry.header.count, width, HEIGHT);
    const each = w / frames.length;
    // A few frames fill the strip: each is cut to its middle, never stretched.
    const side = Math.max(each, h);
    frames.forEach((index, i) => {
      context.save();
      context.beginPath();
      context.rect(i * each, 0, each, h);
      context.clip();
      const x = i * each + (each - side) / 2;
      const y = (h - side) / 2;
      context.drawImage(
        cropPicture(frameOf(entry, index)),
        0,
        0,
        CROP_SIDE,
        CROP_SIDE,
        x,
        y,
        side,
        side,
      );
      context.restore();
    });
  }

  private readonly pressed = (event: PointerEvent): void => {
    this.canvas.setPointerCapture(event.pointerId);
    this.choose(event);
  };

  private readonly moved = (event: PointerEvent): void => {
    if (event.buttons !== 0) {
      this.choose(event);
    }
  };

  private choose(event: PointerEvent): void {
    const { current } = this;
    if (current === null || this.clientWidth === 0) {
      return;
    }
    const index = frameAt(event.offsetX / this.clientWidth, current.entry.header.count);
    if (index !== current.index) {
      this.dispatchEvent(new CustomEvent('frame', { detail: index }));
    }
  }
}

customElements.define('face-strip', FaceStrip);
