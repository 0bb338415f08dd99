import type { FileKind } from './file-choice.ts';

/** A photo or clip that was uploaded from this tab, to be shown under what was found in it. */
export interface Photo {
  readonly url: string;
  readonly name: string;
  readonly kind: FileKind;
}

const MOST = 8;

/** The files of this tab's uploads, by avatar; they never leave memory. The oldest go first. */
export class PhotoShelf {
  private readonly photos = new Map<string, Photo>();

  put(avatarId: string, file: Blob, name: string, kind: FileKind): void {
    this.drop(avatarId);
    this.photos.set(avatarId, { url: URL.createObjectURL(file), name, kind });
    for (const oldest of [...this.photos.keys()].slice(0, -MOST)) {
      this.drop(oldest);
    }
  }

  get(avatarId: string): Photo | null {
    return this.photos.get(avatarId) ?? null;
  }

  drop(avatarId: string): void {
    const photo = this.photos.get(avatarId);
    if (photo !== undefined) {
      URL.revokeObjectURL(photo.url);
      this.photos.delete(avatarId);
    }
  }

  clear(): void {
    for (const avatarId of this.photos.keys()) {
      this.drop(avatarId);
    }
  }
}
