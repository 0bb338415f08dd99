import { Problem } from '../http/problem.ts';
import type { Avatar } from './avatar.ts';

const FIRST_MS = 100;
const MOST_MS = 1_500;
const PATIENCE_MS = 20_000;

/**
 * Reads an avatar whose job has ended until the avatar says so too: the news of the job may be here
 * before the engine has written the result down.
 *
 * @param written whether the result is in what was read
 */
export async function settled(
  read: () => Promise<Avatar>,
  pause: (ms: number) => Promise<void>,
  written: (avatar: Avatar) => boolean = (avatar) => avatar.registrationStatus !== 'pending',
): Promise<Avatar> {
  let waited = 0;
  for (let ms = FIRST_MS; ; ms = Math.min(MOST_MS, ms * 2)) {
    const avatar = await read();
    if (written(avatar)) {
      return avatar;
    }
    if (waited >= PATIENCE_MS) {
      throw new Problem('timeout', 0, 'The result is not written down yet', [
        { code: 'timeout', message: 'The job is done, its result is late. Try again in a moment.' },
      ]);
    }
    await pause(ms);
    waited += ms;
  }
}
