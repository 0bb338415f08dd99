import { asProblem, offline, Problem, problemOf } from './problem.ts';

/** Where the access token comes from. */
export interface TokenSource {
  /** A token that is good for a while yet. */
  token(): Promise<string>;
  /** Says that this one was refused; resolves to another, or throws. */
  replace(refused: string): Promise<string>;
}

export interface Ask {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly json?: unknown;
  readonly accept?: string;
  /** The header `Prefer` of RFC 7240. */
  readonly prefer?: string;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

const TIMEOUT_MS = 15_000;

/** The engine's API as the signed-in user. Every call has a timeout and fails with a Problem. */
export class Api {
  constructor(private readonly tokens: TokenSource) {}

  async json<T>(path: string, ask: Ask = {}): Promise<T> {
    const response = await this.call(path, ask);
    try {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the server's own contract
      return (await response.json()) as T;
    } catch (thrown) {
      if (thrown instanceof SyntaxError) {
        throw new Problem('unreadable-answer', response.status, 'The answer cannot be read');
      }
      throw asProblem(thrown);
    }
  }

  async blob(path: string, ask: Ask = {}): Promise<Blob> {
    return body(await this.call(path, ask), (response) => response.blob());
  }

  async bytes(path: string, ask: Ask = {}): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(
      await body(await this.call(path, ask), (response) => response.arrayBuffer()),
    );
  }

  async done(path: string, ask: Ask): Promise<void> {
    await this.call(path, ask);
  }

  /** Orders slow work; resolves to the id of the job that does it, or to null when it is done already. */
  async order(path: string, ask: Ask): Promise<string | null> {
    const response = await this.call(path, ask);
    if (response.status === 200) {
      return null;
    }
    const jobId = response.headers.get('Location')?.split('/').pop();
    if (jobId === undefined || jobId === '') {
      throw new Problem('unreadable-answer', response.status, 'The answer cannot be read');
    }
    return jobId;
  }

  private async call(path: string, ask: Ask): Promise<Response> {
    const token = await this.tokens.token();
    let response = await send(path, ask, token);
    if (response.status === 401) {
      response = await send(path, ask, await this.tokens.replace(token));
    }
    if (!response.ok) {
      throw problemOf(response.status, response.headers, await response.text().catch(() => ''));
    }
    return response;
  }
}

/** Asks without a token, for signing in. */
export async function open<T>(path: string, json: unknown): Promise<T> {
  const response = await send(path, { method: 'POST', json }, null);
  const text = await body(response, (answer) => answer.text());
  if (!response.ok) {
    throw problemOf(response.status, response.headers, text);
  }
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the server's own contract
    return (text === '' ? undefined : JSON.parse(text)) as T;
  } catch {
    throw new Problem('unreadable-answer', response.status, 'The answer cannot be read');
  }
}

async function send(path: string, ask: Ask, token: string | null): Promise<Response> {
  const headers: Record<string, string> = { Accept: ask.accept ?? 'application/json' };
  if (token !== null) {
    headers['Authorization'] = `Bearer ${token}`;
  }
  if (ask.prefer !== undefined) {
    headers['Prefer'] = ask.prefer;
  }
  if (ask.json !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  const timeout = AbortSignal.timeout(ask.timeoutMs ?? TIMEOUT_MS);
  try {
    return await fetch(path, {
      method: ask.method ?? 'GET',
      headers,
      body: ask.json === undefined ? null : JSON.stringify(ask.json),
      signal: ask.signal ? AbortSignal.any([ask.signal, timeout]) : timeout,
      cache: 'no-cache',
      credentials: 'omit',
    });
  } catch (thrown) {
    if (ask.signal?.aborted) {
      throw thrown;
    }
    throw asProblem(thrown);
  }
}

async function body<T>(response: Response, read: (response: Response) => Promise<T>): Promise<T> {
  try {
    return await read(response);
  } catch {
    throw offline();
  }
}
