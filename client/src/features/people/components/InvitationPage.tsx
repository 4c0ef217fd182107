import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";

import { describeError } from "../../../api/describe";
import type { Workspace } from "../../../api/queries";
import { Button } from "../../../lib";
import { SignInFrame, Working } from "../../session/frame";
import { previewInvitation } from "../api/invitations";
import { Gone, isGone } from "./Gone";
import styles from "./InvitationPage.module.css";
import { Offer } from "./Offer";
import { useInvitationToken } from "./useInvitationToken";

export interface InvitationPageProps {
  /** Whether this browser may have a session. */
  signedIn: boolean;
  /** Leads to the sign-in page, and from there back here. */
  signIn: ReactNode;
  /** Leads to the boards. */
  home: ReactNode;
  onAccepted: (workspace: Workspace) => void;
}

/** Where the link of an invitation leads. */
export function InvitationPage(props: InvitationPageProps) {
  const token = useInvitationToken();
  if (token === null) return <Missing home={props.home} />;
  return <Opened key={token} token={token} {...props} />;
}

function Opened({ token, ...props }: InvitationPageProps & { token: string }) {
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ["invitation", token],
    queryFn: ({ signal }) => previewInvitation(token, signal),
  });
  if (data) return <Offer token={token} preview={data} {...props} />;
  if (!error) {
    return (
      <SignInFrame title="Your invitation" busy>
        <Working label="Loading the invitation" />
      </SignInFrame>
    );
  }
  if (isGone(error)) return <Gone home={props.home} />;
  const { title, text } = describeError(error);
  return (
    <SignInFrame title={title}>
      <p className={styles.text} role="alert">
        {text}
      </p>
      <Button variant="primary" icon="refresh" busy={isFetching} onClick={() => void refetch()}>
        Try again
      </Button>
    </SignInFrame>
  );
}

function Missing({ home }: { home: ReactNode }) {
  return (
    <SignInFrame title="Which invitation?">
      <p className={styles.text}>
        Open the link of your invitation again, in this tab: this page does not know it any more.
      </p>
      {home}
    </SignInFrame>
  );
}
