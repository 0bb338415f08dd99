import type { TokenSource } from '../http/api.ts';
import { backoffMs } from './backoff.ts';
import { serverEventOf } from './server-event.ts';
import type { ServerEvent } from './server-event.ts';

/** The part of a WebSocket that is used here. */
export interface Wire {
  send(text: string): void;
  close(): void;
}

/** What a wire tells. It closes once, also when it never opened. */
export interface WireEvents {
  opened(): void;
  heard(text: string): void;
  closed(code: number): void;
}

export type Connect = (protocols: string[], events: WireEvents) => Wire;
export type Listener = (event: ServerEvent) => void;
export type SocketState = 'closed' | 'connecting' | 'open';

interface Room {
  readonly listeners: Set<Listener>;
  /** Id of the newest event heard of this avatar, 0 before the first. */
  newest: number;
}

const PROTOCOL = 'avatar.events.v1';
/** The server ends a connection so when its token is over. */
const TOKEN_EXPIRED = 4401;
/** A connection that does not open in this time is given up. */
const OPEN_MS = 8_000;

/**
 * The live events of the user's jobs. It connects while somebody follows something, comes back by
 * itself when the connection is lost, and then asks for what was missed. Delivery is at least once.
 */
export class EventsSocket {
  state: SocketState = 'closed';

  private wire: Wire | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  private token: string | null = null;
  private tokenRefused = false;
  /** Id of the newest event heard, from which to resume. */
  private newest: number | null = null;
  private readonly rooms = new Map<string, Room>();

  constructor(
    private readonly tokens: TokenSource,
    private readonly connect: Connect,
    private readonly changed: () => void,
    private readonly random: () => number = Math.random,
  ) {}

  /**
   * Follows an avatar from its first event on.
   *
   * @returns ends it
   */
  follow(avatarId: string, listener: Listener): () => void {
    const room: Room = this.rooms.get(avatarId) ?? { listeners: new Set(), newest: 0 };
    room.listeners.add(listener);
    this.rooms.set(avatarId, room);
    if (this.state === 'closed') {
      void this.start();
    } else if (this.state === 'open') {
      this.subscribe(avatarId, 0);
    }
    return () => {
      room.listeners.delete(listener);
      if (room.listeners.size === 0 && this.rooms.get(avatarId) === room) {
        this.rooms.delete(avatarId);
        this.send('avatar:unsubscribe', { avatarId });
        if (this.rooms.size === 0) {
          this.stop();
        }
      }
    };
  }

  /** Subscribes once more, for an avatar that was not known yet. */
  again(avatarId: string): void {
    if (this.rooms.has(avatarId)) {
      this.subscribe(avatarId, 0);
    }
  }

  /** Ends everything, as on signing out. */
  close(): void {
    this.rooms.clear();
    this.newest = null;
    this.stop();
  }

  private async start(): Promise<void> {
    clearTimeout(this.timer);
    this.become('connecting');
    let token: string;
    try {
      const refused = this.tokenRefused ? this.token : null;
      token = refused === null ? await this.tokens.token() : await this.tokens.replace(refused);
    } catch {
      this.failed();
      return;
    }
    if (this.rooms.size === 0 || this.wire !== null) {
      return;
    }
    this.token = token;
    this.tokenRefused = false;
    const wire = this.connect([PROTOCOL, `bearer.${token}`], {
      opened: () => {
        if (this.wire === wire) {
          clearTimeout(this.timer);
          this.opened();
        }
      },
      heard: (text) => {
        if (this.wire === wire) {
          this.heard(text);
        }
      },
      closed: (code) => {
        if (this.wire === wire) {
          this.wire = null;
          // An upgrade that is refused looks like any failure; a stale token may be the cause.
          this.tokenRefused = code === TOKEN_EXPIRED || this.failures === 1;
          this.failed();
        }
      },
    });
    this.wire = wire;
    this.timer = setTimeout(() => wire.close(), OPEN_MS);
  }

  private opened(): void {
    this.failures = 0;
    this.become('open');
    for (const [avatarId, room] of this.rooms) {
      this.subscribe(avatarId, room.newest);
    }
    if (this.newest !== null) {
      this.send('resume', { since: this.newest });
    }
  }

  private heard(text: string): void {
    const event = serverEventOf(text);
    if (event === null) {
      return;
    }
    if (event.kind === 'job') {
      this.newest = Math.max(this.newest ?? 0, event.id);
    } else if (event.code === 'events-expired' && event.avatarId !== null) {
      // Too long away for a replay: hear at least how it stands now.
      this.subscribe(event.avatarId, null);
    }
    const room = event.avatarId === null ? undefined : this.rooms.get(event.avatarId);
    if (room !== undefined) {
      if (event.kind === 'job') {
        room.newest = Math.max(room.newest, event.id);
      }
      for (const listener of room.listeners) {
        listener(event);
      }
    }
  }

  private failed(): void {
    clearTimeout(this.timer);
    if (this.rooms.size === 0) {
      this.become('closed');
      return;
    }
    this.become('connecting');
    this.failures += 1;
    this.timer = setTimeout(() => {
      void this.start();
    }, backoffMs(this.failures, this.random()));
  }

  private stop(): void {
    clearTimeout(this.timer);
    const wire = this.wire;
    this.wire = null;
    this.failures = 0;
    wire?.close();
    this.become('closed');
  }

  private subscribe(avatarId: string, since: number | null): void {
    this.send('avatar:subscribe', since === null ? { avatarId } : { avatarId, since });
  }

  private send(event: string, data: object): void {
    if (this.state === 'open') {
      this.wire?.send(JSON.stringify({ event, data }));
    }
  }

  private become(state: SocketState): void {
    if (this.state !== state) {
      this.state = state;
      this.changed();
    }
  }
}

/** Connects to the server that served this page. */
export function connectHere(protocols: string[], events: WireEvents): Wire {
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(`${scheme}//${location.host}/api/v1/events`, protocols);
  socket.addEventListener('open', () => events.opened());
  socket.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (typeof event.data === 'string') {
      events.heard(event.data);
    }
  });
  socket.addEventListener('close', (event) => events.closed(event.code));
  return { send: (text) => socket.send(text), close: () => socket.close() };
}
