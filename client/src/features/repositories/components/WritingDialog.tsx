import { type FormEvent, useId, useState } from "react";

import type { Repository } from "../../../api/queries";
import { Button, Checkbox, Dialog } from "../../../lib";
import { Notice } from "../../workspaces/forms";
import { switchWriting, type Switches } from "../api/repositories";
import { changes, SWITCHES, writesAs } from "../model/writing";
import styles from "./forms.module.css";
import { WritingProblem } from "./WritingProblem";

export interface WritingDialogProps {
  workspaceId: string;
  repository: Repository;
  onClose: () => void;
  onSwitched: (repository: Repository) => void;
}

/** What Trivet writes in a repository by itself, and as whom. */
export function WritingDialog({
  workspaceId,
  repository,
  onClose,
  onSwitched,
}: WritingDialogProps) {
  const form = useId();
  const { writing } = repository;
  const [switches, setSwitches] = useState<Switches>(() => writing);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const changed = changes(writing, switches);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setError(null);
    if (Object.keys(changed).length === 0) return onClose();
    setBusy(true);
    try {
      onSwitched(await switchWriting(workspaceId, repository.id, changed));
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };

  return (
    <Dialog
      open
      title={`Write to ${repository.full_name}`}
      description={writesAs(repository)}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" busy={busy}>
            Save
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        {SWITCHES.map(({ name, label, what }) => (
          <Checkbox
            key={name}
            label={label}
            hint={what}
            checked={switches[name]}
            // What is on can always be switched off.
            disabled={!writing.writes_as && !writing[name]}
            onChange={({ target }) => setSwitches({ ...switches, [name]: target.checked })}
          />
        ))}
        <WritingProblem repository={repository} />
        <Notice error={error} />
      </form>
    </Dialog>
  );
}
