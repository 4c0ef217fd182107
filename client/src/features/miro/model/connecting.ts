/** The way to Miro and back. */

export const WHITEBOARDS = "/app/whiteboards";

const KEY = "trivet.miro-connecting";

/** Leads to Miro, and from there back to a page of ours. */
export function miroAddress(back = WHITEBOARDS): string {
  return `/oauth/login?${new URLSearchParams({ returnUrl: back, connect: "true" })}`;
}

/** Remembers that somebody left for Miro: nothing in the address tells that they come from there. */
export function rememberConnecting(): void {
  try {
    sessionStorage.setItem(KEY, "1");
  } catch {
    // Storage is off: whoever comes back is not greeted, and sees by the page how it went.
  }
}

/** Whether somebody left for Miro in this tab; asked once. */
export function wasConnecting(): boolean {
  try {
    const was = sessionStorage.getItem(KEY) !== null;
    sessionStorage.removeItem(KEY);
    return was;
  } catch {
    return false;
  }
}
