import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { asProblem } from '../http/problem.ts';
import type { Problem } from '../http/problem.ts';
import { JobWatch } from '../jobs/job-watch.ts';
import type { JobProgress } from '../jobs/progress.ts';
import { spoken, stageList } from '../jobs/stage-list.ts';
import { notice, problemNotice } from '../shell/notice.ts';
import type { Studio } from '../shell/page.ts';

/** A pass of the engine that goes on beside the face that is served, and how the last one ended. */
export class Regeneration {
  private watch: JobWatch | null = null;
  private last: JobProgress | null = null;
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

  /** Watches a job, unless it is being watched. */
  follow(jobId: string, clip: boolean): void {
    if (this.watch?.jobId === jobId) {
      return;
    }
    this.watch?.dispose();
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
        this.last = progress;
        this.ended(jobId);
      },
      null,
      clip,
    );
    this.studio.changed();
  }

  dispose(): void {
    this.watch?.dispose();
  }

  template(): TemplateResult | typeof nothing {
    if (this.watch !== null) {
      return this.working(this.watch);
    }
    switch (this.last?.status) {
      case undefined:
        return nothing;
      case 'completed':
        return notice('info', 'The new version is in use.', [], this.closing());
      case 'cancelled':
        return notice('info', 'Cancelled. The face stays as it was.', [], this.closing());
      default:
        return notice(
          'warning',
          'The new version did not succeed. The face stays as it was.',
          this.last?.reasons ?? [],
          this.closing(),
        );
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
