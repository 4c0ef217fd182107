import { copyText, IconButton, Menu, MenuItem, MenuSeparator } from "../../../../lib";
import { useActions, useLookup } from "../context";
import { type Dialog, useUiStore } from "../ui";

interface BoardMenuProps {
  readonly archived: boolean;
  readonly onRename: () => void;
}

/** What can be done with the board as a whole. */
export function BoardMenu({ archived, onRename }: BoardMenuProps) {
  const { canEdit, mayWrite } = useLookup();
  const actions = useActions();
  const { edits } = actions;
  const ui = useUiStore();
  // After the menu has given the focus back, else it would take it from what opens here.
  const later = (run: () => void) => () => void setTimeout(run);
  const ask = (dialog: Dialog) => later(() => ui.set({ dialog }));
  return (
    <Menu align="end" trigger={<IconButton icon="more" label="Board menu" />}>
      {canEdit && (
        <MenuItem icon="edit" onSelect={later(onRename)}>
          Rename board
        </MenuItem>
      )}
      <MenuItem icon="link" onSelect={() => void copyText(location.href, "link to this view")}>
        Copy link to this view
      </MenuItem>
      {canEdit && (
        <MenuItem icon="undo" shortcut="mod+z" onSelect={() => actions.undo()}>
          Undo your last change
        </MenuItem>
      )}
      {canEdit && (
        <MenuItem icon="refresh" shortcut="mod+shift+z" onSelect={() => actions.redo()}>
          Redo what you undid
        </MenuItem>
      )}
      <MenuSeparator />
      <MenuItem icon="clock" onSelect={later(() => ui.set({ activity: true }))}>
        Activity
      </MenuItem>
      <MenuItem icon="tag" onSelect={ask({ kind: "labels" })}>
        Labels…
      </MenuItem>
      <MenuItem icon="arrow-right" onSelect={ask({ kind: "rules" })}>
        Rules…
      </MenuItem>
      <MenuItem icon="branch" onSelect={ask({ kind: "branching" })}>
        Branches…
      </MenuItem>
      <MenuItem icon="repository" onSelect={() => actions.openRepositories()}>
        Repositories
      </MenuItem>
      <MenuItem icon="archive" onSelect={ask({ kind: "archived" })}>
        Archived cards…
      </MenuItem>
      <MenuItem icon="trash" onSelect={ask({ kind: "bin" })}>
        Bin…
      </MenuItem>
      {mayWrite && (
        <>
          <MenuSeparator />
          <MenuItem icon="copy" onSelect={ask({ kind: "copy-board" })}>
            Copy board…
          </MenuItem>
        </>
      )}
      {mayWrite && archived && (
        <MenuItem icon="undo" onSelect={() => edits.archiveBoard(false)}>
          Bring the board back
        </MenuItem>
      )}
      {canEdit && (
        <MenuItem icon="archive" onSelect={ask({ kind: "archive-board" })}>
          Archive board…
        </MenuItem>
      )}
    </Menu>
  );
}
