import { type FormEvent, useId, useState } from "react";
import { Button, Checkbox, Dialog, TextField } from "../../../../lib";
import type { Column } from "../../model";
import { useActions } from "../context";
import styles from "./Lists.module.css";

/** As the server has it. */
const MOST = 1000;

/** Sets how many cards a column should hold at most. */
export function ColumnLimit({ column, onClose }: { column: Column; onClose: () => void }) {
  const { edits } = useActions();
  const form = useId();
  const [text, setText] = useState(column.wip_limit?.toString() ?? "");
  const [hard, setHard] = useState(column.wip_hard ?? false);
  const limit = Number(text);
  const wrong = text.trim() !== "" && !(Number.isInteger(limit) && limit >= 1 && limit <= MOST);

  const save = (event: FormEvent) => {
    event.preventDefault();
    if (wrong) return;
    const none = text.trim() === "";
    edits.updateColumn(column.id, { wip_limit: none ? null : limit, wip_hard: !none && hard });
    onClose();
  };
  return (
    <Dialog
      open
      size="small"
      title={`Limit for ${column.name}`}
      description="A column with more cards than its limit is marked."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} variant="primary">
            Save
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={save}>
        <TextField
          label="Cards at most"
          hint="Leave it empty for no limit."
          error={wrong ? `Write a whole number from 1 to ${MOST}.` : undefined}
          inputMode="numeric"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Checkbox
          label="Refuse more cards"
          hint="Admins may go past it, after they are asked. Rules of the board do not."
          checked={hard}
          disabled={text.trim() === ""}
          onChange={(event) => setHard(event.target.checked)}
        />
      </form>
    </Dialog>
  );
}
