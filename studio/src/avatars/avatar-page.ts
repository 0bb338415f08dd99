import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { date } from '../format/format.ts';
import { titleOfType } from '../http/problem.ts';
import type { Problem } from '../http/problem.ts';
import type { JobProgress } from '../jobs/progress.ts';
import { spoken, stageList } from '../jobs/stage-list.ts';
import type { Photo } from '../register/photo-shelf.ts';
import { icons } from '../shell/icons.ts';
import { problemNotice } from '../shell/notice.ts';
import type { Page, Studio } from '../shell/page.ts';
import { AVATARS, fragmentOf } from '../shell/route.ts';
import { ALL } from './avatar-filter.ts';
import { checks, examined, facts, verdict } from '../verdict/verdict.ts';
import { FaceViewer } from '../viewer/face-viewer.ts';
import { AvatarEditing } from './avatar-editing.ts';
import { avatarFacts } from './avatar-facts.ts';
import type { Avatar } from './avatar.ts';
import { outcome } from './outcome.ts';
import { Regeneration } from './regeneration.ts';
import { RegistrationStory } from './registration-story.ts';
import { Versions } from './versions.ts';

/** One avatar: its job while that runs, then the verdict. */
export class AvatarPage implements Page {
  private readonly story: RegistrationStory;
  private readonly editing: AvatarEditing;
  private readonly regeneration: Regeneration;
  private readonly versions: Versions;
  private viewer: FaceViewer;
  private told: Avatar | null = null;

  constructor(
    private readonly studio: Studio,
    private readonly avatarId: string,
    jobId: string | null,
  ) {
    this.story = new RegistrationStory(studio, avatarId, jobId, this.photo?.kind === 'video');
    this.editing = new AvatarEditing(
      studio,
      (avatar) => this.story.edited(avatar),
      () => studio.go(AVATARS),
      (ordered) => this.ordered(ordered),
    );
    this.regeneration = new Regeneration(studio, avatarId, (ended) => void this.renew(ended));
    this.versions = new Versions(studio, avatarId);
    this.viewer = this.viewerOf();
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
      this.tell(state.avatar);
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
            </div>
            ${state.kind === 'ready' ? this.details(state.avatar) : nothing}`}
      ${this.editing.template()}
    </section>`;
  }

  dispose(): void {
    this.story.dispose();
    this.regeneration.dispose();
    this.versions.dispose();
    this.viewer.dispose();
  }

  private get photo(): Photo | null {
    return this.studio.photos.get(this.avatarId);
  }

  private viewerOf(): FaceViewer {
    const { avatars, pictures } = this.studio;
    return new FaceViewer(avatars, pictures, this.avatarId, this.photo, () =>
      this.studio.changed(),
    );
  }

  /** Begins what goes along with an avatar that is there, once for each reading of it. */
  private tell(avatar: Avatar): void {
    if (this.told === avatar) {
      return;
    }
    this.told = avatar;
    this.viewer.show(avatar);
    this.versions.load();
    if (avatar.regeneration !== undefined) {
      this.regeneration.meet(avatar.regeneration, avatar.clip !== undefined);
    }
  }

  private ordered(jobId: string | null): void {
    if (jobId === null) {
      void this.renew(null);
    } else {
      this.regeneration.follow(jobId, this.told?.clip !== undefined);
      this.versions.load();
    }
  }

  /** A regeneration has ended: what was fetched may be of the version before. */
  private async renew(jobId: string | null): Promise<void> {
    await this.story.regenerated(jobId);
    this.studio.pictures.drop(this.avatarId);
    this.viewer.dispose();
    this.viewer = this.viewerOf();
    const { state } = this.story;
    if (state.kind === 'ready') {
      this.viewer.show(state.avatar);
    }
    this.versions.load();
    this.studio.changed();
  }

  private head(): TemplateResult {
    const { state } = this.story;
    const avatar = state.kind === 'ready' ? state.avatar : null;
    return html`<header class="page-head row wrap">
      <div>
        <h1 tabindex="-1">${this.title}</h1>
        <p class="lead tags">
          ${avatar === null ? 'Registration' : `Registered ${date(avatar.createdAt)}`}
          ${avatar?.isActive === false
            ? html`<span class="badge inactive">Inactive</span>`
            : nothing}
          ${this.regeneration.running
            ? html`<span class="badge pending">New version under way</span>`
            : nothing}
          ${avatar?.tags.map(
            (tag) =>
              html`<a
                class="tag chip"
                href=${fragmentOf({ page: 'avatars', index: 0, filter: { ...ALL, tags: [tag] } })}
                title="Show all with “${tag}”"
                >${tag}</a
              >`,
          )}
        </p>
      </div>
      <div class="row ${avatar === null ? 'reserved' : ''}">
        <button
          type="button"
          class="button small"
          ?disabled=${avatar === null}
          @click=${() => avatar && this.editing.edit(avatar)}
        >
          ${icons.pencil} Edit
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
        return verdict(state.avatar, this.studio.pictures.url(this.avatarId, 'crop'));
      case 'ended':
        return outcome(state, titleOfType(state.type), {
          another: () => this.studio.go({ page: 'register' }),
          retry: () => void this.story.retry(state.jobId),
        });
      default:
        return nothing;
    }
  }

  /** What is below the first look. */
  private details(avatar: Avatar): TemplateResult {
    return html`${checks(avatar)}
      <div class="columns halves">
        <div>${this.regeneration.template()} ${this.history(avatar)}</div>
        <div>${facts([...examined(avatar), ...avatarFacts(avatar, this.viewer.face)])}</div>
      </div>`;
  }

  private history(avatar: Avatar): TemplateResult {
    const withdrawable = avatar.consent !== undefined && avatar.consent.withdrawnAt === undefined;
    return this.versions.template(
      avatar.version,
      html`<div class="row wrap">
        ${withdrawable
          ? html`<button
              type="button"
              class="button small"
              @click=${() => this.editing.withdraw(avatar)}
            >
              Withdraw the consent
            </button>`
          : nothing}
        <button
          type="button"
          class="button small"
          title="Has the engine look at the original once more"
          ?disabled=${this.regeneration.running || avatar.consent?.withdrawnAt !== undefined}
          @click=${() => this.editing.regenerate(avatar)}
        >
          ${icons.again} Regenerate
        </button>
      </div>`,
    );
  }

  /** @param cancelling null when it is too late to cancel */
  private work(
    progress: JobProgress,
    trouble: Problem | null,
    cancelling: boolean | null,
  ): TemplateResult {
    return html`<div class="card work" id="work" data-status=${progress.status}>
      <div class="row">
        <h2>${this.working(progress)}</h2>
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

  private working(progress: JobProgress): string {
    if (progress.status === 'queued') {
      return 'Waiting for a worker';
    }
    return this.story.isVideo ? 'Looking at the video' : 'Looking at the photo';
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
