import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { asProblem } from '../http/problem.ts';
import type { Problem } from '../http/problem.ts';
import { problemNotice } from '../shell/notice.ts';
import type { Page, Studio } from '../shell/page.ts';
import { fragmentOf } from '../shell/route.ts';
import { avatarCard } from './avatar-card.ts';
import { AvatarEditing } from './avatar-editing.ts';
import type { AvatarPage as Found } from './avatar.ts';

const SIZE = 12;
/** While something is in progress the list is read again this often. */
const REFRESH_MS = 3_000;

/** The user's avatars, newest first. */
export class AvatarsPage implements Page {
  readonly title = 'My avatars';

  private found: Found | null = null;
  private problem: Problem | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly stopped = new AbortController();
  private readonly editing: AvatarEditing;

  constructor(
    private readonly studio: Studio,
    private readonly index: number,
  ) {
    this.editing = new AvatarEditing(
      studio,
      () => void this.load(),
      () => void this.load(),
    );
    void this.load();
  }

  template(): TemplateResult {
    return html`<section class="avatars">
      <header class="page-head row wrap">
        <h1 tabindex="-1">My avatars</h1>
        <a class="button primary" href="#/">Register a face</a>
      </header>
      ${this.problem === null ? nothing : problemNotice(this.problem, () => void this.load())}
      ${this.found === null ? this.waiting() : this.list(this.found)} ${this.editing.template()}
    </section>`;
  }

  dispose(): void {
    this.stopped.abort();
    clearTimeout(this.timer);
  }

  private waiting(): TemplateResult | typeof nothing {
    return this.problem === null
      ? html`<ul class="avatar-list" aria-busy="true" aria-label="Loading">
          ${Array.from({ length: 6 }, () => html`<li class="avatar-card card ghost"></li>`)}
        </ul>`
      : nothing;
  }

  private list(found: Found): TemplateResult {
    if (found.total === 0) {
      return html`<div class="card empty">
        <p>There is no avatar yet.</p>
        <p class="hint">Register a photo, and it appears here.</p>
      </div>`;
    }
    return html`<ul class="avatar-list" id="avatars">
        ${repeat(
          found.items,
          (avatar) => avatar.avatarId,
          (avatar) =>
            avatarCard(
              avatar,
              avatar.registrationStatus === 'success'
                ? this.studio.pictures.url(avatar.avatarId, 'crop')
                : null,
              {
                rename: () => this.editing.rename(avatar),
                delete: () => this.editing.delete(avatar),
              },
            ),
        )}
      </ul>
      ${this.pages(found)}`;
  }

  private pages(found: Found): TemplateResult | typeof nothing {
    const last = Math.ceil(found.total / SIZE) - 1;
    if (last <= 0) {
      return nothing;
    }
    const to = (index: number, label: string): TemplateResult =>
      index < 0 || index > last
        ? html`<span class="button disabled" aria-disabled="true">${label}</span>`
        : html`<a class="button" href=${fragmentOf({ page: 'avatars', index })}>${label}</a>`;
    return html`<nav class="row pages" aria-label="Pages">
      ${to(this.index - 1, 'Newer')}
      <span class="hint">Page ${this.index + 1} of ${last + 1}, ${found.total} avatars</span>
      ${to(this.index + 1, 'Older')}
    </nav>`;
  }

  private async load(): Promise<void> {
    clearTimeout(this.timer);
    try {
      const { avatars, userId } = this.studio;
      const found = await avatars.list(userId, this.index, SIZE, this.stopped.signal);
      if (found.items.length === 0 && found.total > 0 && this.index > 0) {
        this.studio.go({ page: 'avatars', index: Math.ceil(found.total / SIZE) - 1 });
        return;
      }
      this.found = found;
      this.problem = null;
      if (found.items.some((avatar) => avatar.registrationStatus === 'pending')) {
        this.timer = setTimeout(() => void this.load(), REFRESH_MS);
      }
    } catch (thrown) {
      if (this.stopped.signal.aborted) {
        return;
      }
      this.problem = asProblem(thrown);
    }
    this.studio.changed();
  }
}
