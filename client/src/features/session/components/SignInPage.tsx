import type { ReactNode } from "react";

import { describeError } from "../../../api/describe";
import { Button } from "../../../lib";
import { SignInFrame, Working } from "./SignInFrame";
import styles from "./SignInPage.module.css";
import { useSignIn } from "./useSignIn";
import { Ways } from "./Ways";

export interface SignInPageProps {
  /** Why somebody who was inside is here. */
  why?: "ended" | "signed-out" | undefined;
  /** Where to go afterwards. */
  back?: string | undefined;
  onSignedIn: () => void;
}

/** How to get in: with GitHub, or by a link that works once. That of the terminal lands here too. */
export function SignInPage({ why, back, onSignedIn }: SignInPageProps) {
  const signIn = useSignIn(onSignedIn);
  const { title, body } = contentOf(signIn, why, back);
  return (
    <SignInFrame title={title} busy={signIn.state === "working"} forPrograms>
      {body}
    </SignInFrame>
  );
}

function contentOf(
  signIn: ReturnType<typeof useSignIn>,
  why: SignInPageProps["why"],
  back: string | undefined,
): { title: string; body: ReactNode } {
  switch (signIn.state) {
    case "working":
      return { title: "Signing you in", body: <Working label="Signing you in" /> };
    case "refused":
      return {
        title: "This link does not work any more",
        body: (
          <>
            <p className={styles.text}>
              It was used already, or it is older than 15 minutes. A new one is quickly made.
            </p>
            <Ways back={back} />
          </>
        ),
      };
    case "failed": {
      const { title, text } = describeError(signIn.error);
      return {
        title,
        body: (
          <div role="alert">
            <p className={styles.text}>{text} Your link has not been used up.</p>
            <Button variant="primary" icon="refresh" onClick={signIn.retry}>
              Try again
            </Button>
          </div>
        ),
      };
    }
    case "waiting":
      return {
        title: why === "ended" ? "Your session has ended" : why ? "You are signed out" : "Sign in",
        body: (
          <>
            {why === "ended" && (
              <p className={styles.text}>
                Sessions end after seven quiet days, or when they are ended from elsewhere. What you
                typed is kept in this browser; signing in leads back to where you were.
              </p>
            )}
            <Ways back={back} />
          </>
        ),
      };
  }
}
