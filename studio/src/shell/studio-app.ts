import { html, nothing, render } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { AccountPage } from '../account/account-page.ts';
import { AvatarPage } from '../avatars/avatar-page.ts';
import { AvatarsApi } from '../avatars/avatars-api.ts';
import { AvatarsPage } from '../avatars/avatars-page.ts';
import { PictureShelf } from '../avatars/picture-shelf.ts';
import { connectHere, EventsSocket } from '../events/events-socket.ts';
import { Api } from '../http/api.ts';
import { PhotoShelf } from '../register/photo-shelf.ts';
import { RegisterPage } from '../register/register-page.ts';
import { Session } from '../session/session.ts';
import type { Identity, SessionState } from '../session/session.ts';
import { SignInPage } from '../session/sign-in-page.ts';
import type { TabChannel } from '../session/tab-channel.ts';
import { icons } from './icons.ts';
import { LazyPage } from './lazy-page.ts';
import { problemNotice } from './notice.ts';
import type { Page, Studio } from './page.ts';
import { AVATARS, fragmentOf, routeOf } from './route.ts';
import type { Route } from './route.ts';

/** The whole app: who is signed in, which page is shown, and when it is drawn. */
export class StudioApp {
  private readonly session: Session;
  private readonly events: EventsSocket;
  private readonly api: Api;
  private readonly avatars: AvatarsApi;
  private readonly pictures: PictureShelf;
  private readonly photos = new PhotoShelf();
  private page: Page | null = null;
  private shown = '';
  private drawing = false;

  constructor(
    private readonly root: HTMLElement,
    identity: Identity,
    tabs: TabChannel,
  ) {
    const changed = (): void => this.changed();
    this.session = new Session(identity, sessionStorage, tabs, changed);
    this.api = new Api(this.session);
    this.avatars = new AvatarsApi(this.api);
    this.events = new EventsSocket(this.session, connectHere, changed);
    this.pictures = new PictureShelf(this.avatars, changed);
  }

  async start(): Promise<void> {
    window.addEventListener('hashchange', () => this.changed());
    window.addEventListener('online', () => this.changed());
    window.addEventListener('offline', () => this.changed());
    // A photo that misses the drop area must not replace the page.
    window.addEventListener('dragover', (event) => event.preventDefault());
    window.addEventListener('drop', (event) => event.preventDefault());
    this.changed();
    await this.session.restore();
  }

  /** Draws once, however often it is asked before. */
  private changed(): void {
    if (!this.drawing) {
      this.drawing = true;
      queueMicrotask(() => {
        this.drawing = false;
        this.draw();
      });
    }
  }

  private draw(): void {
    const turned = this.turnTo();
    render(this.template(), this.root);
    document.title = this.page === null ? 'Avatar Engine Studio' : `${this.page.title} · Avatar Engine Studio`;
    if (turned) {
      window.scrollTo(0, 0);
      const start =
        this.root.querySelector<HTMLElement>('input[name=username]') ??
        this.root.querySelector<HTMLElement>('h1');
      start?.focus({ preventScroll: true });
    }
  }

  /** Puts up the page that belongs to the session and the address; says whether it is another. */
  private turnTo(): boolean {
    const { state } = this.session;
    const route = routeOf(location.hash);
    const wanted =
      route.page === 'watch'
        ? fragmentOf(route)
        : state.kind === 'in'
          ? `in ${state.userId} ${fragmentOf(route)}`
          : state.kind;
    if (wanted === this.shown) {
      return false;
    }
    const same = state.kind === 'in' && this.shown.startsWith(`in ${state.userId} `);
    this.shown = wanted;
    if (same && this.page?.follow?.(route)) {
      return false;
    }
    this.page?.dispose();
    this.page = null;
    if (route.page === 'watch') {
      this.page = this.watchPage(route);
    } else if (state.kind === 'in') {
      this.page = this.pageOf(route, state);
    } else if (state.kind === 'out') {
      this.forget();
      this.page = new SignInPage(this.session, () => this.changed());
    }
    return true;
  }

