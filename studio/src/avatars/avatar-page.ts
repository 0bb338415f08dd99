import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { date } from '../format/format.ts';
import { titleOfType } from '../http/problem.ts';
import type { Problem } from '../http/problem.ts';
import type { JobProgress } from '../jobs/progress.ts';
import { spoken, stageList } from '../jobs/stage-list.ts';
import { icons } from '../shell/icons.ts';
import { problemNotice } from '../shell/notice.ts';
import type { Page, Studio } from '../shell/page.ts';
import { verdict } from '../verdict/verdict.ts';
import { FaceViewer } from '../viewer/face-viewer.ts';
import { AvatarEditing } from './avatar-editing.ts';
import { outcome } from './outcome.ts';
import { RegistrationStory } from './registration-story.ts';

/** One avatar: its job while that runs, then the verdict. */
export class AvatarPage implements Page {
  private readonly story: RegistrationStory;
  private readonly viewer: FaceViewer;
  private readonly editing: AvatarEditing;

  constructor(
    private readonly studio: Studio,
    private readonly avatarId: string,
    jobId: string | null,
  ) {
    this.story = new RegistrationStory(studio, avatarId, jobId);
    this.editing = new AvatarEditing(
      studio,
      (avatar) => this.story.renamed(avatar),
      () => studio.go({ page: 'avatars', index: 0 }),
    );
    this.viewer = new FaceViewer(
      studio.avatars,
      studio.pictures,
      avatarId,
      this.photo?.url ?? null,
      () => studio.changed(),
    );
    if (jobId !== null && this.photo !== null) {
      this.story.begin(jobId);
    } else {
      void this.story.load();
    }
  }

  get title(): string {
    const { state } = this.story;
    return state.kind === 'ready' ? state.avatar.name : (this.photo?.name ?? 'Avatar');
  }

  template(): TemplateResult {
    const { state, refusal } = this.story;
    if (state.kind === 'ready') {
      this.viewer.show();
    }
    return html`<section class="avatar">
      ${this.head()} ${refusal ? problemNotice(refusal) : nothing}
      ${state.kind === 'loading' ? html`<p class="stage-note">Loading…</p>` : nothing}
      ${state.kind === 'problem' ? this.failed(state.problem) : nothing}
      ${state.kind === 'loading' || state.kind === 'problem'
        ? nothing
        : html`<div class="columns">
            <div class="column-main">${this.viewer.template(this.status())}</div>
            <div class="column-side">${this.panel()}</div>
          </div>`}
      ${this.editing.template()}
    </section>`;
  }

  dispose(): void {
    this.story.dispose();
    this.viewer.dispose();
  }

  private get photo(): { readonly url: string; readonly name: string } | null {
    return this.studio.photos.get(this.avatarId);
  }

  private head(): TemplateResult {
    const { state } = this.story;
    const avatar = state.kind === 'ready' ? state.avatar : null;
    return html`<header class="page-head row wrap">
      <div>
        <h1 tabindex="-1">${this.title}</h1>
        <p class="lead tags">
          ${avatar === null ? 'Registration' : `Registered ${date(avatar.createdAt)}`}
          ${avatar?.tags.map((tag) => html`<span class="tag">${tag}</span>`)}
        </p>
      </div>
      <div class="row ${avatar === null ? 'reserved' : ''}">
        <button
          type="button"
          class="button small"
          ?disabled=${avatar === null}
          @click=${() => avatar && this.editing.rename(avatar)}
        >
          ${icons.pencil} Rename
        </button>
        <button
          type="button"
          class="button small"
          ?disabled=${avatar === null}
          @click=${() => avatar && this.editing.delete(avatar)}
        >
          ${icons.bin} Delete
        </button>
      </div>
    </header>`;
  }

  /** Where the stages lie below the photo, their news lie over it. */
  private status(): TemplateResult | typeof nothing {
    const { state } = this.story;
    return state.kind === 'working'
      ? html`<p class="stage-status" aria-hidden="true">${spoken(state.watch.progress)}</p>`
      : nothing;
  }

  private panel(): TemplateResult | typeof nothing {
    const { state } = this.story;
    switch (state.kind) {
      case 'working':
        return this.work(state.watch.progress, state.watch.trouble, state.cancelling);
      case 'finishing':
        return this.work(state.progress, null, null);
      case 'ready':
        return verdict(
          state.avatar,
          this.viewer.face,
          this.studio.pictures.url(this.avatarId, 'crop'),
        );
      case 'ended':
        return outcome(state, titleOfType(state.type), {
          another: () => this.studio.go({ page: 'register' }),
          retry: () => void this.story.retry(state.jobId),
        });
      default:
        return nothing;
    }
  }

  /** @param cancelling null when it is too late to cancel */
  private work(
    progress: JobProgress,
    trouble: Problem | null,
    cancelling: boolean | null,
  ): TemplateResult {
    return html`<div class="card work" id="work" data-status=${progress.status}>
      <div class="row">
        <h2>${progress.status === 'queued' ? 'Waiting for a worker' : 'Looking at the photo'}</h2>
        ${cancelling === null
          ? nothing
          : html`<button
              type="button"
              class="button small"
              ?disabled=${cancelling}
              @click=${() => void this.story.cancel()}
            >
              ${cancelling ? 'Cancelling…' : 'Cancel'}
            </button>`}
      </div>
      ${stageList(progress)}
      <p class="hint">
        ${progress.attempt > 1 ? html`Attempt ${progress.attempt}. ` : nothing}
        ${cancelling === null ? 'Writing the result down.' : this.connection()}
      </p>
      <p class="unseen" aria-live="polite">${spoken(progress)}</p>
      ${trouble ? problemNotice(trouble) : nothing}
    </div>`;
  }

  private connection(): TemplateResult {
    const live = this.studio.events.state === 'open';
    return html`<span class="live ${live ? 'on' : ''}"
      >${live ? 'Live' : 'Connecting to the live events; reading the job meanwhile'}</span
    >`;
  }

  private failed(problem: Problem): TemplateResult {
    return html`${problemNotice(problem, problem.passing ? () => void this.story.load() : undefined)}
      <p><a class="button" href="#/avatars">My avatars</a></p>`;
  }
}
