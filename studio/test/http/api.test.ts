import { afterEach, describe, expect, it, vi } from 'vitest';
import { AvatarsApi } from '../../src/avatars/avatars-api.ts';
import { Api } from '../../src/http/api.ts';

const tokens = { token: async () => 't', replace: async () => 't2' };

describe('asking the engine', () => {
  const asked: [path: string, init: RequestInit][] = [];
  const answer = (...answers: Response[]): AvatarsApi => {
    asked.length = 0;
    vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
      asked.push([path, init]);
      return answers.shift() ?? new Response('{}', { status: 500 });
    });
    return new AvatarsApi(new Api(tokens));
  };

  afterEach(() => vi.unstubAllGlobals());

  it('should order a regeneration and name its job', async () => {
    // Given
    const headers = { Location: 'https://any.example/api/v1/jobs/3f2504e0' };
    const avatars = answer(new Response('{}', { status: 202, headers }));
    // When
    const jobId = await avatars.regenerate('a/b', 'fast');
    // Then
    expect(jobId).toBe('3f2504e0');
    expect(asked[0]?.[0]).toBe('/api/v1/avatars/a%2Fb/regenerate');
    expect(asked[0]?.[1]).toMatchObject({
      method: 'POST',
      body: '{"preset":"fast"}',
      headers: { Prefer: 'respond-async', Authorization: 'Bearer t' },
    });
  });

  it('should name no job when an order is done already', async () => {
    const avatars = answer(Response.json({}));
    expect(await avatars.regenerate('a', 'quality')).toBeNull();
  });

  it('should fail when an order does not name its job', async () => {
    const avatars = answer(new Response('{}', { status: 202 }));
    await expect(avatars.regenerate('a', 'fast')).rejects.toMatchObject({
      slug: 'unreadable-answer',
    });
  });

  it('should list the versions newest first', async () => {
    const versions = [{ version: 1 }, { version: 3 }, { version: 2 }];
    const avatars = answer(Response.json({ versions }));
    const found = await avatars.versions('a', new AbortController().signal);
    expect(found.map(({ version }) => version)).toEqual([3, 2, 1]);
  });

  it('should send only what is to change', async () => {
    const avatars = answer(Response.json({}), Response.json({}));
    await avatars.edit('a', { consent: false });
    await avatars.edit('a', { name: 'Zoë', isActive: false });
    expect(asked.map(([, init]) => init.body)).toEqual([
      '{"consent":false}',
      '{"name":"Zoë","isActive":false}',
    ]);
  });

  it('should fetch the export as it is, once more with another token', async () => {
    const zip = new Response(Uint8Array.of(80, 75, 3, 4));
    const avatars = answer(new Response('', { status: 401 }), zip);
    const blob = await avatars.export(new AbortController().signal);
    expect(blob.size).toBe(4);
    expect(asked.map(([path]) => path)).toEqual(
      Array.from({ length: 2 }, () => '/api/v1/users/me/export'),
    );
    expect(asked[1]?.[1].headers).toMatchObject({ Authorization: 'Bearer t2' });
  });
});
