/** The secret of a sign-in link stands behind the `#`: servers and logs never see it. */

const PATH = /^\/app\/sign-in\/?$/;

let taken: string | null = null;

/**
 * Takes the secret out of the address bar, before anything else can read or remember it.
 *
 * Call it before the router starts, and again when the hash changes: a second link that is opened in
 * the same tab changes nothing else.
 */
export function takeSecretFromAddress(): boolean {
  const { pathname, hash, search } = window.location;
  if (!PATH.test(pathname) || hash.length < 2) return false;
  taken = hash.slice(1);
  window.history.replaceState(window.history.state, "", pathname + search);
  return true;
}

/** The secret that was taken, once. */
export function claimSecret(): string | null {
  const secret = taken;
  taken = null;
  return secret;
}
