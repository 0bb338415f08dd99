import { decodeFace, FACE_MEDIA_TYPE } from '../face/face-codec.ts';
import type { FaceEntry } from '../face/face-entry.ts';
import type { Api } from '../http/api.ts';
import type { Avatar, AvatarPage, AvatarVersion } from './avatar.ts';
import { listQuery } from './avatar-filter.ts';
import type { AvatarFilter } from './avatar-filter.ts';

export type Picture = 'crop' | 'overlay';

/** What of an avatar's words is to change. */
export interface AvatarChange {
  readonly name?: string;
  readonly tags?: readonly string[];
  readonly isActive?: boolean;
  /** Only withdrawing is offered: a consent is given with an upload. */
  readonly consent?: false;
}

/** All of a user's data may be a few gigabytes. */
const EXPORT_MS = 30 * 60_000;

/** What the API offers around avatars. */
export class AvatarsApi {
  constructor(private readonly api: Api) {}

  /** The user's own, newest first, also where an administrator would see everybody's. */
  list(
    userId: string,
    filter: AvatarFilter,
    page: number,
    size: number,
    signal: AbortSignal,
  ): Promise<AvatarPage> {
    return this.api.json(`/api/v1/avatars?${listQuery(userId, filter, page, size)}`, { signal });
  }

  get(id: string, signal?: AbortSignal): Promise<Avatar> {
    return this.api.json(pathOf(id), signal === undefined ? {} : { signal });
  }

  edit(id: string, change: AvatarChange): Promise<Avatar> {
    return this.api.json(pathOf(id), { method: 'PATCH', json: change });
  }

  /** Every pass of the engine over the original, newest first. */
  async versions(id: string, signal: AbortSignal): Promise<readonly AvatarVersion[]> {
    const { versions } = await this.api.json<{ versions: readonly AvatarVersion[] }>(
      `${pathOf(id)}/versions`,
      { signal },
    );
    return versions.toSorted((one, other) => other.version - one.version);
  }

  /** Has the original examined once more; resolves to the id of the job, null when it is done already. */
  regenerate(id: string, preset: string): Promise<string | null> {
    return this.api.order(`${pathOf(id)}/regenerate`, {
      method: 'POST',
      json: { preset },
      prefer: 'respond-async',
    });
  }

  /** Everything that is kept of the signed-in user, as a zip. */
  export(signal: AbortSignal): Promise<Blob> {
    return this.api.blob('/api/v1/users/me/export', {
      accept: 'application/zip',
      timeoutMs: EXPORT_MS,
      signal,
    });
  }

  erase(id: string): Promise<void> {
    return this.api.done(`${pathOf(id)}?confirm=true`, { method: 'DELETE' });
  }

  picture(id: string, picture: Picture, signal?: AbortSignal): Promise<Blob> {
    return this.api.blob(`${pathOf(id)}/face/${picture}.png`, {
      accept: 'image/png',
      ...(signal && { signal }),
    });
  }

  /** @throws FaceFormatError when the entry does not verify */
  async face(id: string, signal: AbortSignal): Promise<FaceEntry> {
    return decodeFace(
      await this.api.bytes(`${pathOf(id)}/face`, { accept: FACE_MEDIA_TYPE, signal }),
    );
  }
}

function pathOf(id: string): string {
  return `/api/v1/avatars/${encodeURIComponent(id)}`;
}
