import type { ReactNode } from "react";

import { ApiError } from "../../../api/errors";
import { SignInFrame } from "../../session/frame";
import styles from "./InvitationPage.module.css";

/** Whether an invitation was used, taken back or is too old; 422 has not even the form of one. */
export function isGone(error: unknown): boolean {
  return error instanceof ApiError && !error.foreign && [404, 410, 422].includes(error.status);
}

export function Gone({ home }: { home: ReactNode }) {
  return (
    <SignInFrame title="This invitation does not work any more">
      <p className={styles.text} role="alert">
        It was used, taken back, sent anew or is too old. Ask whoever invited you for a new one. If
        you accepted it yourself, you are in already.
      </p>
      {home}
    </SignInFrame>
  );
}
