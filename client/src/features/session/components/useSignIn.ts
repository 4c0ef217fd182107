import { useCallback, useEffect, useRef, useState } from "react";

import { exchangeSecret, isSignedIn } from "../api/session";
import { mayHaveSession } from "../model/back";
import { claimSecret, peekSecret, takeSecretFromAddress } from "../model/fragment";

export type SignIn =
  | { readonly state: "waiting" }
  | { readonly state: "working" }
  | { readonly state: "refused" }
  | { readonly state: "failed"; readonly error: unknown };

/**
 * Signs in with the secret of the link by which the page was opened, if there was one; who is signed
 * in already goes on.
 *
 * @param onDone called once there is a session.
 */
export function useSignIn(onDone: () => void): SignIn & { retry: () => void } {
  const secret = useRef<string | null>(null);
  const done = useRef(onDone);
  const [signIn, setSignIn] = useState<SignIn>(() => ({
    state: peekSecret("sign-in") === null ? "waiting" : "working",
  }));

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
    let here = true;
    const start = () => {
      const claimed = claimSecret("sign-in");
      if (claimed === null) return false;
      secret.current = claimed;
      void run();
      return true;
    };
    const again = () => takeSecretFromAddress() && start();
    const goOn = async () => {
      // Not being able to find out is no reason to keep somebody from signing in.
      const signedIn = await isSignedIn().catch(() => false);
      if (signedIn && here && secret.current === null) done.current();
    };
    if (!start() && secret.current === null && mayHaveSession()) void goOn();
    window.addEventListener("hashchange", again);
    return () => {
      here = false;
      window.removeEventListener("hashchange", again);
    };
  }, [run]);

  return { ...signIn, retry: () => void run() };
}
