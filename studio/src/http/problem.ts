/** One thing that is wrong, said so that a person can act on it. */
export interface Reason {
  readonly code: string;
  readonly message: string;
}

/** Everything that is not a success: what the API answered, or that it could not be asked. */
export class Problem extends Error {
  override name = 'Problem';

  constructor(
    /** Last part of the API's `type`, or `offline`, `timeout`, `unreadable-answer` from here. */
    readonly slug: string,
    /** HTTP status, 0 when there was no answer. */
    readonly status: number,
    readonly title: string,
    readonly reasons: readonly Reason[] = [],
    /** Seconds after which to ask again. */
    readonly retryAfter?: number,
    readonly traceId?: string,
  ) {
    super(title);
  }

  /** Nothing was decided: asking again as it was may succeed. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

interface Headers {
  get(name: string): string | null;
}

/** Reads a failed answer, whatever its body. */
export function problemOf(status: number, headers: Headers, body: string): Problem {
  const said = parse(body);
  const slug = typeof said['type'] === 'string' ? (said['type'].split('/').pop() ?? '') : '';
  const traceId = typeof said['traceId'] === 'string' ? said['traceId'] : undefined;
  const detail = typeof said['detail'] === 'string' ? said['detail'] : undefined;
  let reasons = reasonsOf(said['reasons']);
  if (reasons.length === 0 && detail !== undefined) {
    reasons = [{ code: slug, message: detail }];
  }
  return new Problem(
    slug || `http-${status}`,
    status,
    titleOf(slug, status, typeof said['title'] === 'string' ? said['title'] : ''),
    reasons,
    retryAfterOf(headers.get('Retry-After')),
    traceId,
  );
}

/** No answer: the network is away, or the server. */
export function offline(): Problem {
  const message =
    globalThis.navigator?.onLine === false
      ? 'Your device is offline. Connect to a network and try again.'
      : 'The server does not answer. Check the connection and try again.';
  return new Problem('offline', 0, 'No connection', [{ code: 'offline', message }]);
}

export function timedOut(): Problem {
  return new Problem('timeout', 0, 'That took too long', [
    { code: 'timeout', message: 'The server did not answer in time. Try again in a moment.' },
  ]);
}

/** What was thrown, as a problem. */
export function asProblem(thrown: unknown): Problem {
  if (thrown instanceof Problem) {
    return thrown;
  }
  if (thrown instanceof DOMException && thrown.name === 'TimeoutError') {
    return timedOut();
  }
  if (thrown instanceof TypeError) {
    // This is how fetch says that there was no answer.
    return offline();
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new Problem('unexpected', 0, 'Something went wrong here', [
    { code: 'unexpected', message },
  ]);
}

export function reasonsOf(value: unknown): Reason[] {
  return Array.isArray(value)
    ? value.filter(isReason).map(({ code, message }) => ({ code, message }))
    : [];
}

function isReason(value: unknown): value is Reason {
  return (
    typeof value === 'object' &&
    value !== null &&
    'code' in value &&
    typeof value.code === 'string' &&
    'message' in value &&
    typeof value.message === 'string'
  );
}

/** Seconds, of a number of seconds or of a date. */
export function retryAfterOf(header: string | null, now = Date.now()): number | undefined {
  if (header === null || header.trim() === '') {
    return undefined;
  }
  const seconds = /^\d+$/.test(header.trim())
    ? Number(header)
    : Math.ceil((Date.parse(header) - now) / 1_000);
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined;
}

const TITLES: Readonly<Record<string, string>> = {
  rejected: 'This file cannot be registered',
  'no-face': 'This file cannot be registered',
  'unreadable-file': 'This file cannot be read',
  'unsupported-file': 'This kind of file is not supported',
  'lying-extension': 'The file is not what its name says',
  'image-too-large': 'The image has too many pixels',
  'clip-too-long': 'The video is too long',
  'file-too-large': 'The file is too large',
  'missing-field': 'Something is missing',
  'invalid-request': 'Something needs a correction',
  'rate-limited': 'Too many requests',
  'processing-failed': 'The processing failed',
  forbidden: 'You may not do that',
  'not-found': 'There is nothing here',
  erased: 'This avatar was erased',
};

const STATUS_TITLES: Readonly<Record<number, string>> = {
  401: 'Please sign in again',
  403: 'You may not do that',
  404: 'There is nothing here',
  413: 'The file is too large',
  429: 'Too many requests',
  502: 'A service does not answer',
  503: 'The engine is busy',
  504: 'A service took too long',
};

function titleOf(slug: string, status: number, said: string): string {
  return (
    TITLES[slug] ??
    (said || STATUS_TITLES[status]) ??
    (status >= 500 ? 'Something went wrong on the server' : 'The request was refused')
  );
}

/** The heading for a job that ended with this type of problem. */
export function titleOfType(slug: string): string {
  return TITLES[slug] ?? 'The registration did not succeed';
}

function parse(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
