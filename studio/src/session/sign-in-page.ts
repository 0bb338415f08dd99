import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { wait } from '../format/format.ts';
import { asProblem } from '../http/problem.ts';
import type { Problem } from '../http/problem.ts';
import { Cooldown } from '../shell/cooldown.ts';
import { icons } from '../shell/icons.ts';
import { notice, problemNotice } from '../shell/notice.ts';
import type { Page } from '../shell/page.ts';
import type { Session } from './session.ts';

/** The door: a name and a password. */
export class SignInPage implements Page {
  readonly title = 'Sign in';

  private busy = false;
  private problem: Problem | null = null;
  private readonly cooldown: Cooldown;

  constructor(
    private readonly session: Session,
    private readonly changed: () => void,
  ) {
    this.cooldown = new Cooldown(changed);
  }

  template(): TemplateResult {
    const state = this.session.state;
    const left = this.cooldown.left;
    return html`<section class="sign-in">
      <form class="card" id="sign-in" @submit=${this.submit}>
        <div class="sign-in-mark">${icons.logo}</div>
        <h1 tabindex="-1">Avatar Engine Studio</h1>
        <p class="lead">Sign in to register faces and look at what the engine found.</p>
        <label class="field">
          <span>User name</span>
          <input
            name="username"
            autocomplete="username"
            autocapitalize="none"
            spellcheck="false"
            maxlength="200"
            required
          />
        </label>
        <label class="field">
          <span>Password</span>
          <input
            name="password"
            type="password"
            autocomplete="current-password"
            maxlength="200"
            required
          />
        </label>
        <button class="button primary" ?disabled=${this.busy || left > 0}>
          ${left > 0 ? `Wait ${wait(left)}` : this.busy ? 'Signing in…' : 'Sign in'}
        </button>
        <div class="sign-in-message">
          ${this.problem
            ? this.message(this.problem)
            : state.kind === 'out' && state.notice
              ? notice('info', state.notice, [])
              : nothing}
        </div>
      </form>
    </section>`;
  }

  dispose(): void {
    this.cooldown.stop();
  }

  private message(problem: Problem): TemplateResult {
    return problem.status === 401
      ? notice('error', 'The user name or the password is wrong.', [])
      : problemNotice(problem);
  }

  private readonly submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (event.currentTarget instanceof HTMLFormElement && !this.busy) {
      const data = new FormData(event.currentTarget);
      void this.signIn(textOf(data.get('username')), textOf(data.get('password')));
    }
  };

  private async signIn(username: string, password: string): Promise<void> {
    this.busy = true;
    this.problem = null;
    this.changed();
    try {
      await this.session.signIn(username, password);
    } catch (thrown) {
      this.problem = asProblem(thrown);
      if (this.problem.retryAfter !== undefined && this.problem.status === 429) {
        this.cooldown.start(this.problem.retryAfter);
      }
    }
    this.busy = false;
    this.changed();
  }
}

function textOf(value: FormDataEntryValue | null): string {
  return typeof value === 'string' ? value : '';
}
