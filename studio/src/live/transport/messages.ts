/** What the server says beside the frames. */
export type ServerMessage =
  | {
      readonly type: 'welcome';
      readonly viewerId: string;
      readonly role: string;
      readonly rig: string;
      readonly fps: number;
      readonly level: number;
      /** Whether frames are to be acknowledged: not where whatever is sent arrives. */
      readonly acknowledge: boolean;
    }
  | { readonly type: 'level'; readonly level: number; readonly reason: string }
  | { readonly type: 'pong'; readonly t: number; readonly mediaTimeMs: number }
  | { readonly type: 'error'; readonly code: string; readonly message: string }
  | { readonly type: 'bye'; readonly reason: string };

const LEVEL_NAMES = ['full', 'reduced', 'low', 'minimal'];

/** Reads a message; null for one that is not understood. */
export function serverMessageOf(text: string): ServerMessage | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) {
    return null;
  }
  const message: Record<string, unknown> = { ...value };
  const words = (name: string): string => {
    const found = message[name];
    return typeof found === 'string' ? found : '';
  };
  const number = (name: string): number => {
    const found = message[name];
    return typeof found === 'number' ? found : 0;
  };
  switch (message['type']) {
    case 'welcome':
      return {
        type: 'welcome',
        viewerId: words('viewerId'),
        role: words('role').toLowerCase(),
        rig: words('rig'),
        fps: number('fps'),
        level: levelOf(message['level']),
        acknowledge: message['acknowledge'] !== false,
      };
    case 'level':
      return { type: 'level', level: levelOf(message['level']), reason: words('reason') };
    case 'pong':
      return { type: 'pong', t: number('t'), mediaTimeMs: number('mediaTimeMs') };
    case 'error':
      return { type: 'error', code: words('code'), message: words('message') };
    case 'bye':
      return { type: 'bye', reason: words('reason') };
    default:
      return null;
  }
}

function levelOf(value: unknown): number {
  return typeof value === 'number'
    ? value
    : typeof value === 'string'
      ? Math.max(0, LEVEL_NAMES.indexOf(value.toLowerCase()))
      : 0;
}
