import { type FormEvent, useId, useState } from "react";

import { fieldError } from "../../../api/describe";
import { Button, Dialog, TextField } from "../../../lib";
import styles from "./forms.module.css";
import { Notice } from "./Notice";

export interface NameDialogProps {
  title: string;
  label: string;
  value?: string;
  hint?: string;
  placeholder?: string;
  /** The verb on the button. */
  action: string;
  onClose: () => void;
  onSave: (name: string) => Promise<void>;
}

/** Asks for one name. */
export function NameDialog({
  title,
  label,
  value = "",
  hint,
  placeholder,
  action,
  onClose,
  onSave,
}: NameDialogProps) {
  const form = useId();
  const [name, setName] = useState(value);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [missing, setMissing] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!name.trim()) return setMissing(true);
    if (name.trim() === value) return onClose();
    setBusy(true);
    setError(null);
    try {
      await onSave(name.trim());
      onClose();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };

  const wrong = fieldError(error, "name");
  return (
    <Dialog
      open
      title={title}
      size="small"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" busy={busy}>
            {action}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        <TextField
          label={label}
          value={name}
          onChange={(event) => setName(event.target.value)}
          onFocus={(event) => event.target.select()}
          error={missing && !name.trim() ? "Give it a name." : wrong}
          {...(hint ? { hint } : {})}
          {...(placeholder ? { placeholder } : {})}
          maxLength={120}
        />
        {!wrong && <Notice error={error} />}
      </form>
    </Dialog>
  );
}
