import { useState } from "react";
import { IconButton, Menu, MenuCheckItem, MenuItem, MenuSeparator, MenuSub } from "../../../../lib";
import type { Category, Column } from "../../model";
import { useActions, useLookup } from "../context";
import { ColumnLimit } from "./ColumnLimit";
import { DeleteColumn } from "./DeleteColumn";

export const CATEGORY_WORDS: Readonly<Record<Category, string>> = {
  backlog: "Backlog",
  unstarted: "To do",
  started: "In progress",
  review: "In review",
  done: "Done",
  cancelled: "Cancelled",
};

interface ColumnMenuProps {
  readonly column: Column;
  readonly total: number;
  readonly onRename: () => void;
}

/** What can be done with a column. */
export function ColumnMenu({ column, total, onRename }: ColumnMenuProps) {
  const { columns } = useLookup();
  const actions = useActions();
  const [dialog, setDialog] = useState<"limit" | "delete" | null>(null);
  const at = columns.findIndex(({ id }) => id === column.id);
  const before = columns[at - 1];
  const after = columns[at + 1];
  const { edits } = actions;
  // After the menu has given the focus back, else it would take it from what opens here.
  const later = (run: () => void) => () => void setTimeout(run);

  return (
    <>
      <Menu
        align="end"
        trigger={<IconButton icon="more" label={`Actions for ${column.name}`} size="small" />}
      >
        <MenuItem
          icon="plus"
          shortcut="n"
          onSelect={later(() => actions.compose(column.id, "end"))}
        >
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
        <MenuItem icon="checklist" onSelect={later(() => setDialog("limit"))}>
          {column.wip_limit === undefined ? "Set a limit…" : `Limit: ${column.wip_limit}…`}
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
        <MenuItem icon="trash" danger onSelect={later(() => setDialog("delete"))}>
          Delete…
        </MenuItem>
      </Menu>
      {dialog === "limit" && <ColumnLimit column={column} onClose={() => setDialog(null)} />}
      {dialog === "delete" && (
        <DeleteColumn column={column} total={total} onClose={() => setDialog(null)} />
      )}
    </>
  );
}
