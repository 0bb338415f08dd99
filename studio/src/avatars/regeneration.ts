import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { asProblem } from '../http/problem.ts';
import type { Problem } from '../http/problem.ts';
import { JobWatch } from '../jobs/job-watch.ts';
import { hasEnded } from '../jobs/job.ts';
import type { JobView } from '../jobs/job.ts';
import { newsOf } from '../jobs/progress.ts';
import type { JobNews, JobProgress } from '../jobs/progress.ts';
import { spoken, stageList } from '../jobs/stage-list.ts';
import { notice, problemNotice } from '../shell/notice.ts';
import type { Studio } from '../shell/page.ts';
import type { PendingVersion } from './avatar.ts';

const FAILED = 'The new version did not succeed. The face stays as it was.';

/** A pass of the engine that goes on beside the face that is served, and how the last one ended. */
export class Regeneration {
  private watch: JobWatch | null = null;
  private last: (Pick<JobProgress, 'status' | 'reasons'> & { readonly jobId: string }) | null = null;
  private clip = false;
  private over = false;
  private cancelling = false;
  private refusal: Problem | null = null;

  constructor(
    private readonly studio: Studio,
    private readonly avatarId: string,
    /** Told of the job that has ended, however it did. */
    private readonly ended: (jobId: string) => void,
  ) {}

  get running(): boolean {
    return this.watch !== null;
  }

  /** Watches a job that was ordered just now. */
  follow(jobId: string, clip: boolean): void {
    this.begin(jobId, clip, null);
  }

  /** @param known what is known of the job already; what is older is history */
  private begin(jobId: string, clip: boolean, known: JobNews | null): void {
    if (this.over || this.watch?.jobId === jobId) {
      return;
    }
    this.watch?.dispose();
    this.clip = clip;
    this.last = null;
    this.refusal = null;
    this.cancelling = false;
    this.watch = new JobWatch(
      this.studio.api,
      this.studio.events,
      jobId,
      this.avatarId,
      () => this.studio.changed(),
      (progress) => {
        this.watch = null;
        this.last = { jobId, status: progress.status, reasons: progress.reasons };
        this.ended(jobId);
      },
      known,
      clip,
    );
    this.studio.changed();
  }

  /** Takes up what an avatar says of itself. */
  meet({ jobId, status }: PendingVersion, clip: boolean): void {
    if (status === 'pending') {
      void this.join(jobId, clip);
    } else if (this.watch === null && this.last?.jobId !== jobId) {
      this.clip = clip;
      this.last = { jobId, status: 'dead', reasons: [] };
    }
  }

  dispose(): void {
    this.over = true;
    this.watch?.dispose();
  }

  template(): TemplateResult | typeof nothing {
    if (this.watch !== null) {
      return this.working(this.watch);
    }
    const { last } = this;
    switch (last?.status) {
      case undefined:
        return nothing;
      case 'completed':
        return notice('info', 'The new version is in use.', [], this.closing());
      case 'cancelled':
        return notice('info', 'Cancelled. The face stays as it was.', [], this.closing());
      case 'dead':
        return html`${notice('warning', FAILED, last?.reasons ?? [], {
          label: 'Try again',
          run: () => void this.retry(last?.jobId ?? ''),
        })}
        ${this.refusal ? problemNotice(this.refusal) : nothing}`;
      default:
        return notice('warning', FAILED, last?.reasons ?? [], this.closing());
    }
  }

  private working(watch: JobWatch): TemplateResult {
    const { progress, trouble } = watch;
    return html`<section class="card work" id="regeneration" data-status=${progress.status}>
      <div class="row">
        <h2>Making a new version</h2>
        <button
          type="button"
          class="button small"
          ?disabled=${this.cancelling}
          @click=${() => void this.cancel(watch)}
        >
          ${this.cancelling ? 'Cancelling…' : 'Cancel'}
        </button>
      </div>
      ${stageList(progress)}
      <p class="unseen" aria-live="polite">${spoken(progress)}</p>
      ${trouble ? problemNotice(trouble) : nothing}
      ${this.refusal ? problemNotice(this.refusal) : nothing}
    </section>`;
  }

  private closing(): { label: string; run: () => void } {
    return {
      label: 'Close',
      run: () => {
        this.last = null;
        this.studio.changed();
      },
    };
  }

  /** Goes on watching a job that has a past: a retry after failed attempts, or a reload. */
  private async join(jobId: string, clip: boolean): Promise<void> {
    if (this.watch?.jobId === jobId || this.last?.jobId === jobId) {
      return;
    }
    const known = await this.studio.api
      .json<JobView>(`/api/v1/jobs/${jobId}`)
      .then(newsOf)
      .catch(() => null);
    this.begin(jobId, clip, known === null || hasEnded(known.status) ? null : known);
  }

  /** Takes up a dead job once more. */
  private async retry(jobId: string): Promise<void> {
    this.refusal = null;
    try {
      const path = `/api/v1/jobs/${jobId}/retry`;
      const view = await this.studio.api.json<JobView>(path, { method: 'POST' });
      this.begin(jobId, this.clip, newsOf(view));
    } catch (thrown) {
      this.refusal = asProblem(thrown);
      this.studio.changed();
    }
  }

  private async cancel(watch: JobWatch): Promise<void> {
    this.cancelling = true;
    this.refusal = null;
    this.studio.changed();
    try {
      await watch.cancel();
    } catch (thrown) {
      const problem = asProblem(thrown);
      // It ended on its own just before: its news is on the way.
      this.refusal = problem.status === 409 ? null : problem;
      this.cancelling = false;
    }
    this.studio.changed();
  }
}
