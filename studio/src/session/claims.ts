/** What an access token says of whom it is for. It is not verified here: the server does that. */
export interface Claims {
  readonly userId: string;
  /** What the user is called. */
  readonly name: string;
  readonly expiresAt: number;
  readonly roles: readonly string[];
}

/** Reads a JWT's claims; null when it is none. */
export function claimsOf(jwt: string): Claims | null {
  const part = jwt.split('.')[1];
  if (part === undefined) {
    return null;
  }
  try {
    const bytes = Uint8Array.from(atob(part.replaceAll('-', '+').replaceAll('_', '/')), (c) =>
      c.charCodeAt(0),
    );
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (typeof claims !== 'object' || claims === null) {
      return null;
    }
    const none = { sub: undefined, exp: undefined, name: undefined, roles: undefined };
    const { sub, exp, name, roles }: Record<keyof typeof none, unknown> = { ...none, ...claims };
    return typeof sub === 'string' && typeof exp === 'number'
      ? {
          userId: sub,
          name: typeof name === 'string' ? name : sub,
          expiresAt: exp * 1_000,
          roles: Array.isArray(roles) ? roles.filter((role) => typeof role === 'string') : [],
        }
      : null;
  } catch {
    return null;
  }
}
