import { html } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { asProblem } from '../http/problem.ts';
import type { Problem } from '../http/problem.ts';
import { problemNotice } from './notice.ts';
import type { Page } from './page.ts';
import type { Route } from './route.ts';

/** A page whose code is fetched when it is first wanted. */
export class LazyPage implements Page {
  private page: Page | null = null;
  private problem: Problem | null = null;
  private over = false;

  constructor(
    private readonly name: string,
    private readonly load: () => Promise<Page>,
    private readonly changed: () => void,
  ) {
    void this.fetch();
  }

  get title(): string {
    return this.page?.title ?? this.name;
  }

  template(): TemplateResult {
    if (this.page !== null) {
      return this.page.template();
    }
    return html`<h1 tabindex="-1">${this.name}</h1>
      ${this.problem === null
        ? html`<p class="hint" role="status">Loading…</p>`
        : problemNotice(this.problem, () => void this.fetch())}`;
  }

  follow(route: Route): boolean {
    return this.page?.follow?.(route) ?? false;
  }

  dispose(): void {
    this.over = true;
    this.page?.dispose();
  }

  private async fetch(): Promise<void> {
    this.problem = null;
    try {
      const page = await this.load();
      if (this.over) {
        page.dispose();
        return;
      }
      this.page = page;
    } catch (thrown) {
      this.problem = asProblem(thrown);
    }
    this.changed();
  }
}
