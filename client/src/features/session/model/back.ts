const BASE = "/app/";

/**
 * Where to go after signing in, if that is a page of ours.
 *
 * Anything else could lead a person to another site with our blessing (an open redirect).
 */
export function safeBack(back: unknown): string | undefined {
  if (typeof back !== "string" || !back.startsWith(BASE)) return undefined;
  const url = new URL(back, window.location.origin);
  if (url.origin !== window.location.origin || !url.pathname.startsWith(BASE)) return undefined;
  if (url.pathname.startsWith(`${BASE}sign-in`) || url.pathname === BASE) return undefined;
  return url.pathname + url.search;
}

/** Whether this browser may have a session: its cookie for scripts is there. */
export function mayHaveSession(): boolean {
  return /(?:^|; )trivet_csrf=[^;]/.test(document.cookie);
}
