/** The secret with which GitHub signs what it delivers. */

const BYTES = 32;

/** A new one: 32 random bytes in base64url (RFC 4648, section 5), without padding. */
export function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

const SHORTEST = 16;
const LONGEST = 255;

/** What is wrong with a secret that somebody brought; undefined if nothing is. */
export function secretProblem(secret: string): string | undefined {
  if (secret.length < SHORTEST) return `Give it at least ${SHORTEST} characters.`;
  if (secret.length > LONGEST) return `Give it at most ${LONGEST} characters.`;
  if (!/^[!-~]+$/.test(secret)) return "Use letters, digits and signs, without spaces or accents.";
  return undefined;
}
