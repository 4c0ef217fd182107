import type { ReactNode } from "react";

import { SignInFrame, Working } from "./SignInFrame";
import styles from "./SignInPage.module.css";

export interface ReturnPageProps {
  /** Called once there is a session, with where the person wanted to go. */
  onSignedIn: (returnTo: string | null) => void;
  /** Leads to the other ways to sign in. */
  otherWays: (back: string | undefined) => ReactNode;
}

/** Why nobody was signed in. */
export interface Refusal {
  readonly title: string;
  readonly text: string;
  readonly requestId?: string | undefined;
}

export interface ReturnFrameProps {
  /** Null while it goes on. */
  refusal: Refusal | null;
  /** What to do next. */
  children: ReactNode;
}

/** Where people come back to with a secret: signing in, or why it did not work. */
export function ReturnFrame({ refusal, children }: ReturnFrameProps) {
  if (refusal === null) {
    return (
      <SignInFrame title="Signing you in" busy>
        <Working label="Signing you in" />
      </SignInFrame>
    );
  }
  const { title, text, requestId } = refusal;
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
      {children}
    </SignInFrame>
  );
}
