import type { AvatarsApi, Picture } from './avatars-api.ts';

const MOST = 60;

type Shelved = { state: 'loading' } | { state: 'here'; url: string } | { state: 'missing' };

/**
 * Crops and overlays that were fetched with the user's token, as addresses an image can show. The
 * oldest go first.
 */
export class PictureShelf {
  private readonly shelf = new Map<string, Shelved>();

  constructor(
    private readonly avatars: AvatarsApi,
    private readonly changed: () => void,
  ) {}

  /** The picture's address, or null while it is fetched or when it cannot be had. */
  url(avatarId: string, picture: Picture): string | null {
    const key = `${avatarId}/${picture}`;
    const shelved = this.shelf.get(key);
    if (shelved === undefined) {
      void this.fetch(key, avatarId, picture);
      return null;
    }
    return shelved.state === 'here' ? shelved.url : null;
  }

  /** Whether it was asked for in vain. */
  isMissing(avatarId: string, picture: Picture): boolean {
    return this.shelf.get(`${avatarId}/${picture}`)?.state === 'missing';
  }

  drop(avatarId: string): void {
    for (const key of [...this.shelf.keys()].filter((each) => each.startsWith(`${avatarId}/`))) {
      this.remove(key);
    }
  }

  clear(): void {
    for (const key of this.shelf.keys()) {
      this.remove(key);
    }
  }

  private async fetch(key: string, avatarId: string, picture: Picture): Promise<void> {
    const loading: Shelved = { state: 'loading' };
    this.shelf.set(key, loading);
    for (const oldest of [...this.shelf.keys()].slice(0, -MOST)) {
      this.remove(oldest);
    }
    let found: Shelved;
    try {
      const blob = await this.avatars.picture(avatarId, picture);
      found = { state: 'here', url: URL.createObjectURL(blob) };
    } catch {
      found = { state: 'missing' };
    }
    if (this.shelf.get(key) === loading) {
      this.shelf.set(key, found);
      this.changed();
    } else if (found.state === 'here') {
      URL.revokeObjectURL(found.url);
    }
  }

  private remove(key: string): void {
    const shelved = this.shelf.get(key);
    this.shelf.delete(key);
    if (shelved?.state === 'here') {
      URL.revokeObjectURL(shelved.url);
    }
  }
}
