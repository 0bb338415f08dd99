import { open } from '../http/api.ts';
import type { Identity } from './session.ts';
import type { Tokens } from './tokens.ts';

/** The token endpoints of the gateway. */
export const gatewayIdentity: Identity = {
  token: (username, password) => open<Tokens>('/api/v1/auth/token', { username, password }),
  refresh: (refreshToken) => open<Tokens>('/api/v1/auth/refresh', { refreshToken }),
  logout: (refreshToken) => open<void>('/api/v1/auth/logout', { refreshToken }),
};
