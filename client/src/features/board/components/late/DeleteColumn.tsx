import { useState } from "react";
import { Button, Dialog } from "../../../../lib";
import type { Column } from "../../model";
import { useActions, useLookup } from "../context";
import { counted } from "../edits";
import styles from "./DeleteColumn.module.css";

interface DeleteColumnProps {
  readonly column: Column;
  readonly total: number;
  readonly onClose: () => void;
}

/** Asks where the cards go, archived ones too, before a column is deleted. */
export function DeleteColumn({ column, total, onClose }: DeleteColumnProps) {
  const { columns } = useLookup();
  const { edits } = useActions();
  const others = columns.filter(({ id }) => id !== column.id);
  const [to, setTo] = useState(others[0]?.id ?? "");
  const stuck = others.length === 0 && total > 0;
  const remove = () => {
    edits.deleteColumn(column.id, to || undefined);
    onClose();
  };
  return (
    <Dialog
      open
      size="small"
      title={`Delete ${column.name}?`}
      description={
        stuck
          ? "It is the only column and holds cards. Add another column first."
          : "Nothing in it is lost: its cards, archived ones too, move to another column."
      }
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="danger" disabled={stuck} onClick={remove}>
            Delete column
          </Button>
        </>
      }
    >
      {others.length > 0 && (
        <label className={styles.to}>
          {total > 0 ? `Move its ${counted(total, "card")} to` : "Move archived cards to"}
          <select value={to} onChange={(event) => setTo(event.target.value)} data-autofocus>
            {others.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
    </Dialog>
  );
}
