/** Why nothing came of connecting Miro, as the address of the page says by `miro_error`. */

export interface Refusal {
  /** What happened. */
  readonly title: string;
  /** What to do next. */
  readonly text: string;
  /** The code, where it says more than our words. */
  readonly code?: string;
  /** What one wanted oneself: no failure. */
  readonly wanted?: boolean;
}

const REFUSALS: Readonly<Record<string, Refusal>> = {
  access_denied: {
    title: "Access was declined at Miro",
    text: "Nothing has changed. Connect it whenever you like.",
    wanted: true,
  },
  oauth_state_invalid: {
    title: "This attempt to connect Miro is over",
    text: "It took more than ten minutes, began in another browser, or was used already. Begin again here.",
  },
  miro_account_taken: {
    title: "That Miro account belongs to somebody else here",
    text: "Sign in at Miro with your own account and connect that. If it is yours, disconnect it where you are signed in as the other person.",
  },
  miro_refused: {
    title: "Miro refused",
    text: "Try again. If it refuses again, whoever runs this Trivet compares its client id, its secret and its address with those of the app at Miro.",
  },
  miro_unreachable: {
    title: "Miro does not answer",
    text: "Nothing has changed. Try again in a moment.",
  },
  miro_not_set_up: {
    title: "Nobody can connect Miro here yet",
    text: "No app at Miro is set up any more. Whoever runs this Trivet can do that.",
  },
  sign_up_closed: {
    title: "Miro could not sign you in",
    text: "Nobody was signed in in this browser, and new people need an invitation. You are signed in now: connect Miro again.",
  },
  no_code: {
    title: "Miro was not connected",
    text: "Miro sent you back without a grant, and did not say why. Try again in a moment.",
  },
};

/**
 * What a code means.
 *
 * Whoever makes up an address could make up a code: it is shown only if it looks like one.
 */
export function refusalOf(code: string): Refusal {
  const known = Object.hasOwn(REFUSALS, code) ? REFUSALS[code] : undefined;
  if (known) return known;
  const title = "Miro was not connected";
  const text = "Try again in a moment. If it fails again, tell whoever runs this Trivet.";
  return /^[a-z_]{1,64}$/.test(code) ? { title, text, code } : { title, text };
}
