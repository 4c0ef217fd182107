import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { fieldError } from "../../../../api/describe";
import { ApiError } from "../../../../api/errors";
import { boardsQuery } from "../../../../api/queries";
import { Button, Checkbox, Dialog, showToast, TextField } from "../../../../lib";
import { cleanKey, freeKey, Notice, useOnce } from "../../../workspaces/forms";
import { copyBoard } from "../../api/bin";
import type { BoardState } from "../../model";
import { useActions, useLookup } from "../context";
import styles from "./Lists.module.css";

const NAME_MAX = 120;

interface CopyBoardProps {
  readonly board: Pick<BoardState["head"], "id" | "name">;
  readonly onClose: () => void;
}

/** Makes another board like this one: its columns, labels and rules, and its cards if wanted. */
export function CopyBoard({ board, onClose }: CopyBoardProps) {
  const form = useId();
  const { workspaceId } = useLookup();
  const actions = useActions();
  const queries = useQueryClient();
  const { data: boards } = useQuery(boardsQuery(workspaceId));
  const [name, setName] = useState(`${board.name} (copy)`.slice(0, NAME_MAX));
  const [typedKey, setTypedKey] = useState<string | null>(null);
  const [withCards, setWithCards] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const once = useOnce();
  const taken = new Set((boards ?? []).map((one) => one.key));
  const key = typedKey ?? freeKey(name.replace(/\(copy\)/i, ""), taken);
  const empty = !name.trim();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (empty) return;
    setBusy(true);
    setError(null);
    const wanted = { name: name.trim(), key, with_cards: withCards };
    try {
      const copy = await copyBoard(board.id, wanted, once.keyFor(wanted));
      await queries.invalidateQueries(boardsQuery(workspaceId));
      onClose();
      showToast({ tone: "good", text: `${copy.name} is ready` });
      actions.openBoard(copy.id);
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  const clash = error instanceof ApiError && /key/.test(error.code);
  const keyError = taken.has(key) || clash ? "Another board has it." : fieldError(error, "key");
  return (
    <Dialog
      open
      title={`Copy ${board.name}`}
      description="A new board with the same columns, labels and rules. Comments stay here."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" busy={busy}>
            Copy board
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        <div className={styles.pair}>
          <TextField
            label="Name"
            value={name}
            maxLength={NAME_MAX}
            error={empty ? "Give the board a name." : fieldError(error, "name")}
            onChange={(event) => setName(event.target.value)}
            data-autofocus
          />
          <TextField
            label="Key"
            value={key}
            spellCheck={false}
            error={keyError}
            onChange={(event) => setTypedKey(cleanKey(event.target.value))}
            // Emptied, it is suggested again.
            onBlur={() => typedKey === "" && setTypedKey(null)}
          />
        </div>
        <Checkbox
          label="Copy its cards too"
          hint="All open cards, with their labels, people and checklists as they stand."
          checked={withCards}
          onChange={(event) => setWithCards(event.target.checked)}
        />
        {!keyError && !fieldError(error, "name") && <Notice error={error} />}
      </form>
    </Dialog>
  );
}
