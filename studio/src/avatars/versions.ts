import { nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { asProblem } from '../http/problem.ts';
import type { Problem } from '../http/problem.ts';
import { problemNotice } from '../shell/notice.ts';
import type { Studio } from '../shell/page.ts';
import type { AvatarVersion } from './avatar.ts';
import { versionList } from './version-list.ts';

/** The versions of one avatar, as they were last read. */
export class Versions {
  private found: readonly AvatarVersion[] = [];
  private problem: Problem | null = null;
  private reading = new AbortController();

  constructor(
    private readonly studio: Studio,
    private readonly avatarId: string,
  ) {}

  /** Reads them, or reads them again. */
  load(): void {
    void this.read();
  }

  dispose(): void {
    this.reading.abort();
  }

  template(
    current: number | undefined,
    actions: TemplateResult | typeof nothing,
  ): TemplateResult {
    return versionList(
      this.found,
      current,
      actions,
      this.problem === null ? nothing : problemNotice(this.problem, () => this.load()),
    );
  }

  private async read(): Promise<void> {
    this.reading.abort();
    const reading = new AbortController();
    this.reading = reading;
    try {
      const found = await this.studio.avatars.versions(this.avatarId, reading.signal);
      this.found = found;
      this.problem = null;
    } catch (thrown) {
      if (reading.signal.aborted) {
        return;
      }
      this.problem = asProblem(thrown);
    }
    this.studio.changed();
  }
}
