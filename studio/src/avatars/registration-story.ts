import { asProblem } from '../http/problem.ts';
import type { Problem, Reason } from '../http/problem.ts';
import { hasEnded } from '../jobs/job.ts';
import type { JobStatus, JobView } from '../jobs/job.ts';
import { JobWatch } from '../jobs/job-watch.ts';
import { newsOf } from '../jobs/progress.ts';
import type { JobNews, JobProgress } from '../jobs/progress.ts';
import type { Studio } from '../shell/page.ts';
import type { Avatar } from './avatar.ts';
import { settled } from './verdict-wait.ts';

/** File formats that are always clips; a GIF may be one. */
const VIDEOS: ReadonlySet<string> = new Set(['mp4', 'mov']);

/** How a registration ended that brought no face. */
export interface EndedStory {
  readonly kind: 'ended';
  readonly status: JobStatus;
  readonly jobId: string;
  /** Slug of the problem. */
  readonly type: string;
  readonly reasons: readonly Reason[];
  /** The stages, where they were seen. */
  readonly progress: JobProgress | null;
}

export type StoryState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'working'; readonly watch: JobWatch; readonly cancelling: boolean }
  | { readonly kind: 'finishing'; readonly progress: JobProgress }
  | { readonly kind: 'ready'; readonly avatar: Avatar }
  | EndedStory
  | { readonly kind: 'problem'; readonly problem: Problem };

/**
 * What becomes of one registration, from wherever one comes to it:
 *
 * <pre>
 * loading ──► ready
 *    ├──────► working ──► finishing ──► ready
 *    │           ├─────► ended ──► working (a dead job is tried again)
 *    ├──────► ended
 *    └──────► problem ──► loading
 * </pre>
 */
export class RegistrationStory {
  state: StoryState = { kind: 'loading' };
  /** Why the last cancel or retry did not go through, or null. */
  refusal: Problem | null = null;

  private readonly stopped = new AbortController();

  constructor(
    private readonly studio: Studio,
    private readonly avatarId: string,
    /** The job, where the address names it: it tells why there is no avatar. */
    private readonly jobId: string | null,
    /** Whether the file is a video, as far as one knows. */
    private video: boolean,
  ) {}

  get isVideo(): boolean {
    return this.video;
  }

  /** Begins at an upload that was accepted just now. */
  begin(jobId: string): void {
    this.watch(jobId, null);
  }

  /** Begins at whatever the engine knows. */
  async load(): Promise<void> {
    this.become({ kind: 'loading' });
    try {
      this.tell(await this.read());
    } catch (thrown) {
      await this.missing(thrown);
    }
  }

  async cancel(): Promise<void> {
    const { state } = this;
    if (state.kind !== 'working') {
      return;
    }
    const { watch } = state;
    this.refusal = null;
    this.become({ kind: 'working', watch, cancelling: true });
    try {
      await watch.cancel();
    } catch (thrown) {
      const problem = asProblem(thrown);
      // It ended on its own just before: the verdict is on its way.
      this.refusal = problem.status === 409 ? null : problem;
      if (this.state.kind === 'working') {
        this.become({ kind: 'working', watch, cancelling: false });
      }
    }
  }

  /** Takes up a dead job once more. */
  async retry(jobId: string): Promise<void> {
    this.refusal = null;
    try {
      const path = `/api/v1/jobs/${jobId}/retry`;
      this.watch(jobId, newsOf(await this.studio.api.json<JobView>(path, { method: 'POST' })));
    } catch (thrown) {
      this.refusal = asProblem(thrown);
      this.studio.changed();
    }
  }

  /** The avatar has other words now; what an edit does not answer stays. */
  edited(avatar: Avatar): void {
    const { state } = this;
    const hints = state.kind === 'ready' ? state.avatar.hints : avatar.hints;
    this.become({ kind: 'ready', avatar: { ...avatar, ...(hints && { hints }) } });
  }

