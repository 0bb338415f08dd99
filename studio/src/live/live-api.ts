import type { Api } from '../http/api.ts';

/** Where a tracker may send to. */
export interface Ingest {
  readonly dialect: string;
  readonly host: string;
  readonly port: number;
  /** The session's code, by which a packet finds it. */
  readonly subject: string;
}

/** A live session as its owner sees it. */
export interface LiveSession {
  readonly sessionId: string;
  readonly avatarId?: string | null;
  readonly rig: string;
  readonly fps: number;
  readonly createdAt?: string;
  readonly tokens?: { readonly performer?: string; readonly viewer?: string; readonly expiresAt?: string };
  readonly ingest?: readonly Ingest[];
}

/** How one source fares. */
export interface DoctorSource {
  readonly number: number;
  readonly dialect: string;
  readonly name: string;
  readonly packets: number;
  readonly packetsPerSecond: number;
  readonly subject?: string | null;
  readonly lastSeenMs: number;
  readonly lossPercent?: number | null;
  readonly jitterMs?: number;
  readonly driftPpm?: number | null;
  readonly deadChannels?: readonly string[];
}

/** How a session fares, with one sentence of advice. */
export interface DoctorReport {
  readonly finding: string;
  readonly advice: string;
  readonly sources: readonly DoctorSource[];
  readonly viewers: readonly unknown[];
}

export interface NewSession {
  readonly rig: string;
  readonly fps: number;
  /** An animation preset; the engine's own when absent. */
  readonly preset?: string;
}

/** What new sessions may name. */
export interface Preset {
  readonly name: string;
  readonly description?: string;
}

const SESSIONS = '/api/v1/sessions';
const KEPT = 'avatar.live.viewer.';

/** The live part of the engine's API. */
export class LiveApi {
  constructor(
    private readonly api: Api,
    private readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
  ) {}

  async create(order: NewSession): Promise<LiveSession> {
    const session = await this.api.json<LiveSession>(SESSIONS, { method: 'POST', json: order });
    this.keep(session);
    return session;
  }

  async list(signal?: AbortSignal): Promise<readonly LiveSession[]> {
    return this.api.json<readonly LiveSession[]>(SESSIONS, signal === undefined ? {} : { signal });
  }

  async find(sessionId: string): Promise<LiveSession> {
    const session = await this.api.json<LiveSession>(path(sessionId));
    this.keep(session);
    return session;
  }

  async close(sessionId: string): Promise<void> {
    await this.api.done(path(sessionId), { method: 'DELETE' });
    this.storage.removeItem(KEPT + sessionId);
  }

  /** @param durationMs null until the next one */
  emotion(sessionId: string, emotion: string, intensity: number, durationMs: number | null): Promise<void> {
    return this.api.done(`${path(sessionId)}/emotion`, {
      method: 'POST',
      json: { emotion, intensity, ...(durationMs === null ? {} : { durationMs }) },
    });
  }

  /** Resolves to how many sources showed a face, whose neutral face is now known. */
  async calibrate(sessionId: string): Promise<number> {
    const { sources } = await this.api.json<{ sources: number }>(`${path(sessionId)}/calibrate`, {
      method: 'POST',
    });
    return sources;
  }

  /** Asks a device for its face that sends only when it is asked. */
  async askDevice(sessionId: string, dialect: string, host: string): Promise<void> {
    await this.api.done(`${path(sessionId)}/sources`, { method: 'POST', json: { dialect, host } });
  }

  doctor(sessionId: string, signal: AbortSignal): Promise<DoctorReport> {
    return this.api.json<DoctorReport>(`${path(sessionId)}/doctor`, { signal });
  }

  async rigs(): Promise<readonly string[]> {
    const rigs = await this.api.json<readonly { readonly name: string }[]>('/api/v1/rigs');
    return rigs.map(({ name }) => name);
  }

  async presets(): Promise<readonly Preset[]> {
    return this.api.json<readonly Preset[]>('/api/v1/presets');
  }

  /** Makes another token with which others may watch. */
  async newViewerToken(sessionId: string): Promise<void> {
    const { token } = await this.api.json<{ token: string }>(`${path(sessionId)}/tokens`, {
      method: 'POST',
      json: { role: 'viewer' },
    });
    this.storage.setItem(KEPT + sessionId, token);
  }

  /** The token with which others may watch, where this tab has made one. */
  viewerToken(sessionId: string): string | null {
    return this.storage.getItem(KEPT + sessionId);
  }

  private keep({ sessionId, tokens }: LiveSession): void {
    if (tokens?.viewer !== undefined) {
      this.storage.setItem(KEPT + sessionId, tokens.viewer);
    }
  }
}

function path(sessionId: string): string {
  return `${SESSIONS}/${encodeURIComponent(sessionId)}`;
}
