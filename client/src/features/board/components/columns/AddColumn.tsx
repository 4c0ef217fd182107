import { type FormEvent, type KeyboardEvent, useState } from "react";
import { Button, Icon, IconButton } from "../../../../lib";
import { useActions, useLookup } from "../context";
import { useUi, useUiStore } from "../ui";
import styles from "./AddColumn.module.css";
import { NAME_MAX } from "./ColumnHead";

/** Stands after the last column and makes another one. */
export function AddColumn() {
  const { columns } = useLookup();
  const { edits } = useActions();
  const ui = useUiStore();
  const open = useUi((state) => state.addingColumn);
  const setOpen = (addingColumn: boolean) => ui.set({ addingColumn });
  const [name, setName] = useState("");
  if (!open && columns.length === 0) {
    return (
      <Button variant="primary" icon="plus" onClick={() => setOpen(true)}>
        Add the first column
      </Button>
    );
  }
  if (!open) {
    return (
      <button type="button" className={styles.add} onClick={() => setOpen(true)}>
        <Icon name="plus" size={14} />
        Add column
      </button>
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!name.trim()) return;
    edits.addColumn(name.trim());
    setName("");
  };
  const close = () => {
    setOpen(false);
    setName("");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === "Escape") close();
  };
  return (
    <form className={styles.form} onSubmit={submit} onKeyDown={onKeyDown}>
      <input
        autoFocus
        className={styles.field}
        aria-label="Name of the new column"
        placeholder="Column name"
        dir="auto"
        maxLength={NAME_MAX}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <div className={styles.actions}>
        <Button type="submit" variant="primary" size="small" disabled={!name.trim()}>
          Add column
        </Button>
        <IconButton icon="close" label="Close" shortcut="escape" size="small" onClick={close} />
      </div>
    </form>
  );
}
