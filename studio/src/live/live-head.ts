import type { HeadView } from './head/head-view.ts';

/** What to show at this moment: 61 values, or null for the face at rest. */
export type FaceSource = () => ArrayLike<number> | null;

const REST = new Float32Array(61);
const STEP = 0.12;

/**
 * `<live-head>`: the head in three dimensions. Its code is fetched when the first one is shown. It can
 * be turned by dragging or by the arrow keys. Dispatches `head-failed` where nothing can be drawn.
 */
export class LiveHead extends HTMLElement {
  source: FaceSource = () => null;

  private readonly canvas = document.createElement('canvas');
  private readonly sizes = new ResizeObserver(() => this.fit());
  private readonly dark = matchMedia('(prefers-color-scheme: dark)');
  private readonly last = new Float32Array(61);
  private view: HeadView | null = null;
  private frame = 0;
  private dragged: { x: number; y: number } | null = null;

  connectedCallback(): void {
    this.tabIndex = 0;
    this.setAttribute('role', 'img');
    this.setAttribute('aria-label', 'The live face. Arrow keys turn the view, Home faces it.');
    this.append(this.canvas);
    this.dark.addEventListener('change', this.themed);
    this.addEventListener('pointerdown', this.grabbed);
    this.addEventListener('pointermove', this.moved);
    this.addEventListener('pointerup', this.released);
    this.addEventListener('pointercancel', this.released);
    this.addEventListener('dblclick', this.faced);
    this.addEventListener('keydown', this.pressed);
    void this.load();
  }

  disconnectedCallback(): void {
    cancelAnimationFrame(this.frame);
    this.sizes.disconnect();
    this.dark.removeEventListener('change', this.themed);
    this.view?.dispose();
    this.view = null;
    this.canvas.remove();
  }

  private async load(): Promise<void> {
    this.dataset['state'] = 'loading';
    try {
      const { HeadView: View } = await import('./head/head-view.ts');
      // One frame for the words that it is coming.
      await new Promise((resolve) => {
        requestAnimationFrame(resolve);
      });
      if (!this.isConnected || this.view !== null) {
        return;
      }
      this.view = new View(this.canvas);
    } catch {
      this.dataset['state'] = 'failed';
      this.dispatchEvent(new CustomEvent('head-failed'));
      return;
    }
    this.dataset['state'] = 'ready';
    this.themed();
    this.view.show(REST);
    this.sizes.observe(this);
    this.fit();
    this.draw();
  }

  private readonly draw = (): void => {
    this.frame = requestAnimationFrame(this.draw);
    const values = this.source();
    if (values !== null && this.differs(values)) {
      this.view?.show(values);
    }
    this.view?.draw();
  };

  private differs(values: ArrayLike<number>): boolean {
    let differs = false;
    for (let i = 0; i < this.last.length; i++) {
      const value = Math.fround(values[i] ?? 0);
      if (this.last[i] !== value) {
        this.last[i] = value;
        differs = true;
      }
    }
    return differs;
  }

  private fit(): void {
    if (this.clientWidth > 0 && this.clientHeight > 0) {
      this.view?.resize(this.clientWidth, this.clientHeight);
      this.view?.draw();
    }
  }

  private readonly themed = (): void => this.view?.theme(this.dark.matches);

  private readonly grabbed = (event: PointerEvent): void => {
    this.dragged = { x: event.clientX, y: event.clientY };
    this.setPointerCapture(event.pointerId);
  };

  private readonly moved = (event: PointerEvent): void => {
    if (this.dragged !== null) {
      this.view?.turnView((this.dragged.x - event.clientX) / 160, (event.clientY - this.dragged.y) / 220);
      this.dragged = { x: event.clientX, y: event.clientY };
    }
  };

  private readonly released = (): void => {
    this.dragged = null;
  };

  private readonly faced = (): void => this.view?.resetView();

  private readonly pressed = (event: KeyboardEvent): void => {
    const turns: Readonly<Record<string, readonly [number, number]>> = {
      ArrowLeft: [-STEP, 0],
      ArrowRight: [STEP, 0],
      ArrowUp: [0, STEP],
      ArrowDown: [0, -STEP],
    };
    const turn = turns[event.key];
    if (event.key === 'Home') {
      this.view?.resetView();
    } else if (turn !== undefined) {
      this.view?.turnView(...turn);
    } else {
      return;
    }
    event.preventDefault();
  };
}

customElements.define('live-head', LiveHead);
