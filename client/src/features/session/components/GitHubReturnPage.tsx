import type { ReactNode } from "react";

import { describeError } from "../../../api/describe";
import { keptBack } from "../model/github";
import { GitHubLink } from "./GitHubLink";
import { SignInFrame, Working } from "./SignInFrame";
import styles from "./SignInPage.module.css";
import { type GitHubSignIn, useGitHubSignIn } from "./useGitHubSignIn";

export interface GitHubReturnPageProps {
  /** Called once there is a session, with where the person wanted to go. */
  onSignedIn: (returnTo: string | null) => void;
  /** Leads to the other ways to sign in. */
  otherWays: (back: string | undefined) => ReactNode;
}

/** Where GitHub sends the browser back to. */
export function GitHubReturnPage({ onSignedIn, otherWays }: GitHubReturnPageProps) {
  const signIn = useGitHubSignIn(onSignedIn);
  if (signIn.state === "working") {
    return (
      <SignInFrame title="Signing you in" busy>
        <Working label="Signing you in" />
      </SignInFrame>
    );
  }
  const { title, text, requestId } = wordsFor(signIn);
  const back = keptBack();
  return (
    <SignInFrame title={title}>
      <div role="alert">
        <p className={styles.text}>{text}</p>
        {requestId && (
          <p className={styles.request}>
            Request <code>{requestId}</code>
          </p>
        )}
      </div>
      <GitHubLink back={back}>Try again with GitHub</GitHubLink>
      <p className={styles.other}>{otherWays(back)}</p>
    </SignInFrame>
  );
}

function wordsFor(signIn: Exclude<GitHubSignIn, { state: "working" }>) {
  switch (signIn.state) {
    case "empty":
      return {
        title: "Nobody is signed in yet",
        text: "This page is for those who come back from GitHub, and works once.",
        requestId: undefined,
      };
    case "refused":
      return {
        title: "GitHub did not sign you in",
        text: signIn.refusal.denied
          ? "Access was declined on GitHub. Trivet needs it to know who you are."
          : (signIn.refusal.description ?? "It did not say why. Try again in a moment."),
        requestId: undefined,
      };
    case "failed":
      return describeError(signIn.error);
  }
}