  /** Reads the avatar once more, when a regeneration of it has ended. */
  async regenerated(jobId: string | null): Promise<void> {
    try {
      const avatar = await settled(
        () => this.read(),
        pause,
        ({ regeneration }) =>
          regeneration?.jobId !== jobId || regeneration.status !== 'pending',
      );
      this.become({ kind: 'ready', avatar });
    } catch (thrown) {
      if (!this.stopped.signal.aborted) {
        this.refusal = asProblem(thrown);
        this.studio.changed();
      }
    }
  }

  dispose(): void {
    this.stopped.abort();
    this.leave();
  }

  private tell(avatar: Avatar): void {
    const { registrationStatus: status, jobId, errors } = avatar;
    this.video ||= VIDEOS.has(avatar.fileFormat);
    switch (status) {
      case 'pending':
        void this.join(jobId);
        break;
      case 'success':
        this.become({ kind: 'ready', avatar });
        break;
      default: {
        const dead = status === 'failed';
        this.become({
          kind: 'ended',
          status: dead ? 'dead' : 'failed',
          jobId,
          type: dead ? 'processing-failed' : 'rejected',
          reasons: errors,
          progress: null,
        });
      }
    }
  }

  /** Goes on watching a job that has a past: a retry after failed attempts, or a reload. */
  private async join(jobId: string): Promise<void> {
    const known = await this.readJob(jobId)
      .then(newsOf)
      .catch(() => null);
    if (!this.stopped.signal.aborted) {
      this.watch(jobId, known === null || hasEnded(known.status) ? null : known);
    }
  }

  private watch(jobId: string, known: JobNews | null): void {
    const watch = new JobWatch(
      this.studio.api,
      this.studio.events,
      jobId,
      this.avatarId,
      () => this.studio.changed(),
      (progress) => void this.ended(jobId, progress),
      known,
      this.video,
    );
    this.become({ kind: 'working', watch, cancelling: false });
  }

  private async ended(jobId: string, progress: JobProgress): Promise<void> {
    if (progress.status !== 'completed') {
      const { status, errorType, reasons } = progress;
      this.become({ kind: 'ended', status, jobId, type: errorType ?? '', reasons, progress });
      return;
    }
    this.become({ kind: 'finishing', progress });
    try {
      this.tell(
        await settled(() => this.read(), pause),
      );
    } catch (thrown) {
      await this.missing(thrown);
    }
  }

  /** A registration that came to nothing has no avatar any more, but its job tells why. */
  private async missing(thrown: unknown): Promise<void> {
    if (this.stopped.signal.aborted) {
      return;
    }
    const problem = asProblem(thrown);
    const job =
      problem.status === 404 && this.jobId !== null
        ? await this.readJob(this.jobId).catch(() => null)
        : null;
    if (this.stopped.signal.aborted) {
      return;
    }
    if (job === null || job.status === 'completed' || !hasEnded(job.status)) {
      this.become({ kind: 'problem', problem });
      return;
    }
    this.become({
      kind: 'ended',
      status: job.status,
      jobId: job.jobId,
      type: job.error?.type ?? '',
      reasons: job.error?.reasons ?? [],
      progress: null,
    });
  }

  private read(): Promise<Avatar> {
    return this.studio.avatars.get(this.avatarId, this.stopped.signal);
  }

  private readJob(jobId: string): Promise<JobView> {
    return this.studio.api.json(`/api/v1/jobs/${jobId}`, { signal: this.stopped.signal });
  }

  private become(state: StoryState): void {
    const { state: before } = this;
    const sameWatch =
      before.kind === 'working' && state.kind === 'working' && before.watch === state.watch;
    if (!sameWatch) {
      this.leave();
    }
    this.state = state;
    this.studio.changed();
  }

  private leave(): void {
    if (this.state.kind === 'working') {
      this.state.watch.dispose();
    }
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
