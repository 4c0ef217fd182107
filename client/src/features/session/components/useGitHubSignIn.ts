import { useEffect, useRef, useState } from "react";

import { isSignedIn, signInWithGitHub } from "../api/session";
import { mayHaveSession } from "../model/back";
import { claimSecret } from "../model/fragment";
import { type GitHubAnswer, gitHubAnswer } from "../model/github";

export type GitHubSignIn =
  | { readonly state: "working" }
  | { readonly state: "empty" }
  | { readonly state: "refused"; readonly refusal: Extract<GitHubAnswer, { kind: "refusal" }> }
  | { readonly state: "failed"; readonly error: unknown };

/**
 * Signs in with what GitHub sent the browser back with, once: a code works a single time.
 *
 * @param onDone called once there is a session, with where the person wanted to go.
 */
export function useGitHubSignIn(onDone: (returnTo: string | null) => void): GitHubSignIn {
  const done = useRef(onDone);
  const started = useRef(false);
  const [signIn, setSignIn] = useState<GitHubSignIn>({ state: "working" });
  useEffect(() => {
    done.current = onDone;
  });
  useEffect(() => {
    const run = async (fragment: string | null) => {
      const answer = fragment === null ? null : gitHubAnswer(fragment);
      try {
        if (answer?.kind === "refusal") return setSignIn({ state: "refused", refusal: answer });
        if (answer) return done.current(await signInWithGitHub(answer.code, answer.state));
        // Loaded again: the code is gone, and has done its work perhaps.
        if (mayHaveSession() && (await isSignedIn())) return done.current(null);
        setSignIn({ state: "empty" });
      } catch (error) {
        setSignIn({ state: "failed", error });
      }
    };
    // Effects may run twice.
    if (started.current) return;
    started.current = true;
    void run(claimSecret("github"));
  }, []);
  return signIn;
}
