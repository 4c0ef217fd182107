import { type FormEvent, useId, useState } from "react";
import { Button, Dialog, TextField } from "../../../../lib";
import type { Column } from "../../model";
import { useActions } from "../context";

/** As the server has it. */
const MOST = 1000;

/** Sets how many cards a column should hold at most. */
export function ColumnLimit({ column, onClose }: { column: Column; onClose: () => void }) {
  const { edits } = useActions();
  const form = useId();
  const [text, setText] = useState(column.wip_limit?.toString() ?? "");
  const limit = Number(text);
  const wrong = text.trim() !== "" && !(Number.isInteger(limit) && limit >= 1 && limit <= MOST);

  const save = (event: FormEvent) => {
    event.preventDefault();
    if (wrong) return;
    edits.updateColumn(column.id, { wip_limit: text.trim() === "" ? null : limit });
    onClose();
  };
  return (
    <Dialog
      open
      size="small"
      title={`Limit for ${column.name}`}
      description="A column with more cards than its limit is marked. Nothing is refused."
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
      <form id={form} onSubmit={save}>
        <TextField
          label="Cards at most"
          hint="Leave it empty for no limit."
          error={wrong ? `Write a whole number from 1 to ${MOST}.` : undefined}
          inputMode="numeric"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
