import { nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { asProblem } from '../http/problem.ts';
import type { Problem } from '../http/problem.ts';
import type { Studio } from '../shell/page.ts';
import type { Avatar } from './avatar.ts';
import { deleteDialog, editDialog, regenerateDialog, withdrawDialog } from './dialogs.ts';

interface Asked {
  readonly kind: 'edit' | 'delete' | 'regenerate' | 'withdraw';
  readonly avatar: Avatar;
}

/** What can be done with an avatar, with its dialogs, for the list and for a single avatar. */
export class AvatarEditing {
  private asked: Asked | null = null;
  private busy = false;
  private problem: Problem | null = null;

  constructor(
    private readonly studio: Studio,
    private readonly edited: (avatar: Avatar) => void,
    private readonly erased: (avatar: Avatar) => void,
    private readonly ordered: (jobId: string | null) => void = () => undefined,
  ) {}

  edit(avatar: Avatar): void {
    this.ask({ kind: 'edit', avatar });
  }

  regenerate(avatar: Avatar): void {
    this.ask({ kind: 'regenerate', avatar });
  }

  withdraw(avatar: Avatar): void {
    this.ask({ kind: 'withdraw', avatar });
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
    const { avatarId } = avatar;
    const { avatars, photos, pictures } = this.studio;
    switch (kind) {
      case 'edit':
        return editDialog(state, (name, tags, isActive) => {
          void this.run(async () =>
            this.edited(await avatars.edit(avatarId, { name, tags, isActive })),
          );
        });
      case 'withdraw':
        return withdrawDialog(state, () => {
          void this.run(async () => this.edited(await avatars.edit(avatarId, { consent: false })));
        });
      case 'regenerate':
        return regenerateDialog(state, (preset) => {
          void this.run(async () => this.ordered(await avatars.regenerate(avatarId, preset)));
        });
      case 'delete':
        return deleteDialog(state, () => {
          void this.run(async () => {
            await avatars.erase(avatarId);
            photos.drop(avatarId);
            pictures.drop(avatarId);
            this.erased(avatar);
          });
        });
    }
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
