/** The secret of an invitation, kept in this tab while somebody signs in and comes back. */

const KEY = "trivet.invitation";

export function keepInvitation(token: string): void {
  try {
    sessionStorage.setItem(KEY, token);
  } catch {
    // Storage is off: whoever has to sign in first opens the link once more.
  }
}

export function keptInvitation(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

export function forgetInvitation(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Nothing was kept.
  }
}
