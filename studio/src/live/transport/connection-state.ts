import { CLOSE } from './transport.ts';

/** The life of a connection, as the requirement draws it. */
export type ConnectionState =
  | 'init'
  | 'connecting'
  | 'connected'
  | 'active'
  | 'closing'
  | 'closed'
  | 'failed';

const NEXT: Readonly<Record<ConnectionState, readonly ConnectionState[]>> = {
  init: ['connecting', 'closed'],
  connecting: ['connected', 'failed', 'closing', 'closed'],
  connected: ['active', 'failed', 'closing', 'closed'],
  active: ['failed', 'closing', 'closed'],
  closing: ['closed'],
  closed: ['connecting'],
  failed: ['connecting', 'closed'],
};

/** Whether one state may follow the other. */
export function mayFollow(from: ConnectionState, to: ConnectionState): boolean {
  return NEXT[from].includes(to);
}

export const STATE_WORDS: Readonly<Record<ConnectionState, string>> = {
  init: 'Not connected yet',
  connecting: 'Connecting…',
  connected: 'Connected, waiting for the first frame',
  active: 'Live',
  closing: 'Closing…',
  closed: 'Closed',
  failed: 'Connection lost, trying again…',
};

/** Why a connection does not come back by itself; null when it does. */
export function finalWords(code: number): string | null {
  switch (code) {
    case CLOSE.sessionClosed:
      return 'The session was closed by its owner.';
    case CLOSE.replaced:
      return 'This place was taken by another window.';
    case CLOSE.refused:
      return 'There is no such session, or this link is not good for it any more.';
    default:
      return null;
  }
}
