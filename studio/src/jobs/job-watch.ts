import type { EventsSocket } from '../events/events-socket.ts';
import type { Api } from '../http/api.ts';
import { asProblem } from '../http/problem.ts';
import type { Problem } from '../http/problem.ts';
import { hasEnded } from './job.ts';
import type { JobView } from './job.ts';
import { newsOf, ProgressLog } from './progress.ts';
import type { JobNews, JobProgress } from './progress.ts';

/** Without the socket the job is read this often. */
const READ_MS = 2_000;
/** With it, a silence of this length is broken by reading the job. */
const SILENCE_MS = 10_000;
/** A new avatar may take a moment to be known to the events. */
const AGAIN_MS = 400;

/**
 * Watches one job until it ends: over the events socket, and by reading the job where the socket is
 * away or silent.
 */
export class JobWatch {
  private readonly log: ProgressLog;
  private readonly unfollow: () => void;
  private readonly stopped = new AbortController();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private over = false;
  private subscribeAgain = 5;

  /** Why the job cannot be read just now, or null. */
  trouble: Problem | null = null;

  constructor(
    private readonly api: Api,
    private readonly events: EventsSocket,
    readonly jobId: string,
    readonly avatarId: string,
    private readonly changed: () => void,
    private readonly ended: (progress: JobProgress) => void,
    /** What is known of the job already; what is older is history. */
    known: JobNews | null,
    clip = false,
  ) {
    this.log = new ProgressLog(clip);
    if (known !== null) {
      this.log.take(known);
    }
    this.unfollow = events.follow(avatarId, (event) => {
      if (event.kind === 'job') {
        this.take(event.news);
      } else if (event.code === 'not-found' && this.subscribeAgain > 0) {
        this.subscribeAgain -= 1;
        setTimeout(() => events.again(avatarId), AGAIN_MS);
      }
    });
    this.readIn(READ_MS);
  }

  get progress(): JobProgress {
    return this.log.view;
  }

  /** Asks the engine to stop; the job then ends as any other. */
  async cancel(): Promise<void> {
    this.take(
      newsOf(await this.api.json<JobView>(`/api/v1/jobs/${this.jobId}`, { method: 'DELETE' })),
    );
  }

  /** Watches no longer. */
  dispose(): void {
    this.over = true;
    clearTimeout(this.timer);
    this.stopped.abort();
    this.unfollow();
  }

  private take(news: JobNews): void {
    if (this.over || news.jobId !== this.jobId) {
      return;
    }
    this.trouble = null;
    this.log.take(news);
    this.changed();
    if (hasEnded(this.log.view.status)) {
      this.dispose();
      this.ended(this.log.view);
    } else {
      this.readIn(this.events.state === 'open' ? SILENCE_MS : READ_MS);
    }
  }

  private readIn(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      void this.read();
    }, ms);
  }

  private async read(): Promise<void> {
    try {
      const view = await this.api.json<JobView>(`/api/v1/jobs/${this.jobId}`, {
        signal: this.stopped.signal,
      });
      this.take(newsOf(view));
    } catch (thrown) {
      if (this.over) {
        return;
      }
      const problem = asProblem(thrown);
      this.trouble = problem;
      this.changed();
      this.readIn(problem.retryAfter === undefined ? READ_MS : problem.retryAfter * 1_000);
    }
  }
}
