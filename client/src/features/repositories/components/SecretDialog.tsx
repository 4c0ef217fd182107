import { type FormEvent, useId, useState } from "react";

import { fieldError } from "../../../api/describe";
import type { Repository } from "../../../api/queries";
import { Button, Dialog } from "../../../lib";
import { Notice } from "../../workspaces/forms";
import { renewSecret } from "../api/repositories";
import { newSecret, secretProblem } from "../model/secret";
import styles from "./forms.module.css";
import { SecretField } from "./SecretField";

export interface SecretDialogProps {
  workspaceId: string;
  repository: Repository;
  onClose: () => void;
  onRenewed: (repository: Repository, secret: string) => void;
}

/** Another secret for a webhook. */
export function SecretDialog({ workspaceId, repository, onClose, onRenewed }: SecretDialogProps) {
  const form = useId();
  const [secret, setSecret] = useState(newSecret);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    setError(null);
    if (secretProblem(secret)) return;
    setBusy(true);
    try {
      onRenewed(await renewSecret(workspaceId, repository.id, secret), secret);
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };

  const wrong = (tried && secretProblem(secret)) || fieldError(error, "secret");
  return (
    <Dialog
      open
      title={`New secret for ${repository.full_name}`}
      description={
        repository.via === "hand"
          ? "From then on only what is signed with the new secret is accepted: enter it on GitHub right after."
          : "From then on only what is signed with the new secret is accepted. Trivet gives it to the webhook on GitHub."
      }
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" busy={busy}>
            Use this secret
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        <SecretField value={secret} onChange={setSecret} error={wrong || undefined} />
        {!fieldError(error, "secret") && <Notice error={error} />}
      </form>
    </Dialog>
  );
}
