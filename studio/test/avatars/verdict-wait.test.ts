import { describe, expect, it } from 'vitest';
import type { Avatar } from '../../src/avatars/avatar.ts';
import { tagsOf } from '../../src/avatars/dialogs.ts';
import { settled } from '../../src/avatars/verdict-wait.ts';

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only the status plays a part
const avatar = (registrationStatus: string): Avatar => ({ registrationStatus }) as Avatar;

describe('waiting for the verdict', () => {
  it('should read again until the registration says so too', async () => {
    // Given
    const answers = ['pending', 'pending', 'success'];
    const pauses: number[] = [];
    // When
    const found = await settled(
      async () => avatar(answers.shift() ?? 'none'),
      async (ms) => void pauses.push(ms),
    );
    // Then
    expect(found.registrationStatus).toBe('success');
    expect(pauses).toEqual([100, 200]);
  });

  it('should give up when the result never comes', async () => {
    let waited = 0;
    const waiting = settled(
      async () => avatar('pending'),
      async (ms) => {
        waited += ms;
      },
    );
    await expect(waiting).rejects.toMatchObject({ slug: 'timeout', passing: true });
    expect(waited).toBeLessThan(25_000);
  });
});

describe('tags', () => {
  it('should lose blanks, empty ones and repeats', () => {
    expect(tagsOf(' a, b ,,a,c d ')).toEqual(['a', 'b', 'c d']);
  });
});
