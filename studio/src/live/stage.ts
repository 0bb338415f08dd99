import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { Api, TokenSource } from '../http/api.ts';
import { notice } from '../shell/notice.ts';
import './live-head.ts';
import { STATE_WORDS } from './transport/connection-state.ts';
import { LiveConnection } from './transport/live-connection.ts';
import { introductionBy, rtcTransport } from './transport/rtc-transport.ts';
import { socketHere, socketTransport } from './transport/socket-transport.ts';
import type { LevelChoice, TransportChoice } from './transport/transport.ts';

const LEVEL_WORDS = ['full', 'reduced', 'low', 'minimal'] as const;
const TRANSPORT_WORDS = { webrtc: 'WebRTC', websocket: 'WebSocket' } as const;
const DELAYS = [0, 40, 80, 150] as const;

/** The connection of this page to a session, through the browser's own transports. */
export function connectionTo(
  sessionId: string,
  tokens: TokenSource,
  api: Api,
  changed: () => void,
): LiveConnection {
  return new LiveConnection({
    sessionId,
    tokens,
    open: {
      webrtc: rtcTransport((configuration) => new RTCPeerConnection(configuration), introductionBy(api)),
      websocket: socketTransport(socketHere),
    },
    now: () => performance.now(),
    random: Math.random,
    changed,
    screenHeight: () => document.querySelector('live-head')?.clientHeight ?? window.innerHeight,
  });
}

/** The head, what carries it, and how well. */
export class Stage {
  private blind = false;

  constructor(
    readonly connection: LiveConnection,
    private readonly changed: () => void,
  ) {}

  /** @param viewers how many take part, null where that is not known */
  template(viewers: number | null): TemplateResult {
    const { connection } = this;
    const { state, ended, complaint } = connection;
    return html`<figure class="live-stage">
      <div class="live-picture">
        <live-head .source=${this.source} @head-failed=${this.failed}></live-head>
        ${this.blind
          ? html`<div class="live-blind">
              ${notice('error', 'The head cannot be drawn', [
                {
                  code: 'no-webgl',
                  message: 'This browser draws no three dimensions. Allow WebGL or use another browser.',
                },
              ])}
            </div>`
          : nothing}
        <p class="live-state ${state}" role="status" data-state=${state}>
          <span class="live-dot"></span>${ended ?? STATE_WORDS[state]}
        </p>
      </div>
      <figcaption>
        ${this.strip(viewers)} ${this.choices()}
        ${complaint === null ? nothing : notice('warning', complaint, [])}
        ${ended === null
          ? nothing
          : html`<button type="button" class="button small" @click=${() => connection.connect()}>
              Connect again
            </button>`}
      </figcaption>
    </figure>`;
  }

  private strip(viewers: number | null): TemplateResult {
    const { connection } = this;
    const live = connection.state === 'active';
    const { fps, kbitPerSecond, lossPercent, latencyMs, rttMs } = connection.reading();
    const delay = latencyMs ?? (rttMs === null ? null : rttMs / 2);
    const cell = (name: string, id: string, value: string): TemplateResult =>
      html`<div>
        <dt>${name}</dt>
        <dd data-meter=${id}>${value}</dd>
      </div>`;
    return html`<dl class="live-strip">
      ${cell('Transport', 'transport', connection.kind === null ? '–' : TRANSPORT_WORDS[connection.kind])}
      ${cell('Frames/s', 'fps', live ? fps.toFixed(0) : '–')}
      ${cell('Latency', 'latency', live && delay !== null ? `${delay.toFixed(0)} ms` : '–')}
      ${cell('kbit/s', 'kbit', live ? kbitPerSecond.toFixed(1) : '–')}
      ${cell('Level', 'level', live ? `${connection.level} ${LEVEL_WORDS[connection.level] ?? ''}` : '–')}
      ${cell('Loss', 'loss', live && lossPercent !== null ? `${lossPercent.toFixed(1)} %` : '–')}
      ${viewers === null ? nothing : cell('Taking part', 'viewers', String(viewers))}
    </dl>`;
  }

  private choices(): TemplateResult {
    const { connection } = this;
    const option = (value: string, words: string, current: string): TemplateResult =>
      html`<option value=${value} ?selected=${value === current}>${words}</option>`;
    const level = String(connection.levelChoice);
    return html`<div class="live-choices">
      <label
        ><span>Transport</span>
        <select id="transport" @change=${this.transport}>
          ${option('auto', 'Automatic', connection.transportChoice)}
          ${option('webrtc', 'WebRTC', connection.transportChoice)}
          ${option('websocket', 'WebSocket', connection.transportChoice)}
        </select></label
      >
      <label
        ><span>Level</span>
        <select id="level" @change=${this.level}>
          ${option('auto', 'Automatic', level)}
          ${LEVEL_WORDS.map((words, i) => option(String(i), `${i} ${words}`, level))}
        </select></label
      >
      <label
        ><span>Smoothing</span>
        <select id="delay" @change=${this.delay}>
          ${DELAYS.map((ms) =>
            option(String(ms), ms === 0 ? 'None, newest frame' : `${ms} ms`, String(connection.playout.delayMs)),
          )}
        </select></label
      >
    </div>`;
  }

  private readonly source = (): Float32Array | null => this.connection.toShow();

  private readonly failed = (): void => {
    this.blind = true;
    this.changed();
  };

  private readonly transport = (event: Event): void => {
    const value = chosen(event);
    const choices: readonly TransportChoice[] = ['auto', 'webrtc', 'websocket'];
    this.connection.chooseTransport(choices.find((choice) => choice === value) ?? 'auto');
  };

  private readonly level = (event: Event): void => {
    const value = chosen(event);
    const levels: readonly LevelChoice[] = ['auto', 0, 1, 2, 3];
    this.connection.chooseLevel(levels.find((level) => String(level) === value) ?? 'auto');
  };

  private readonly delay = (event: Event): void => {
    this.connection.playout.delayMs = Number(chosen(event));
    this.changed();
  };
}

function chosen(event: Event): string {
  return event.currentTarget instanceof HTMLSelectElement ? event.currentTarget.value : '';
}
