import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { repeat } from 'lit-html/directives/repeat.js';
import { counted } from '../format/format.ts';
import { asProblem } from '../http/problem.ts';
import type { Problem } from '../http/problem.ts';
import { icons } from '../shell/icons.ts';
import { problemNotice } from '../shell/notice.ts';
import type { Page, Studio } from '../shell/page.ts';
import { fragmentOf } from '../shell/route.ts';
import type { Route } from '../shell/route.ts';
import { avatarCard, tagChip } from './avatar-card.ts';
import { AvatarEditing } from './avatar-editing.ts';
import { ALL, isAll, toggled } from './avatar-filter.ts';
import type { AvatarFilter } from './avatar-filter.ts';
import type { Avatar, AvatarPage as Found } from './avatar.ts';

const SIZE = 12;
/** While something is in progress the list is read again this often. */
const REFRESH_MS = 3_000;
/** The search begins when no letter came for this long. */
const TYPING_MS = 250;

/** The user's avatars, newest first. */
export class AvatarsPage implements Page {
  readonly title = 'My avatars';

  private found: Found | null = null;
  private problem: Problem | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private typing: ReturnType<typeof setTimeout> | undefined;
  private text: string;
  private reading = new AbortController();
  private readonly editing: AvatarEditing;

  constructor(
    private readonly studio: Studio,
    private index: number,
    private filter: AvatarFilter,
  ) {
    this.text = filter.text;
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
      ${this.search()}
      ${this.problem === null ? nothing : problemNotice(this.problem, () => void this.load())}
      ${this.found === null ? this.waiting() : this.list(this.found)} ${this.editing.template()}
    </section>`;
  }

  follow(route: Route): boolean {
    // Another page of the same list begins at its top, like any page.
    const narrowed =
      route.page === 'avatars' &&
      route.index === 0 &&
      fragmentOf(route) !== fragmentOf({ page: 'avatars', index: 0, filter: this.filter });
    if (!narrowed) {
      return false;
    }
    this.index = route.index;
    this.filter = route.filter;
    if (this.text.trim() !== route.filter.text) {
      this.text = route.filter.text;
    }
    void this.load();
    return true;
  }

  dispose(): void {
    this.reading.abort();
    clearTimeout(this.timer);
    clearTimeout(this.typing);
  }

  private search(): TemplateResult {
    const { filter } = this;
    return html`<div class="search" role="search" id="search">
      <label class="search-text">
        <span class="unseen">Search in names and tags</span>
        ${icons.search}
        <input
          type="search"
          name="q"
          placeholder="Search in names and tags"
          autocomplete="off"
          maxlength="200"
          .value=${live(this.text)}
          @input=${(event: InputEvent) => {
            if (event.target instanceof HTMLInputElement) {
              this.type(event.target.value);
            }
          }}
        />
      </label>
      <label class="toggle">
        <input
          type="checkbox"
          name="inactive"
          .checked=${live(filter.inactive)}
          @change=${(event: Event) => {
            if (event.target instanceof HTMLInputElement) {
              this.narrow({ ...this.filter, inactive: event.target.checked });
            }
          }}
        />
        <span>Inactive ones too</span>
      </label>
      ${filter.tags.length === 0
        ? nothing
        : html`<div class="tags" aria-label="Chosen tags">
            ${filter.tags.map((tag) => tagChip(tag, true, () => this.toggle(tag)))}
          </div>`}
    </div>`;
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
      return this.empty();
    }
    return html`<ul class="avatar-list" id="avatars">
        ${repeat(
          found.items,
          (avatar) => avatar.avatarId,
          (avatar) => this.card(avatar),
        )}
      </ul>
      ${this.pages(found)}`;
  }

  private card(avatar: Avatar): TemplateResult {
    const { pictures } = this.studio;
    return avatarCard(
      avatar,
      avatar.registrationStatus === 'success' ? pictures.url(avatar.avatarId, 'crop') : null,
      this.filter.tags,
      {
        edit: () => this.editing.edit(avatar),
        delete: () => this.editing.delete(avatar),
        tag: (tag) => this.toggle(tag),
      },
    );
  }

  private empty(): TemplateResult {
    return isAll(this.filter)
      ? html`<div class="card empty">
          <p>There is no avatar yet.</p>
          <p class="hint">Register a photo or a video, and it appears here.</p>
        </div>`
      : html`<div class="card empty">
          <p>No avatar fits.</p>
          <button type="button" class="button small" @click=${() => this.narrow(ALL)}>
            Show all
          </button>
        </div>`;
  }

  private pages(found: Found): TemplateResult {
    const last = Math.max(0, Math.ceil(found.total / SIZE) - 1);
    if (last === 0) {
      return html`<p class="hint total" aria-live="polite">${counted(found.total, 'avatar')}</p>`;
    }
    const to = (index: number, label: string): TemplateResult =>
      index < 0 || index > last
        ? html`<span class="button disabled" aria-disabled="true">${label}</span>`
        : html`<a
            class="button"
            href=${fragmentOf({ page: 'avatars', index, filter: this.filter })}
            >${label}</a
          >`;
    return html`<nav class="row pages" aria-label="Pages">
      ${to(this.index - 1, 'Newer')}
      <span class="hint"
        >Page ${this.index + 1} of ${last + 1}, ${counted(found.total, 'avatar')}</span
      >
      ${to(this.index + 1, 'Older')}
    </nav>`;
  }

  private type(text: string): void {
    this.text = text;
    clearTimeout(this.typing);
    this.typing = setTimeout(
      () => this.narrow({ ...this.filter, text: this.text.trim() }),
      TYPING_MS,
    );
    this.studio.changed();
  }

  private toggle(tag: string): void {
    this.narrow(toggled(this.filter, tag));
  }

  /** Lists others, from the first page on. */
  private narrow(filter: AvatarFilter): void {
    clearTimeout(this.typing);
    this.studio.turn({ page: 'avatars', index: 0, filter });
  }

  private async load(): Promise<void> {
    clearTimeout(this.timer);
    this.reading.abort();
    const reading = new AbortController();
    this.reading = reading;
    try {
      const { avatars, userId } = this.studio;
      const found = await avatars.list(userId, this.filter, this.index, SIZE, reading.signal);
      if (reading.signal.aborted) {
        return;
      }
      if (found.items.length === 0 && found.total > 0 && this.index > 0) {
        const last = Math.ceil(found.total / SIZE) - 1;
        this.studio.turn({ page: 'avatars', index: last, filter: this.filter });
        return;
      }
      this.found = found;
      this.problem = null;
      if (found.items.some((avatar) => avatar.registrationStatus === 'pending')) {
        this.timer = setTimeout(() => void this.load(), REFRESH_MS);
      }
    } catch (thrown) {
      if (reading.signal.aborted) {
        return;
      }
      this.problem = asProblem(thrown);
    }
    this.studio.changed();
  }
}
