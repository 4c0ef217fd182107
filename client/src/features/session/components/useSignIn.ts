import { useCallback, useEffect, useRef, useState } from "react";

import { exchangeSecret } from "../api/session";
import { claimSecret, takeSecretFromAddress } from "../model/signInSecret";

export type SignIn =
  | { readonly state: "waiting" }
  | { readonly state: "working" }
  | { readonly state: "refused" }
  | { readonly state: "failed"; readonly error: unknown };

/**
 * Signs in with the secret of the link by which the page was opened, if there was one.
 *
 * @param onDone called once there is a session.
 */
export function useSignIn(onDone: () => void): SignIn & { retry: () => void } {
  const secret = useRef<string | null>(null);
  const done = useRef(onDone);
  const [signIn, setSignIn] = useState<SignIn>({ state: "waiting" });

  useEffect(() => {
    done.current = onDone;
  });

  const run = useCallback(async () => {
    if (secret.current === null) return;
    setSignIn({ state: "working" });
    try {
      const signedIn = await exchangeSecret(secret.current);
      secret.current = null;
      if (signedIn) done.current();
      else setSignIn({ state: "refused" });
    } catch (error) {
      setSignIn({ state: "failed", error });
    }
  }, []);

  useEffect(() => {
    const start = () => {
      const claimed = claimSecret();
      if (claimed === null) return;
      secret.current = claimed;
      void run();
    };
    const again = () => takeSecretFromAddress() && start();
    start();
    window.addEventListener("hashchange", again);
    return () => window.removeEventListener("hashchange", again);
  }, [run]);

  return { ...signIn, retry: () => void run() };
}
