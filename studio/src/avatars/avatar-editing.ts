import { nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { asProblem } from '../http/problem.ts';
import type { Problem } from '../http/problem.ts';
import type { Studio } from '../shell/page.ts';
import type { Avatar } from './avatar.ts';
import { deleteDialog, renameDialog } from './dialogs.ts';

type Asked = { readonly kind: 'rename' | 'delete'; readonly avatar: Avatar };

/** Renaming and deleting, with their dialogs, for the list and for a single avatar. */
export class AvatarEditing {
  private asked: Asked | null = null;
  private busy = false;
  private problem: Problem | null = null;

  constructor(
    private readonly studio: Studio,
    private readonly renamed: (avatar: Avatar) => void,
    private readonly erased: (avatar: Avatar) => void,
  ) {}

  rename(avatar: Avatar): void {
    this.ask({ kind: 'rename', avatar });
  }

  delete(avatar: Avatar): void {
    this.ask({ kind: 'delete', avatar });
  }

  template(): TemplateResult | typeof nothing {
    if (this.asked === null) {
      return nothing;
    }
    const { kind, avatar } = this.asked;
    const state = {
      avatar,
      busy: this.busy,
      problem: this.problem,
      close: () => this.ask(null),
    };
    return kind === 'rename'
      ? renameDialog(state, (name, tags) => {
          void this.run(async () => this.renamed(await this.studio.avatars.rename(avatar.avatarId, name, tags)));
        })
      : deleteDialog(state, () => {
          void this.run(async () => {
            await this.studio.avatars.erase(avatar.avatarId);
            this.studio.photos.drop(avatar.avatarId);
            this.studio.pictures.drop(avatar.avatarId);
            this.erased(avatar);
          });
        });
  }

  private ask(asked: Asked | null): void {
    this.asked = asked;
    this.problem = null;
    this.studio.changed();
  }

  private async run(work: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.problem = null;
    this.studio.changed();
    try {
      await work();
      this.asked = null;
    } catch (thrown) {
      this.problem = asProblem(thrown);
    }
    this.busy = false;
    this.studio.changed();
  }
}
