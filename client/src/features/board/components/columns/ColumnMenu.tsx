import { IconButton, Menu, MenuCheckItem, MenuItem, MenuSeparator, MenuSub } from "../../../../lib";
import type { Category, Column } from "../../model";
import { useActions, useLookup } from "../context";
import { useUiStore } from "../ui";
import { CATEGORY_WORDS } from "./categories";

interface ColumnMenuProps {
  readonly column: Column;
  readonly onRename: () => void;
}

/** What can be done with a column. */
export function ColumnMenu({ column, onRename }: ColumnMenuProps) {
  const { columns } = useLookup();
  const actions = useActions();
  const ui = useUiStore();
  const ask = (kind: "limit" | "delete-column") => () =>
    void setTimeout(() => ui.set({ dialog: { kind, columnId: column.id } }));
  const at = columns.findIndex(({ id }) => id === column.id);
  const before = columns[at - 1];
  const after = columns[at + 1];
  const { edits } = actions;
  // After the menu has given the focus back, else it would take it from what opens here.
  const later = (run: () => void) => () => void setTimeout(run);

  return (
    <Menu
      align="end"
      trigger={<IconButton icon="more" label={`Actions for ${column.name}`} size="small" />}
    >
      <MenuItem icon="plus" shortcut="n" onSelect={later(() => actions.compose(column.id, "end"))}>
        Add a card
      </MenuItem>
      <MenuItem
        icon="arrow-up"
        shortcut="shift+n"
        onSelect={later(() => actions.compose(column.id, "start"))}
      >
        Add a card at the top
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon="edit" onSelect={later(onRename)}>
        Rename
      </MenuItem>
      <MenuItem icon="checklist" onSelect={ask("limit")}>
        {column.wip_limit === undefined
          ? "Set a limit…"
          : `${column.wip_hard ? "Hard limit" : "Limit"}: ${column.wip_limit}…`}
      </MenuItem>
      <MenuSub label="Stands for" icon="tag">
        {(Object.keys(CATEGORY_WORDS) as Category[]).map((category) => (
          <MenuCheckItem
            key={category}
            checked={column.category === category}
            onSelect={() => edits.updateColumn(column.id, { category })}
          >
            {CATEGORY_WORDS[category]}
          </MenuCheckItem>
        ))}
      </MenuSub>
      <MenuItem
        icon="arrow-left"
        disabled={!before}
        onSelect={() => before && edits.moveColumn(column.id, { before: before.id })}
      >
        Move left
      </MenuItem>
      <MenuItem
        icon="arrow-right"
        disabled={!after}
        onSelect={() => after && edits.moveColumn(column.id, { after: after.id })}
      >
        Move right
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon="trash" danger onSelect={ask("delete-column")}>
        Delete…
      </MenuItem>
    </Menu>
  );
}
