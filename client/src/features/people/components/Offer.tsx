import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";

import { ApiError } from "../../../api/errors";
import { meQuery, methodsQuery } from "../../../api/queries";
import { Button, formatDay } from "../../../lib";
import { signOut } from "../../session";
import { SignInFrame } from "../../session/frame";
import { Notice, useOnce } from "../../workspaces/forms";
import { oneOf } from "../../workspaces/pages";
import { acceptInvitation, type Preview } from "../api/invitations";
import { forgetInvitation, keepInvitation } from "../model/invitationToken";
import { Gone, isGone } from "./Gone";
import styles from "./InvitationPage.module.css";
import type { InvitationPageProps } from "./InvitationPage";

interface OfferProps extends InvitationPageProps {
  token: string;
  preview: Preview;
}

/** What is offered, and the way to take it. */
export function Offer({ token, preview, signedIn, signIn, home, onAccepted }: OfferProps) {
  const once = useOnce();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const accept = async () => {
    setBusy(true);
    setError(null);
    try {
      const workspace = await acceptInvitation(token, once.keyFor(token));
      forgetInvitation();
      onAccepted(workspace);
    } catch (failure) {
      if (isGone(failure)) forgetInvitation();
      setError(failure);
      setBusy(false);
    }
  };
  if (isGone(error)) return <Gone home={home} />;
  const { workspace_name: name, invited_by_name: inviter } = preview;
  const otherAddress = error instanceof ApiError && error.code === "invitation_for_another_address";
  return (
    <SignInFrame title={`Join ${name}`}>
      <p className={styles.text}>
        {inviter ?? "Somebody"} invites you to <bdi>{name}</bdi> as {oneOf(preview.role)}.
        {preview.bound && (
          <>
            {" "}
            Only{" "}
            <span className={styles.hint} dir="ltr">
              {preview.email_hint ?? "the address that it was sent to"}
            </span>{" "}
            can accept it.
          </>
        )}{" "}
        It works until {formatDay(new Date(preview.expires_at))}.
      </p>
      {!signedIn ? (
        <Outside signIn={signIn} />
      ) : (
        <>
          {otherAddress ? (
            <p className={styles.refusal} role="alert">
              <strong>This invitation is for another address.</strong> Sign in with the account that
              has {preview.email_hint ?? "it"}, or ask for an invitation to the address that you use
              here.
            </p>
          ) : (
            <Notice error={error} />
          )}
          <You />
          <div className={styles.actions}>
            <Button variant="primary" busy={busy} onClick={() => void accept()}>
              Accept
            </Button>
            <OtherAccount token={token} onError={setError} />
          </div>
        </>
      )}
    </SignInFrame>
  );
}

/** The way in for who is signed out; where nobody can sign in alone, whom to ask. */
function Outside({ signIn }: { signIn: ReactNode }) {
  const { data: methods } = useQuery(methodsQuery);
  if (!methods?.local) return signIn;
  return (
    <>
      <p className={styles.text}>
        To accept you need an account, and here nobody can make one alone. Ask the person who runs
        this server for a link that signs you in: <code>trivet sign-in-link --user</code> with your
        address makes one. Open it in this browser, and come back here.
      </p>
      {signIn}
    </>
  );
}

function You() {
  const { data: me } = useQuery(meQuery);
  if (!me) return null;
  return (
    <p className={styles.you}>
      You are signed in as <strong>{me.name}</strong>
      {me.email && ` (${me.email})`}.
    </p>
  );
}

interface OtherAccountProps {
  token: string;
  onError: (error: unknown) => void;
}

function OtherAccount({ token, onError }: OtherAccountProps) {
  const [busy, setBusy] = useState(false);
  const change = async () => {
    setBusy(true);
    try {
      await signOut(false, "/app/invitation");
      // Signing out forgets it with everything else.
      keepInvitation(token);
    } catch (error) {
      onError(error);
      setBusy(false);
    }
  };
  return (
    <Button variant="quiet" busy={busy} onClick={() => void change()}>
      Use another account
    </Button>
  );
}
