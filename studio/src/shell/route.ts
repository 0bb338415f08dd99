import { addressOf, ALL, filterOf } from '../avatars/avatar-filter.ts';
import type { AvatarFilter } from '../avatars/avatar-filter.ts';

/** Where the user is. It is kept in the fragment, so that ids never reach a server's log. */
export type Route =
  | { readonly page: 'register' }
  | { readonly page: 'avatars'; readonly index: number; readonly filter: AvatarFilter }
  | { readonly page: 'avatar'; readonly avatarId: string; readonly jobId: string | null }
  | { readonly page: 'account' }
  | { readonly page: 'live' }
  | { readonly page: 'drive'; readonly sessionId: string }
  /** The token of a watcher stands here alone, so that it never leaves the browser in an address. */
  | { readonly page: 'watch'; readonly sessionId: string; readonly token: string | null };

/** The list as it is first seen. */
export const AVATARS: Route = { page: 'avatars', index: 0, filter: ALL };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const SESSION = /^[a-z0-9](?:[a-z0-9-]{0,48}[a-z0-9])?\.[a-z2-7]{16}$/;
/** A token as the engine makes them: three parts of base64url. */
const TOKEN = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** Reads a fragment; what is not understood leads to the start. */
export function routeOf(fragment: string): Route {
  const [path = '', query = ''] = fragment.replace(/^#/, '').split('?');
  const [, first, second] = path.split('/');
  const parameters = new URLSearchParams(query);
  if (first === 'avatars' && second !== undefined && UUID.test(second)) {
    const jobId = parameters.get('job');
    return {
      page: 'avatar',
      avatarId: second,
      jobId: jobId !== null && UUID.test(jobId) ? jobId : null,
    };
  }
  if (first === 'avatars') {
    const page = Number(parameters.get('page') ?? '1');
    return {
      page: 'avatars',
      index: Number.isInteger(page) && page > 0 ? page - 1 : 0,
      filter: filterOf(parameters),
    };
  }
  if (first === 'live') {
    return second !== undefined && SESSION.test(second)
      ? { page: 'drive', sessionId: second }
      : { page: 'live' };
  }
  if (first === 'watch' && second !== undefined && SESSION.test(second)) {
    const token = parameters.get('token');
    return { page: 'watch', sessionId: second, token: token !== null && TOKEN.test(token) ? token : null };
  }
  return first === 'account' ? { page: 'account' } : { page: 'register' };
}

export function fragmentOf(route: Route): string {
  switch (route.page) {
    case 'register':
      return '#/';
    case 'avatars': {
      const query = addressOf(route.filter);
      if (route.index > 0) {
        query.set('page', String(route.index + 1));
      }
      return query.size === 0 ? '#/avatars' : `#/avatars?${query}`;
    }
    case 'avatar':
      return `#/avatars/${route.avatarId}${route.jobId === null ? '' : `?job=${route.jobId}`}`;
    case 'account':
      return '#/account';
    case 'live':
      return '#/live';
    case 'drive':
      return `#/live/${route.sessionId}`;
    case 'watch':
      return `#/watch/${route.sessionId}${route.token === null ? '' : `?token=${route.token}`}`;
  }
}
