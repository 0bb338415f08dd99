import { html } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { icons } from '../../shell/icons.ts';

const SAID_MS = 1_600;

/** Buttons that copy a text and say for a moment that they did. */
export class CopyButtons {
  private copied: string | null = null;
  private failed = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly changed: () => void) {}

  button(text: string, words: string): TemplateResult {
    const here = this.copied === text;
    return html`<button
      type="button"
      class="button small live-copy"
      aria-label=${words}
      @click=${() => void this.copy(text)}
    >
      ${here && !this.failed ? icons.check : ''}${here ? (this.failed ? 'Not allowed' : 'Copied') : 'Copy'}
    </button>`;
  }

  dispose(): void {
    clearTimeout(this.timer);
  }

  private async copy(text: string): Promise<void> {
    this.failed = false;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      this.failed = true;
    }
    this.copied = text;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.copied = null;
      this.changed();
    }, SAID_MS);
    this.changed();
  }
}
