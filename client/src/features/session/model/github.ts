import { mayHaveSession, safeBack } from "./back";

const KEY = "trivet.github-back";
const CONNECTING = "trivet.github-connecting";

/**
 * Leads to GitHub, and from there back to us.
 *
 * @param connect adds the GitHub account to the account that is signed in.
 */
export function gitHubAddress(back: string | undefined, connect = false): string {
  const query = new URLSearchParams({
    ...(connect ? { connect: "true" } : {}),
    ...(back ? { return_to: back } : {}),
  }).toString();
  return `/auth/github/login${query && `?${query}`}`;
}

/**
 * Remembers where somebody wanted to go, and for what: where GitHub refuses, only this browser knows.
 *
 * @param connect whether they are signed in, and add their GitHub account.
 */
export function keepBack(back: string | undefined, connect = false): void {
  try {
    if (connect) sessionStorage.setItem(CONNECTING, "1");
    else sessionStorage.removeItem(CONNECTING);
    if (back) sessionStorage.setItem(KEY, back);
    else sessionStorage.removeItem(KEY);
  } catch {
    // Storage is off: another try leads to the home page.
  }
}

export function keptBack(): string | undefined {
  try {
    return safeBack(sessionStorage.getItem(KEY));
  } catch {
    return undefined;
  }
}

/** Whether whoever comes back wanted to add their GitHub account to the one that is signed in. */
export function wasConnecting(): boolean {
  try {
    return mayHaveSession() && sessionStorage.getItem(CONNECTING) !== null;
  } catch {
    return false;
  }
}

/** What GitHub sent the browser back with. */
export type GitHubAnswer =
  | { readonly kind: "code"; readonly code: string; readonly state: string }
  | { readonly kind: "refusal"; readonly denied: boolean; readonly description: string | null };

/** Reads the fragment `code=…&state=…` or `error=…`; null where it is neither. */
export function gitHubAnswer(fragment: string): GitHubAnswer | null {
  const said = new URLSearchParams(fragment);
  const [error, code, state] = [said.get("error"), said.get("code"), said.get("state")];
  if (error) {
    const description = said.get("error_description");
    return { kind: "refusal", denied: error === "access_denied", description };
  }
  return code && state ? { kind: "code", code, state } : null;
}
