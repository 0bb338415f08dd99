import { decodeFace, FACE_MEDIA_TYPE } from '../face/face-codec.ts';
import type { FaceEntry } from '../face/face-entry.ts';
import type { Api } from '../http/api.ts';
import type { Avatar, AvatarPage } from './avatar.ts';

export type Picture = 'crop' | 'overlay';

/** What the API offers around avatars. */
export class AvatarsApi {
  constructor(private readonly api: Api) {}

  /** The user's own, newest first, also where an administrator would see everybody's. */
  list(userId: string, page: number, size: number, signal: AbortSignal): Promise<AvatarPage> {
    const query = new URLSearchParams({ userId, page: String(page), size: String(size) });
    return this.api.json(`/api/v1/avatars?${query}`, { signal });
  }

  get(id: string, signal?: AbortSignal): Promise<Avatar> {
    return this.api.json(pathOf(id), signal === undefined ? {} : { signal });
  }

  rename(id: string, name: string, tags: readonly string[]): Promise<Avatar> {
    return this.api.json(pathOf(id), { method: 'PATCH', json: { name, tags } });
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
