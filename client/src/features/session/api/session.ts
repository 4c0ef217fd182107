import { ApiError } from "../../../api/errors";
import { http } from "../../../api/http";
import type { AnswerOf, Me } from "../../../api/queries";

/** Exchanges the secret of a link for a session. `false`: the link was used or is too old. */
export async function exchangeSecret(secret: string): Promise<boolean> {
  try {
    await http.post("/auth/local", { token: secret });
    return true;
  } catch (error) {
    // 422 is what something gets that has not even the form of a secret.
    if (!(error instanceof ApiError) || (error.status !== 401 && error.status !== 422)) throw error;
    return isSignedIn();
  }
}

/** Signs in with what GitHub gave the browser; where the person wanted to go, if that is known. */
export async function signInWithGitHub(code: string, state: string): Promise<string | null> {
  // A code works once: nothing may send it again by itself.
  const { data } = await http.post<AnswerOf<"sign_in_with_github">>(
    "/auth/github/callback",
    { code, state },
    { open: true },
  );
  return data.return_to;
}

/** Has a link mailed that signs in, in this browser, and leads to where the person wanted to go. */
export async function askForSignInEmail(email: string, back: string | undefined): Promise<void> {
  await http.post("/auth/email", { email, return_to: back ?? null }, { open: true });
}

/** Signs in with the secret of a mailed link; where the person wanted to go, if that is known. */
export async function signInByEmail(token: string): Promise<string | null> {
  // It works once: nothing may send it again by itself.
  const { data } = await http.post<AnswerOf<"sign_in_by_email">>(
    "/auth/email/callback",
    { token },
    { open: true },
  );
  return data.return_to;
}

/** A link that is opened twice in one browser has done its work already. */
export async function isSignedIn(): Promise<boolean> {
  try {
    await http.get<Me>("/auth/me");
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return false;
    throw error;
  }
}

/**
 * Ends this session, or all of this person's, and leaves nothing of them in this browser.
 *
 * @param back where whoever signs in next wants to go.
 */
export async function signOut(everywhere = false, back?: string): Promise<void> {
  try {
    await http.post("/auth/logout", { everywhere });
  } catch (error) {
    // Ended meanwhile, from elsewhere: that is what was wanted.
    if (!(error instanceof ApiError) || error.status !== 401) throw error;
  }
  leave(back);
}

/** Leads out where no session is left, and leaves nothing of the person in this browser. */
export function leave(back?: string): void {
  forgetPerson();
  const query = new URLSearchParams({ why: "signed-out", ...(back ? { back } : {}) });
  window.location.replace(`/app/sign-in?${query}`);
}

/** What we keep begins so; of that, this alone says nothing about a person. */
const OURS = "trivet.";
const OF_THE_BROWSER = "trivet.theme";

/** Drafts, what waits to be sent, and what was looked at are not for whoever comes next. */
function forgetPerson(): void {
  for (const storage of [localStorage, sessionStorage]) {
    const names = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? "");
    for (const name of names) {
      if (name.startsWith(OURS) && name !== OF_THE_BROWSER) storage.removeItem(name);
    }
  }
}
