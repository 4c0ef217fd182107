import { type OpenDialog, openDialog } from "../model/dialogs";
import { CreateBoardDialog } from "./CreateBoardDialog";
import { NameDialog } from "./NameDialog";
import { useRename } from "./useRename";

export interface WorkspaceDialogsProps {
  dialog: OpenDialog;
  /** The workspace in which somebody is just now. */
  currentWorkspaceId?: string | undefined;
  onBoardCreated: (boardId: string) => void;
}

/** The dialog that a page or the palette opened by `openDialog`. */
export function WorkspaceDialogs({
  dialog,
  currentWorkspaceId,
  onBoardCreated,
}: WorkspaceDialogsProps) {
  const save = useRename();
  const close = () => openDialog(null);
  switch (dialog.kind) {
    case "create-board":
      return (
        <CreateBoardDialog
          workspaceId={dialog.workspaceId ?? currentWorkspaceId}
          onClose={close}
          onCreated={(boardId) => {
            close();
            onBoardCreated(boardId);
          }}
        />
      );
    case "create-workspace":
      return (
        <NameDialog
          title="New workspace"
          label="Name"
          placeholder="Northwind"
          hint="Your team, or the company. Each has its own boards and members."
          action="Create workspace"
          onClose={close}
          onSave={save.createWorkspace}
        />
      );
    case "rename-workspace":
      return (
        <NameDialog
          title="Rename workspace"
          label="Name"
          value={dialog.workspace.name}
          action="Rename"
          onClose={close}
          onSave={(name) => save.renameWorkspace(dialog.workspace, name)}
        />
      );
    case "rename-board":
      return (
        <NameDialog
          title="Rename board"
          label="Name"
          value={dialog.board.name}
          hint={`The key ${dialog.board.key} stays, as branches and links name it.`}
          action="Rename"
          onClose={close}
          onSave={(name) => save.renameBoard(dialog.board, name)}
        />
      );
  }
}
