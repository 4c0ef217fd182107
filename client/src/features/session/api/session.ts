import { ApiError } from "../../../api/errors";
import { http } from "../../../api/http";
import type { Me } from "../../../api/queries";

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

/** Ends this session, or all of this person's, and leaves nothing of them in this browser. */
export async function signOut(everywhere = false): Promise<void> {
  try {
    await http.post("/auth/logout", { everywhere });
  } catch (error) {
    // Ended meanwhile, from elsewhere: that is what was wanted.
    if (!(error instanceof ApiError) || error.status !== 401) throw error;
  }
  forgetPerson();
  window.location.replace("/app/sign-in?why=signed-out");
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
