import { useEffect, useRef, useState } from "react";

import { isSignedIn } from "../api/session";
import { mayHaveSession } from "../model/back";
import { claimSecret, type SecretPage, takeSecretFromAddress } from "../model/fragment";

/** How it goes with somebody who comes back to us with a secret. */
export type Return =
  | { readonly state: "working" }
  | { readonly state: "empty" }
  | { readonly state: "failed"; readonly error: unknown };

/**
 * Signs in with what stands behind the `#` of a page, once: such secrets work a single time.
 *
 * @param exchange signs in with it, and says where the person wanted to go; undefined if it is no
 *   secret of this page. Always the same function.
 * @param onDone called once there is a session, with where the person wanted to go.
 */
export function useReturn(
  page: SecretPage,
  exchange: (fragment: string) => Promise<string | null> | undefined,
  onDone: (returnTo: string | null) => void,
): Return {
  const done = useRef(onDone);
  const started = useRef(false);
  const [result, setResult] = useState<Return>({ state: "working" });
  useEffect(() => {
    done.current = onDone;
  });
  useEffect(() => {
    const run = async (fragment: string | null) => {
      try {
        const answer = fragment === null ? undefined : exchange(fragment);
        if (answer) return done.current(await answer);
        // Loaded again: the secret is gone, and has done its work perhaps.
        if (mayHaveSession() && (await isSignedIn())) return done.current(null);
        setResult({ state: "empty" });
      } catch (error) {
        setResult({ state: "failed", error });
      }
    };
    // Another link that is opened in the same tab changes nothing but the hash.
    const again = () => {
      if (!takeSecretFromAddress()) return;
      setResult({ state: "working" });
      void run(claimSecret(page));
    };
    // Effects may run twice.
    if (!started.current) {
      started.current = true;
      void run(claimSecret(page));
    }
    window.addEventListener("hashchange", again);
    return () => window.removeEventListener("hashchange", again);
  }, [page, exchange]);
  return result;
}
