/** How frames travel. */
export type TransportKind = 'webrtc' | 'websocket';
export type TransportChoice = 'auto' | TransportKind;

/** How much of the face is sent: as the server sees fit, or 0 all of it to 3 the least. */
export type LevelChoice = 'auto' | 0 | 1 | 2 | 3;

/** Whose connection it is. */
export interface Seat {
  readonly sessionId: string;
  readonly token: string;
  /** Who it was before, to go on as the same one. */
  readonly resume: string | null;
  readonly level: LevelChoice;
}

/** A way for frames and control messages, whatever is beneath it. */
export interface Transport {
  readonly kind: TransportKind;
  /** Sends a frame or an acknowledgement, or drops it when there is no room. */
  sendBytes(bytes: Uint8Array<ArrayBuffer>): void;
  sendText(text: string): void;
  close(): void;
}

/** What a transport tells. It closes once, also when it never opened. */
export interface TransportEvents {
  opened(): void;
  bytes(bytes: Uint8Array): void;
  text(text: string): void;
  /** @param code as of a WebSocket; 1006 when the network went */
  closed(code: number): void;
}

export type OpenTransport = (seat: Seat, events: TransportEvents) => Transport;

/** How the wire says that a connection is over. */
export const CLOSE = {
  left: 1000,
  goingAway: 1001,
  lost: 1006,
  sessionClosed: 4000,
  moved: 4001,
  silent: 4002,
  protocol: 4003,
  tokenExpired: 4004,
  full: 4005,
  replaced: 4006,
  /** Not of the wire: there is no such session, or not for this token. */
  refused: 4403,
} as const;

const REASONS: Readonly<Record<string, number>> = {
  'session-closed': CLOSE.sessionClosed,
  moved: CLOSE.moved,
  silent: CLOSE.silent,
  protocol: CLOSE.protocol,
  'token-expired': CLOSE.tokenExpired,
  full: CLOSE.full,
  replaced: CLOSE.replaced,
  'going-away': CLOSE.goingAway,
};

/** The close code of a reason that a `bye` names. */
export function codeOf(reason: string): number {
  return REASONS[reason] ?? CLOSE.lost;
}

/** More than this waiting to be sent means that the network does not keep up. */
export const ROOM_BYTES = 16_384;
export const FRAME_PROTOCOL = 'avatar.frame.v1';
