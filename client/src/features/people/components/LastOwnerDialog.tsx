import type { Workspace } from "../../../api/queries";
import { Button, Dialog } from "../../../lib";

export interface LastOwnerDialogProps {
  workspace: Workspace;
  /** Whether nobody else is in the workspace. */
  alone: boolean;
  onClose: () => void;
  onDelete: () => void;
}

/** What somebody does first who wants to leave, or become less, and is the only owner. */
export function LastOwnerDialog({ workspace, alone, onClose, onDelete }: LastOwnerDialogProps) {
  return (
    <Dialog
      open
      size="small"
      title={`${workspace.name} needs an owner`}
      description={
        alone
          ? "You are its only owner, and nobody else is in it. Invite somebody and make them an owner, or delete the workspace with all that is in it."
          : "You are its only owner. Make somebody else an owner first, by the role beside their name; then you can go. Or delete the workspace, with all that is in it and for everybody."
      }
      onClose={onClose}
      footer={
        <>
          <Button variant="danger" onClick={onDelete}>
            Delete the workspace…
          </Button>
          <Button variant="primary" onClick={onClose} data-autofocus>
            Got it
          </Button>
        </>
      }
    />
  );
}
