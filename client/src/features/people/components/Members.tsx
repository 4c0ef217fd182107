import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useRef, useState } from "react";

import { describeError } from "../../../api/describe";
import {
  LIVELY,
  type Member,
  membersQuery,
  meQuery,
  type Role,
  type Workspace,
} from "../../../api/queries";
import { announce, Button, Icon, showToast } from "../../../lib";
import { mayManage } from "../../workspaces";
import { Failed, roleName, Rows, RowsSkeleton, SubPage } from "../../workspaces/pages";
import { changeRole } from "../api/members";
import { Invitations } from "./Invitations";
import { InviteDialog } from "./InviteDialog";
import { MemberDialogs, type OpenMember } from "./MemberDialogs";
import { MemberRow } from "./MemberRow";
import styles from "./Members.module.css";

interface MembersProps {
  workspace: Workspace;
  tabs: ReactNode;
  onLeft: (workspace: Workspace) => void;
}

/** The members with what can be done to them, and the invitations below. */
export function Members({ workspace, tabs, onLeft }: MembersProps) {
  const { id: workspaceId } = workspace;
  const manages = mayManage(workspace);
  const queries = useQueryClient();
  const { data: me } = useQuery(meQuery);
  const {
    data: members,
    error,
    refetch,
  } = useQuery({
    ...membersQuery(workspaceId),
    ...LIVELY,
  });
  const [inviting, setInviting] = useState(false);
  const [open, setOpen] = useState<OpenMember | null>(null);
  /** Whose role is being changed. */
  const [busy, setBusy] = useState<string | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const { queryKey } = membersQuery(workspaceId);

  const save = async (member: Member, role: Role) => {
    setBusy(member.user_id);
    try {
      const changed = await changeRole(workspaceId, member.user_id, role);
      queries.setQueryData(queryKey, (all = []) =>
        all.map((one) => (one.user_id === changed.user_id ? changed : one)),
      );
      announce(`${member.name}: ${roleName(role)}.`);
      // What one may do oneself hangs on it.
      if (me?.id === member.user_id) await queries.invalidateQueries({ queryKey: ["workspaces"] });
      else void queries.invalidateQueries({ queryKey: ["workspaces", workspaceId] });
    } finally {
      setBusy(null);
    }
  };
  const lastOwner = (member: Member) =>
    member.role === "owner" && members?.filter(({ role }) => role === "owner").length === 1;
  const choose = (member: Member, role: Role) => {
    if (role === member.role) return;
    if (member.user_id === me?.id) {
      const asked: OpenMember = lastOwner(member)
        ? { kind: "last-owner", member }
        : { kind: "own-role", member, role };
      // After the picker has given the focus back.
      setTimeout(() => setOpen(asked));
      return;
    }
    save(member, role).catch((failure: unknown) => {
      const { title, text } = describeError(failure);
      showToast({ tone: "danger", text: title, detail: text });
    });
  };
  const gone = (member: Member) => {
    setOpen(null);
    if (member.user_id === me?.id) return onLeft(workspace);
    queries.setQueryData(queryKey, (all = []) =>
      all.filter(({ user_id }) => user_id !== member.user_id),
    );
    void queries.invalidateQueries({ queryKey });
    showToast({ text: `${member.name} is no member any more.` });
    // The row with its menu is not there any more.
    setTimeout(() => heading.current?.focus());
  };

  return (
    <SubPage
      title="Members"
      where={workspace.name}
      tabs={tabs}
      headingRef={heading}
      action={
        manages && (
          <Button icon="plus" variant="primary" onClick={() => setInviting(true)}>
            Invite people
          </Button>
        )
      }
    >
      {members ? (
        <Rows label="Members">
          {members.map((member) => (
            <MemberRow
              key={member.user_id}
              member={member}
              you={member.user_id === me?.id}
              own={workspace.role}
              busy={busy === member.user_id}
              onRole={(role) => choose(member, role)}
              onRemove={() => setOpen({ kind: "remove", member })}
              onLeave={() => setOpen({ kind: lastOwner(member) ? "last-owner" : "leave", member })}
            />
          ))}
        </Rows>
      ) : error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <RowsSkeleton label="Loading the members" />
      )}
      {manages ? (
        <Invitations workspace={workspace} members={members ?? []} />
      ) : (
        <p className={styles.note}>
          <Icon name="eye" size={14} />
          Admins of the workspace invite people and give them their roles.
        </p>
      )}
      {inviting && <InviteDialog workspace={workspace} onClose={() => setInviting(false)} />}
      {open && (
        <MemberDialogs
          open={open}
          workspace={workspace}
          onClose={() => setOpen(null)}
          onRole={async (member, role) => {
            await save(member, role);
            setOpen(null);
          }}
          onGone={gone}
          onDelete={() => setOpen({ kind: "delete", member: open.member })}
          alone={members?.length === 1}
        />
      )}
    </SubPage>
  );
}
