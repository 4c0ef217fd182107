import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { type OwnInvitation, ownInvitationsQuery, type Workspace } from "../../../api/queries";
import { Button, formatDay, Icon, Skeleton } from "../../../lib";
import { acceptOwnInvitation } from "../api/workspaces";
import { oneOf } from "../model/roles";
import { Notice } from "./Notice";
import styles from "./OwnInvitations.module.css";
import { Row, Rows } from "./Rows";

export interface OwnInvitationsProps {
  /** Whether the page is about them: it says then that it looks for them, and that it failed. */
  expected?: boolean;
  onJoined: (workspace: Workspace) => void;
}

/** The workspaces that one is invited to, each with the way in; nothing where there are none. */
export function OwnInvitations({ expected = false, onJoined }: OwnInvitationsProps) {
  const { data, error, refetch, isFetching } = useQuery(ownInvitationsQuery);
  const queries = useQueryClient();
  const [busy, setBusy] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<unknown>(null);

  const join = async ({ id }: OwnInvitation) => {
    setBusy(id);
    setRefusal(null);
    try {
      onJoined(await acceptOwnInvitation(id));
    } catch (failure) {
      setRefusal(failure);
    } finally {
      setBusy(null);
      // Also after a refusal: it may have been taken back.
      void queries.invalidateQueries(ownInvitationsQuery);
    }
  };

  if (!data)
    return expected ? <Waiting failed={!!error} busy={isFetching} retry={refetch} /> : null;
  if (data.length === 0) return <Notice error={refusal} />;
  return (
    <section className={styles.section} aria-label="Invitations to you">
      <Rows label="Invitations to you">
        {data.map((invitation) => (
          <Row
            key={invitation.id}
            lead={<Icon name="people" className={styles.icon} />}
            name={<bdi>{invitation.workspace_name}</bdi>}
            facts={
              <span>
                {invitation.invited_by_name ?? "Somebody"} invites you as {oneOf(invitation.role)},
                until {formatDay(new Date(invitation.expires_at))}
              </span>
            }
          >
            <Button
              size="small"
              variant={expected ? "primary" : "outline"}
              busy={busy === invitation.id}
              aria-label={`Join ${invitation.workspace_name}`}
              onClick={() => void join(invitation)}
            >
              Join
            </Button>
          </Row>
        ))}
      </Rows>
      <Notice error={refusal} />
    </section>
  );
}

interface WaitingProps {
  failed: boolean;
  busy: boolean;
  retry: () => Promise<unknown>;
}

function Waiting({ failed, busy, retry }: WaitingProps) {
  if (!failed)
    return (
      <div role="status" aria-label="Looking for invitations">
        <Skeleton width={280} height={20} />
      </div>
    );
  return (
    <p className={styles.failed} role="alert">
      Whether you are invited could not be found out.{" "}
      <Button size="small" icon="refresh" busy={busy} onClick={() => void retry()}>
        Try again
      </Button>
    </p>
  );
}
