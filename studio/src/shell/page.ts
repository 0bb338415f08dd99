import type { TemplateResult } from 'lit-html';
import type { AvatarsApi } from '../avatars/avatars-api.ts';
import type { PictureShelf } from '../avatars/picture-shelf.ts';
import type { EventsSocket } from '../events/events-socket.ts';
import type { Api } from '../http/api.ts';
import type { PhotoShelf } from '../register/photo-shelf.ts';
import type { Session } from '../session/session.ts';
import type { Route } from './route.ts';

/** What fills the main area. It holds its own state and asks the studio to be drawn again. */
export interface Page {
  readonly title: string;
  template(): TemplateResult;
  /**
   * Takes up another address without being replaced, so that nothing loses the focus.
   *
   * @returns false when the address asks for another page
   */
  follow?(route: Route): boolean;
  dispose(): void;
}

/** What every page may use. */
export interface Studio {
  readonly session: Session;
  readonly api: Api;
  readonly events: EventsSocket;
  readonly avatars: AvatarsApi;
  readonly pictures: PictureShelf;
  readonly photos: PhotoShelf;
  readonly userId: string;
  readonly userName: string;
  /** Whether the engine lets this user override what a preset says. */
  readonly admin: boolean;
  /** Draw again soon. */
  changed(): void;
  go(route: Route): void;
  /** Goes there in place of the present address, so that Back does not lead through each letter. */
  turn(route: Route): void;
}
