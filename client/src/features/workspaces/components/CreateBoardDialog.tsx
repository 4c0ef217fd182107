import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";

import { fieldError } from "../../../api/describe";
import { ApiError } from "../../../api/errors";
import { boardsQuery, workspacesQuery } from "../../../api/queries";
import { Button, Dialog, Picker, TextField } from "../../../lib";
import { createBoard } from "../api/workspaces";
import { cleanKey, freeKey } from "../model/boardKey";
import { mayEdit } from "../model/roles";
import type { Template } from "../model/templates";
import { useOnce } from "../model/useOnce";
import styles from "./forms.module.css";
import { Notice } from "./Notice";
import { TemplateChoice } from "./TemplateChoice";

export interface CreateBoardDialogProps {
  /** Where; asked if there are several. */
  workspaceId?: string | undefined;
  onClose: () => void;
  onCreated: (boardId: string) => void;
}

/** Name, key and columns of a new board. */
export function CreateBoardDialog({ workspaceId, onClose, onCreated }: CreateBoardDialogProps) {
  const form = useId();
  const queryClient = useQueryClient();
  const places = (useQuery(workspacesQuery).data ?? []).filter(mayEdit);
  const [chosen, setChosen] = useState(workspaceId);
  const where = places.find(({ id }) => id === chosen) ?? places[0];
  const boards = useQuery({ ...boardsQuery(where?.id ?? ""), enabled: where !== undefined });
  const [name, setName] = useState("");
  const [typedKey, setTypedKey] = useState<string | null>(null);
  const [template, setTemplate] = useState<Template>("kanban");
  const [busy, setBusy] = useState(false);
  const [missing, setMissing] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const once = useOnce();

  const taken = new Set((boards.data ?? []).map((board) => board.key));
  const key = typedKey ?? freeKey(name, taken);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!name.trim()) return setMissing(true);
    if (!where) return;
    setBusy(true);
    setError(null);
    try {
      const wanted = { name: name.trim(), key, template };
      const { id } = await createBoard(where.id, wanted, once.keyFor([where.id, wanted]));
      await queryClient.invalidateQueries(boardsQuery(where.id));
      onCreated(id);
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };

  const keyTaken = taken.has(key) || (error instanceof ApiError && error.status === 409);
  const keyError = keyTaken ? "Another board has it." : fieldError(error, "key");
  const nameError = missing && !name.trim() ? "Give the board a name." : fieldError(error, "name");
  return (
    <Dialog
      open
      title="New board"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" busy={busy}>
            Create board
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        {places.length > 1 && (
          <Picker
            label="Workspace"
            options={places.map((place) => ({ id: place.id, label: place.name }))}
            selected={where ? [where.id] : []}
            onChange={([id]) => id && setChosen(id)}
            trigger={
              <Button iconAfter="chevron-down" className={styles.where}>
                In {where?.name ?? "…"}
              </Button>
            }
          />
        )}
        <div className={styles.row}>
          <TextField
            label="Name"
            placeholder="Engineering"
            value={name}
            onChange={(event) => setName(event.target.value)}
            error={nameError}
            maxLength={120}
            data-autofocus
          />
          <TextField
            className={styles.key}
            label="Key"
            placeholder="ENG"
            value={key}
            onChange={(event) => setTypedKey(cleanKey(event.target.value))}
            // Emptied, it is suggested again.
            onBlur={() => typedKey === "" && setTypedKey(null)}
            error={keyError}
            spellCheck={false}
          />
        </div>
        <TemplateChoice value={template} onChange={setTemplate} />
        {!keyError && !fieldError(error, "name") && <Notice error={error} />}
      </form>
    </Dialog>
  );
}
