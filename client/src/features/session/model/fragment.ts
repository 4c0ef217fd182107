/** What stands behind the `#` of a link is a secret: servers and logs never see it. */

const PAGES = {
  "sign-in": /^\/app\/sign-in\/?$/,
  github: /^\/app\/sign-in\/github\/?$/,
  email: /^\/app\/sign-in\/email\/?$/,
  address: /^\/app\/account\/address\/?$/,
  invitation: /^\/app\/invitation\/?$/,
};

export type SecretPage = keyof typeof PAGES;

const taken = new Map<SecretPage, string>();

/**
 * Takes the secret out of the address bar, before anything else can read or remember it.
 *
 * Call it before the router starts, and again when the hash changes: a second link that is opened in
 * the same tab changes nothing else.
 */
export function takeSecretFromAddress(): boolean {
  const { pathname, hash, search } = window.location;
  const names = Object.keys(PAGES) as SecretPage[];
  const page = names.find((name) => PAGES[name].test(pathname));
  if (page === undefined || hash.length < 2) return false;
  taken.set(page, hash.slice(1));
  window.history.replaceState(window.history.state, "", pathname + search);
  return true;
}

/** The secret that was taken on this page, once. */
export function claimSecret(page: SecretPage): string | null {
  const secret = taken.get(page) ?? null;
  taken.delete(page);
  return secret;
}

/** The same, without claiming it. */
export function peekSecret(page: SecretPage): string | null {
  return taken.get(page) ?? null;
}
