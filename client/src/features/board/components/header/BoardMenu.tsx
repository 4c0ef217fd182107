import { type ComponentType, useState } from "react";
import {
  Button,
  copyText,
  Dialog,
  IconButton,
  Menu,
  MenuItem,
  MenuSeparator,
  showToast,
} from "../../../../lib";
import { useActions, useLookup } from "../context";

interface BoardMenuProps {
  readonly archived: boolean;
  readonly onRename: () => void;
}

/** The dialog of the rules: its code is loaded when somebody asks for it. */
function useRules() {
  const [Rules, setRules] = useState<ComponentType<{ onClose: () => void }> | null>(null);
  const open = async () => {
    try {
      const { RulesDialog } = await import("../rules/RulesDialog");
      setRules(() => RulesDialog);
    } catch {
      showToast({
        tone: "warn",
        text: "The rules could not be loaded",
        detail: "Look at your connection, and try again.",
      });
    }
  };
  return { Rules, open, close: () => setRules(null) };
}

/** What can be done with the board as a whole. */
export function BoardMenu({ archived, onRename }: BoardMenuProps) {
  const { canEdit, mayWrite } = useLookup();
  const actions = useActions();
  const { edits } = actions;
  const [asking, setAsking] = useState(false);
  const { Rules, open, close } = useRules();
  const archive = () => {
    setAsking(false);
    edits.archiveBoard(true);
    showToast({
      text: "Archived this board",
      action: { label: "Undo", run: () => edits.archiveBoard(false) },
    });
  };
  return (
    <>
      <Menu align="end" trigger={<IconButton icon="more" label="Board menu" />}>
        {canEdit && (
          <MenuItem icon="edit" onSelect={() => void setTimeout(onRename)}>
            Rename board
          </MenuItem>
        )}
        <MenuItem icon="link" onSelect={() => void copyText(location.href, "link to this view")}>
          Copy link to this view
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon="arrow-right" onSelect={() => void setTimeout(() => void open())}>
          Rules…
        </MenuItem>
        <MenuItem icon="branch" onSelect={() => actions.openRepositories()}>
          Repositories
        </MenuItem>
        {mayWrite && <MenuSeparator />}
        {mayWrite && archived && (
          <MenuItem icon="undo" onSelect={() => edits.archiveBoard(false)}>
            Bring the board back
          </MenuItem>
        )}
        {canEdit && (
          <MenuItem icon="archive" onSelect={() => void setTimeout(() => setAsking(true))}>
            Archive board…
          </MenuItem>
        )}
      </Menu>
      {Rules && <Rules onClose={close} />}
      <Dialog
        open={asking}
        size="small"
        title="Archive this board?"
        description="Everybody can still read it; nobody can change it until it is brought back."
        onClose={() => setAsking(false)}
        footer={
          <>
            <Button onClick={() => setAsking(false)}>Cancel</Button>
            <Button variant="primary" onClick={archive} data-autofocus>
              Archive board
            </Button>
          </>
        }
      />
    </>
  );
}
