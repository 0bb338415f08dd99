import { FRAME_PROTOCOL, ROOM_BYTES } from './transport.ts';
import type { OpenTransport, Seat } from './transport.ts';

/** The part of a WebSocket that is used here. */
export interface SocketLike {
  binaryType: BinaryType;
  readonly bufferedAmount: number;
  readonly readyState: number;
  send(data: string | Uint8Array<ArrayBuffer>): void;
  close(code?: number): void;
  addEventListener(type: 'open', heard: () => void): void;
  addEventListener(type: 'message', heard: (event: { data: unknown }) => void): void;
  addEventListener(type: 'close', heard: (event: { code: number }) => void): void;
}

export type MakeSocket = (path: string, protocols: string[]) => SocketLike;

const OPEN = 1;

/** Where a session's stream is, and what is offered there; the token never stands in the address. */
export function streamOf({ sessionId, token, resume, level }: Seat): { path: string; protocols: string[] } {
  const query = level === 'auto' ? '' : `?level=${level}`;
  return {
    path: `/api/v1/sessions/${encodeURIComponent(sessionId)}/stream${query}`,
    protocols: [FRAME_PROTOCOL, `bearer.${token}`, ...(resume === null ? [] : [`resume.${resume}`])],
  };
}

/** Frames and control messages over one WebSocket. */
export function socketTransport(make: MakeSocket): OpenTransport {
  return (seat, events) => {
    const { path, protocols } = streamOf(seat);
    const socket = make(path, protocols);
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('open', () => events.opened());
    socket.addEventListener('message', ({ data }) => {
      if (typeof data === 'string') {
        events.text(data);
      } else if (data instanceof ArrayBuffer) {
        events.bytes(new Uint8Array(data));
      }
    });
    socket.addEventListener('close', ({ code }) => events.closed(code));
    return {
      kind: 'websocket',
      sendBytes: (bytes) => {
        if (socket.readyState === OPEN && socket.bufferedAmount < ROOM_BYTES) {
          socket.send(bytes);
        }
      },
      sendText: (text) => {
        if (socket.readyState === OPEN) {
          socket.send(text);
        }
      },
      close: () => socket.close(1000),
    };
  };
}

/** A WebSocket to the server that served this page. */
export function socketHere(path: string, protocols: string[]): SocketLike {
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
  return new WebSocket(`${scheme}//${location.host}${path}`, protocols);
}