  /** What the next user of this tab must not see. */
  private forget(): void {
    this.events.close();
    this.pictures.clear();
    this.photos.clear();
  }

  /** Whoever has the link may watch; there is nobody to sign in. */
  private watchPage({ sessionId, token }: Extract<Route, { page: 'watch' }>): Page {
    const changed = (): void => this.changed();
    return new LazyPage(
      'Live face',
      async () => {
        const { WatchPage } = await import('../live/watch-page.ts');
        return new WatchPage(sessionId, token, changed);
      },
      changed,
    );
  }

  private pageOf(
    route: Exclude<Route, { page: 'watch' }>,
    who: Extract<SessionState, { kind: 'in' }>,
  ): Page {
    const { session, api, events, avatars, pictures, photos } = this;
    const studio: Studio = {
      session,
      api,
      events,
      avatars,
      pictures,
      photos,
      userId: who.userId,
      userName: who.name,
      admin: who.roles.includes('admin'),
      changed: () => this.changed(),
      go: (to) => {
        location.hash = fragmentOf(to);
      },
      turn: (to) => {
        history.replaceState(null, '', fragmentOf(to));
        this.changed();
      },
    };
    switch (route.page) {
      case 'register':
        return new RegisterPage(studio);
      case 'avatars':
        return new AvatarsPage(studio, route.index, route.filter);
      case 'avatar':
        return new AvatarPage(studio, route.avatarId, route.jobId);
      case 'account':
        return new AccountPage(studio);
      case 'live':
        return new LazyPage(
          'Live',
          async () => new (await import('../live/sessions-page.ts')).SessionsPage(studio),
          studio.changed,
        );
      case 'drive': {
        const { sessionId } = route;
        return new LazyPage(
          'Live session',
          async () => new (await import('../live/drive-page.ts')).DrivePage(studio, sessionId),
          studio.changed,
        );
      }
    }
  }

  private template(): TemplateResult {
    const { state } = this.session;
    const watching = routeOf(location.hash).page === 'watch';
    return html`${state.kind === 'in' && !watching ? this.header(state.name) : nothing}
      <div class="offline" role="status" ?hidden=${navigator.onLine}>
        You are offline. The studio goes on as soon as there is a network.
      </div>
      <main id="main">
        ${this.page?.template() ?? nothing}
        ${state.kind === 'unreachable' && !watching
          ? html`<section class="sign-in">
              <div class="card">
                ${problemNotice(state.problem, () => void this.session.restore())}
              </div>
            </section>`
          : nothing}
      </main>`;
  }

  private header(name: string): TemplateResult {
    const route = routeOf(location.hash).page;
    const link = (to: Route, label: string): TemplateResult =>
      html`<a
        href=${fragmentOf(to)}
        aria-current=${route === to.page || (route === 'drive' && to.page === 'live') ? 'page' : 'false'}
        >${label}</a
      >`;
    return html`<a class="skip" href="#main" @click=${skip}>Skip to the content</a>
      <header class="bar">
        <a class="brand" href="#/">${icons.logo}<span>Avatar Engine</span></a>
        <nav aria-label="Studio">
          ${link({ page: 'register' }, 'Register')}
          ${link(AVATARS, 'My avatars')} ${link({ page: 'live' }, 'Live')}
        </nav>
        <div class="bar-user">
          <a
            class="user"
            href=${fragmentOf({ page: 'account' })}
            title="Signed in as ${name}: your account"
            aria-label="Your account, ${name}"
            aria-current=${route === 'account' ? 'page' : 'false'}
            >${icons.person}<span>${name}</span></a
          >
          <button
            type="button"
            class="button small"
            id="sign-out"
            @click=${() => void this.session.signOut()}
          >
            Sign out
          </button>
        </div>
      </header>`;
  }
}

/** The fragment is the route, so the link moves the focus itself. */
function skip(event: Event): void {
  event.preventDefault();
  document.querySelector<HTMLElement>('main h1')?.focus();
}
