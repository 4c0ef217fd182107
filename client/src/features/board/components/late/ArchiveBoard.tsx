import { Button, Dialog, showToast } from "../../../../lib";
import { useActions } from "../context";

/** Asks before a board is archived. */
export function ArchiveBoard({ onClose }: { onClose: () => void }) {
  const { edits } = useActions();
  const archive = () => {
    onClose();
    edits.archiveBoard(true);
    showToast({
      text: "Archived this board",
      action: { label: "Undo", run: () => edits.archiveBoard(false) },
    });
  };
  return (
    <Dialog
      open
      size="small"
      title="Archive this board?"
      description="Everybody can still read it; nobody can change it until it is brought back."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" onClick={archive} data-autofocus>
            Archive board
          </Button>
        </>
      }
    />
  );
}
