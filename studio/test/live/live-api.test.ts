import { afterEach, describe, expect, it, vi } from 'vitest';
import { Api } from '../../src/http/api.ts';
import { LiveApi } from '../../src/live/live-api.ts';
import { linkToken } from '../../src/live/watch-page.ts';

vi.mock('../../src/live/live-head.ts', () => ({}));

const ID = 'pod-1.abcdefghijklmnop';

function shelf() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

function serverThatSays(answers: Record<string, unknown>) {
  const asked: { call: string; body: unknown }[] = [];
  vi.stubGlobal('fetch', (url: string, { method, body }: { method: string; body: string | null }) => {
    asked.push({ call: `${method} ${url}`, body: body === null ? null : JSON.parse(body) });
    const answer = answers[`${method} ${url}`];
    return Promise.resolve(answer === undefined ? new Response(null, { status: 204 }) : Response.json(answer));
  });
  return asked;
}

const api = new Api({ token: async () => 't', replace: async () => 't' });

describe('the live API', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('should keep the viewer token of a session for its link, until it is closed', async () => {
    const live = new LiveApi(api, shelf());
    const asked = serverThatSays({
      'POST /api/v1/sessions': { sessionId: ID, rig: 'arkit', fps: 60, tokens: { viewer: 'v.v.v' } },
    });
    await live.create({ rig: 'arkit', fps: 60 });
    expect(asked[0]?.body).toEqual({ rig: 'arkit', fps: 60 });
    expect(live.viewerToken(ID)).toBe('v.v.v');
    await live.close(ID);
    expect(live.viewerToken(ID)).toBeNull();
    expect(asked.at(-1)?.call).toBe(`DELETE /api/v1/sessions/${ID}`);
  });

  it('should make another link when it is asked', async () => {
    const live = new LiveApi(api, shelf());
    const asked = serverThatSays({ [`POST /api/v1/sessions/${ID}/tokens`]: { role: 'viewer', token: 'w.w.w' } });
    await live.newViewerToken(ID);
    expect(asked[0]?.body).toEqual({ role: 'viewer' });
    expect(live.viewerToken(ID)).toBe('w.w.w');
  });

  it('should leave the duration out when an emotion is to stay', async () => {
    const live = new LiveApi(api, shelf());
    const asked = serverThatSays({});
    await live.emotion(ID, 'joy', 0.5, null);
    await live.emotion(ID, 'joy', 0.5, 2_000);
    expect(asked.map(({ body }) => body)).toEqual([
      { emotion: 'joy', intensity: 0.5 },
      { emotion: 'joy', intensity: 0.5, durationMs: 2_000 },
    ]);
  });
});

describe('the token of a link', () => {
  it('should stay while the server takes it, for there is no other one', async () => {
    serverThatSays({});
    const tokens = linkToken(ID, 'a.b.c');
    await expect(tokens.token()).resolves.toBe('a.b.c');
    await expect(tokens.replace('a.b.c')).resolves.toBe('a.b.c');
  });

  it('should end when the server refuses it', async () => {
    vi.stubGlobal('fetch', async () => new Response('{}', { status: 401 }));
    await expect(linkToken(ID, 'a.b.c').replace('a.b.c')).rejects.toMatchObject({ status: 401 });
  });
});
