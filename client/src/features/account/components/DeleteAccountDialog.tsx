import { type FormEvent, useId, useState } from "react";

import { Button, Checkbox, Dialog, TextField } from "../../../lib";
import { leave } from "../../session";
import { Notice } from "../../workspaces/forms";
import { deleteAccount } from "../api/account";
import { shownName } from "../model/shownName";
import styles from "./sections.module.css";

export interface DeleteAccountDialogProps {
  /** Whose account; typed to confirm. */
  name: string;
  onClose: () => void;
}

/** Says what goes and what stays, and asks for one's name before it is done. */
export function DeleteAccountDialog({ name, onClose }: DeleteAccountDialogProps) {
  const form = useId();
  const [typed, setTyped] = useState("");
  const [tried, setTried] = useState(false);
  const [redact, setRedact] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const shown = shownName(name);
  const right = shownName(typed) === shown;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setTried(true);
    setError(null);
    if (!right) return;
    setBusy(true);
    try {
      await deleteAccount(redact);
      leave();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };

  return (
    <Dialog
      open
      title="Delete your account?"
      description="It goes at once, and nobody can bring it back. Download your data before, if you want to keep it."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} variant="danger" busy={busy}>
            Delete account
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        <ul className={styles.lost}>
          <li>Your sign-ins, API tokens, name, address and picture are gone for ever.</li>
          <li>What you made stays with the team, by “Former member”.</li>
          <li>Workspaces in which you are alone go with it, and all that is in them.</li>
        </ul>
        <Checkbox
          label="Empty what I typed in the history of boards too"
          hint="Your comments are redacted as well. Cards stay as they are: they are the team's."
          checked={redact}
          onChange={(event) => setRedact(event.target.checked)}
        />
        <TextField
          label={`Type your name to confirm: ${shown}`}
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          error={tried && !right ? `Type it as it is written here: ${shown}` : undefined}
        />
        <Notice error={error} />
      </form>
    </Dialog>
  );
}
