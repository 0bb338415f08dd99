import type { TokenSource } from './api.ts';
import { offline, Problem, problemOf, timedOut } from './problem.ts';

/** An upload under way. */
export interface Upload<T> {
  readonly answer: Promise<Answer<T>>;
  cancel(): void;
}

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
}

/** Thrown when the upload was cancelled here. */
export class Cancelled extends Error {
  override name = 'Cancelled';
}

// The whole of 50 MB over 1 Mbit/s takes seven minutes.
const TIMEOUT_MS = 15 * 60_000;

/**
 * Posts a form and says how much of it has left. It is an XMLHttpRequest because fetch does not tell.
 *
 * @param sent called with 0 to 1
 */
export function upload<T>(
  path: string,
  form: FormData,
  headers: Readonly<Record<string, string>>,
  tokens: TokenSource,
  sent: (share: number) => void,
): Upload<T> {
  let current: XMLHttpRequest | undefined;
  let cancelled = false;
  const once = (token: string): Promise<XMLHttpRequest> =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      current = request;
      request.open('POST', path);
      request.timeout = TIMEOUT_MS;
      request.setRequestHeader('Accept', 'application/json');
      request.setRequestHeader('Authorization', `Bearer ${token}`);
      for (const [name, value] of Object.entries(headers)) {
        request.setRequestHeader(name, value);
      }
      request.upload.addEventListener('progress', (event) => {
        if (event.lengthComputable) {
          sent(event.loaded / event.total);
        }
      });
      request.addEventListener('load', () => resolve(request));
      request.addEventListener('error', () => reject(offline()));
      request.addEventListener('timeout', () => reject(timedOut()));
      request.addEventListener('abort', () => reject(new Cancelled()));
      request.send(form);
    });

  const all = async (): Promise<Answer<T>> => {
    const token = await tokens.token();
    ensureNot(cancelled);
    let request = await once(token);
    if (request.status === 401) {
      const other = await tokens.replace(token);
      ensureNot(cancelled);
      request = await once(other);
    }
    return read(request);
  };

  return {
    answer: all(),
    cancel: () => {
      cancelled = true;
      current?.abort();
    },
  };
}

function ensureNot(cancelled: boolean): void {
  if (cancelled) {
    throw new Cancelled();
  }
}

function read<T>(request: XMLHttpRequest): Answer<T> {
  const text = request.responseText;
  if (request.status < 200 || request.status > 299) {
    const headers = { get: (name: string) => request.getResponseHeader(name) };
    throw problemOf(request.status, headers, text);
  }
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the server's own contract
    return { status: request.status, body: JSON.parse(text) as T };
  } catch {
    throw new Problem('unreadable-answer', request.status, 'The answer cannot be read');
  }
}
