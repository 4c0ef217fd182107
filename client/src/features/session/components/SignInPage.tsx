import type { ReactNode } from "react";

import { describeError } from "../../../api/describe";
import { Button, Icon, Mark, Skeleton, useTitle } from "../../../lib";
import { CopyLine } from "./CopyLine";
import { PlacesDrawing } from "./PlacesDrawing";
import styles from "./SignInPage.module.css";
import { useSignIn } from "./useSignIn";

export interface SignInPageProps {
  /** Why somebody who was inside is here. */
  why?: "ended" | "signed-out" | undefined;
  onSignedIn: () => void;
}

/** How to get in: by a link that works once. The link itself lands here too. */
export function SignInPage({ why, onSignedIn }: SignInPageProps) {
  const signIn = useSignIn(onSignedIn);
  const { title, body } = contentOf(signIn, why);
  useTitle(title);
  return (
    <div className={styles.page}>
      <main id="main" className={styles.words} aria-busy={signIn.state === "working"}>
        <p className={styles.brand}>
          <Mark size={28} />
          Trivet
        </p>
        <div className={styles.middle}>
          <h1 className={styles.title}>{title}</h1>
          {body}
        </div>
        <p className={styles.foot}>
          The API works without this page: see <a href="/openapi.json">openapi.json</a>.
        </p>
      </main>
      <aside className={styles.picture} aria-label="About Trivet">
        <PlacesDrawing className={styles.drawing} />
        <p className={styles.motto}>Move a card, ship the code.</p>
      </aside>
    </div>
  );
}

function contentOf(
  signIn: ReturnType<typeof useSignIn>,
  why: SignInPageProps["why"],
): { title: string; body: ReactNode } {
  switch (signIn.state) {
    case "working":
      return { title: "Signing you in", body: <Working /> };
    case "refused":
      return {
        title: "This link does not work any more",
        body: (
          <>
            <p className={styles.text}>
              It was used already, or it is older than 15 minutes. A new one is quickly made.
            </p>
            <HowTo />
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
        title:
          why === "ended"
            ? "Your session has ended"
            : why
              ? "You are signed out"
              : "Sign in by a link",
        body: (
          <>
            {why === "ended" && (
              <p className={styles.text}>
                Sessions end after seven quiet days, or when they are ended from elsewhere. What you
                typed is kept in this browser; a new link leads back to where you were.
              </p>
            )}
            <HowTo />
          </>
        ),
      };
  }
}

function HowTo() {
  return (
    <ol role="list" className={styles.steps}>
      <li>
        <h2>Make a link</h2>
        <p>
          On the machine where Trivet runs, in its folder; with <code>--data</code> if it was
          started with <code>DATA=</code>. It also prints one when it starts.
        </p>
        <CopyLine text=".venv/bin/trivet sign-in-link" />
      </li>
      <li>
        <h2>Open it in this browser</h2>
        <p>
          <Icon name="clock" size={14} className={styles.inline} /> It works once, for 15 minutes.
        </p>
      </li>
    </ol>
  );
}

function Working() {
  return (
    <div role="status" aria-label="Signing you in" className={styles.working}>
      <Skeleton width="80%" height={14} />
      <Skeleton width="55%" height={14} />
    </div>
  );
}
