import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";

import { describeError } from "../../../api/describe";
import { ApiError } from "../../../api/errors";
import {
  type Invitation,
  invitationsQuery,
  LIVELY,
  type Member,
  type Workspace,
} from "../../../api/queries";
import { EmptyState, showToast } from "../../../lib";
import { ConfirmDialog } from "../../workspaces/forms";
import { Failed, Rows, RowsSkeleton } from "../../workspaces/pages";
import { resendInvitation, revokeInvitation } from "../api/invitations";
import { InvitationRow } from "./InvitationRow";
import { LinksDialog } from "./LinksDialog";
import styles from "./Members.module.css";

interface InvitationsProps {
  workspace: Workspace;
  members: readonly Member[];
}

/** Who is invited and has not come yet; for admins. */
export function Invitations({ workspace, members }: InvitationsProps) {
  const queries = useQueryClient();
  const query = invitationsQuery(workspace.id);
  const { data: invitations, error, refetch } = useQuery({ ...query, ...LIVELY });
  const [revoking, setRevoking] = useState<Invitation | null>(null);
  const [link, setLink] = useState<{ email: string; link: string } | null>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);

  const resend = async ({ id, email }: Invitation) => {
    setBusy(id);
    try {
      const { invitation, link: made } = await resendInvitation(workspace.id, id);
      queries.setQueryData(query.queryKey, (all = []) =>
        all.map((one) => (one.id === id ? invitation : one)),
      );
      if (made === null) showToast({ tone: "good", text: `A new mail is on its way to ${email}.` });
      else setLink({ email, link: made });
    } catch (failure) {
      const { title, text } = describeError(failure);
      showToast({ tone: "danger", text: title, detail: text });
      void queries.invalidateQueries(query);
    }
    setBusy(null);
  };
  const revoke = async ({ id, email }: Invitation) => {
    try {
      await revokeInvitation(workspace.id, id);
    } catch (failure) {
      // Accepted or taken back meanwhile: the list tells.
      if (!(failure instanceof ApiError) || failure.code !== "invitation_not_found") throw failure;
    }
    queries.setQueryData(query.queryKey, (all = []) => all.filter((one) => one.id !== id));
    void queries.invalidateQueries({ queryKey: ["workspaces", workspace.id] });
    setRevoking(null);
    showToast({ text: `The invitation of ${email} is taken back.` });
    // The row with its menu is not there any more.
    setTimeout(() => heading.current?.focus());
  };

  return (
    <section className={styles.section} aria-labelledby="invitations">
      <h2 id="invitations" ref={heading} tabIndex={-1} className={styles.heading}>
        Invitations
      </h2>
      {!invitations ? (
        error ? (
          <Failed error={error} onRetry={() => void refetch()} />
        ) : (
          <RowsSkeleton label="Loading the invitations" rows={1} />
        )
      ) : invitations.length === 0 ? (
        <EmptyState level={3} className={styles.empty} picture={null} title="Nobody is invited">
          Who is invited stands here until they accept.
        </EmptyState>
      ) : (
        <Rows label="Invitations">
          {invitations.map((one) => (
            <InvitationRow
              key={one.id}
              invitation={one}
              inviter={members.find(({ user_id }) => user_id === one.invited_by)?.name}
              busy={busy === one.id}
              onResend={() => void resend(one)}
              onRevoke={() => setRevoking(one)}
            />
          ))}
        </Rows>
      )}
      {revoking && (
        <ConfirmDialog
          title={`Take back the invitation of ${revoking.email}?`}
          description="Its link stops working at once."
          action="Take back"
          onClose={() => setRevoking(null)}
          run={() => revoke(revoking)}
        />
      )}
      {link && <LinksDialog links={[link]} onClose={() => setLink(null)} />}
    </section>
  );
}
