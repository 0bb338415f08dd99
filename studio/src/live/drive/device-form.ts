import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { asProblem } from '../../http/problem.ts';
import type { Problem } from '../../http/problem.ts';
import { notice, problemNotice } from '../../shell/notice.ts';

type Ask = (dialect: string, host: string) => Promise<void>;

/** For trackers that send only when they are asked: which one, and where it is. */
export class DeviceForm {
  private problem: Problem | null = null;
  private asked: string | null = null;
  private busy = false;

  constructor(
    private readonly ask: Ask,
    private readonly changed: () => void,
  ) {}

  template(): TemplateResult {
    return html`<details class="live-device">
      <summary>A device that wants to be asked</summary>
      <form @submit=${this.submit}>
        <label class="live-choice"
          ><span>App</span>
          <select name="dialect">
            <option value="ifacialmocap">iFacialMocap</option>
            <option value="vtube-studio">VTube Studio</option>
          </select></label
        >
        <label class="live-choice"
          ><span>Its address</span>
          <input name="host" required maxlength="255" autocapitalize="none" spellcheck="false" placeholder="192.168.1.30"
        /></label>
        <button class="button small" ?disabled=${this.busy}>${this.busy ? 'Asking…' : 'Ask it'}</button>
      </form>
      ${this.asked === null ? nothing : notice('info', `${this.asked} is asked for its face.`, [])}
      ${this.problem === null ? nothing : problemNotice(this.problem)}
    </details>`;
  }

  private readonly submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (event.currentTarget instanceof HTMLFormElement && !this.busy) {
      const data = new FormData(event.currentTarget);
      const [dialect, host] = [data.get('dialect'), data.get('host')];
      if (typeof dialect === 'string' && typeof host === 'string') {
        void this.send(dialect, host.trim());
      }
    }
  };

  private async send(dialect: string, host: string): Promise<void> {
    this.busy = true;
    this.problem = null;
    this.asked = null;
    this.changed();
    try {
      await this.ask(dialect, host);
      this.asked = host;
    } catch (thrown) {
      this.problem = asProblem(thrown);
    }
    this.busy = false;
    this.changed();
  }
}
