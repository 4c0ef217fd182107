import { ApiError } from "../../../api/errors";
import type { Member, Role, Workspace } from "../../../api/queries";
import { ConfirmDialog } from "../../workspaces/forms";
import { oneOf } from "../../workspaces/pages";
import { removeMember } from "../api/members";
import { deleteWorkspace } from "../api/workspace";
import { LastOwnerDialog } from "./LastOwnerDialog";

/** What is asked about a member. */
export type OpenMember =
  | { readonly kind: "remove" | "leave" | "last-owner" | "delete"; readonly member: Member }
  | { readonly kind: "own-role"; readonly member: Member; readonly role: Role };

export interface MemberDialogsProps {
  open: OpenMember;
  workspace: Workspace;
  onClose: () => void;
  onRole: (member: Member, role: Role) => Promise<void>;
  onGone: (member: Member) => void;
  /** Asks whether the whole workspace is to go. */
  onDelete: () => void;
  /** Whether nobody else is in the workspace. */
  alone: boolean;
}

/** Asks before somebody goes, or gives up what they may do. */
export function MemberDialogs(props: MemberDialogsProps) {
  const { open, workspace, onClose, onRole, onGone } = props;
  const { member } = open;
  const remove = async () => {
    try {
      await removeMember(workspace.id, member.user_id);
    } catch (error) {
      // Somebody else was faster.
      if (!(error instanceof ApiError) || error.code !== "member_not_found") throw error;
    }
    onGone(member);
  };
  switch (open.kind) {
    case "remove":
      return (
        <ConfirmDialog
          title={`Remove ${member.name}?`}
          description={`They lose access to all boards of ${workspace.name} at once. What they did stays, and so do their cards.`}
          action="Remove"
          onClose={onClose}
          run={remove}
        />
      );
    case "leave":
      return (
        <ConfirmDialog
          title={`Leave ${workspace.name}?`}
          description="You lose access to all its boards at once. Only an admin can let you in again."
          action="Leave"
          onClose={onClose}
          run={remove}
        />
      );
    case "last-owner":
      return <LastOwnerDialog {...props} />;
    case "delete":
      return (
        <ConfirmDialog
          title={`Delete ${workspace.name}?`}
          description="All its boards and cards go with it, at once, for everybody in it."
          action="Delete the workspace"
          onClose={onClose}
          run={async () => {
            await deleteWorkspace(workspace.id);
            onGone(member);
          }}
        />
      );
    case "own-role":
      return (
        <ConfirmDialog
          title={`Become ${oneOf(open.role)}?`}
          description={`You can do less in ${workspace.name} then, and only somebody else can give your role back to you.`}
          action={`Become ${oneOf(open.role)}`}
          onClose={onClose}
          run={() => onRole(member, open.role)}
        />
      );
  }
}
