import { describe, expect, it } from 'vitest';
import { AVATARS, fragmentOf, routeOf } from '../../src/shell/route.ts';

const ID = '0f8fad5b-d9cb-469f-a165-70867728950e';
const JOB = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
const SESSION = 'animation-0.abcdefghijklmn27';
const TOKEN = 'eyJh-_0.eyJzdWI.sig_nature-1';

describe('a route', () => {
  it.each([
    '#/',
    '#/avatars',
    '#/avatars?page=3',
    '#/avatars?q=zo%C3%AB&tag=a+b&tag=c%26d&inactive=true&page=2',
    '#/account',
    `#/avatars/${ID}`,
    `#/avatars/${ID}?job=${JOB}`,
    '#/live',
    `#/live/${SESSION}`,
    `#/watch/${SESSION}`,
    `#/watch/${SESSION}?token=${TOKEN}`,
  ])('should be the same again when %s is read and written', (fragment) => {
    expect(fragmentOf(routeOf(fragment))).toBe(fragment);
  });

  it.each(['', '#', '#/nowhere', '#avatars'])('should lead to the start for %j', (fragment) => {
    expect(routeOf(fragment)).toEqual({ page: 'register' });
  });

  it('should not pass on ids that are none', () => {
    expect(routeOf('#/avatars/../../evil')).toEqual(AVATARS);
    expect(routeOf(`#/avatars/${ID}?job=1/../x`)).toEqual({
      page: 'avatar',
      avatarId: ID,
      jobId: null,
    });
    expect(routeOf('#/avatars?page=-1')).toEqual(AVATARS);
  });

  it('should not pass on sessions and tokens that are none', () => {
    expect(routeOf('#/live/../../evil')).toEqual({ page: 'live' });
    expect(routeOf(`#/live/${SESSION.toUpperCase()}`)).toEqual({ page: 'live' });
    expect(routeOf('#/watch/x')).toEqual({ page: 'register' });
    expect(routeOf(`#/watch/${SESSION}?token=a b`)).toEqual({
      page: 'watch',
      sessionId: SESSION,
      token: null,
    });
  });
});
