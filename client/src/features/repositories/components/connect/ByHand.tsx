import { type FormEvent, useId, useState } from "react";

import { fieldError } from "../../../../api/describe";
import { ApiError } from "../../../../api/errors";
import type { Repository } from "../../../../api/queries";
import { Button, DialogFoot, TextField } from "../../../../lib";
import { Notice, useOnce } from "../../../workspaces/forms";
import { connectRepository } from "../../api/repositories";
import { fullNameOf, isFullName } from "../../model/fullName";
import { newSecret, secretProblem } from "../../model/secret";
import styles from "../forms.module.css";
import { SecretField } from "../SecretField";

export interface ByHandProps {
  workspaceId: string;
  onClose: () => void;
  onConnected: (repository: Repository, secret: string) => void;
}

/** Which repository, and the secret of a webhook that one makes on GitHub oneself. */
export function ByHand({ workspaceId, onClose, onConnected }: ByHandProps) {
  const form = useId();
  const once = useOnce();
  const [name, setName] = useState("");
  const [secret, setSecret] = useState(newSecret);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  /** What was refused, and the name it was refused for. */
  const [refused, setRefused] = useState<{ error: unknown; name: string } | null>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const full_name = fullNameOf(name);
    setName(full_name);
    setTried(true);
    setRefused(null);
    if (!isFullName(full_name) || secretProblem(secret)) return;
    setBusy(true);
    const wanted = { full_name, secret };
    try {
      const made = await connectRepository(workspaceId, wanted, once.keyFor(wanted));
      onConnected(made, secret);
    } catch (error) {
      setRefused({ error, name: full_name });
      setBusy(false);
    }
  };

  const error = refused?.error;
  const taken = error instanceof ApiError && error.code === "repository_connected";
  const nameRefused = taken
    ? "It is connected to this workspace already."
    : fieldError(error, "full_name");
  const nameError =
    tried && !isFullName(fullNameOf(name))
      ? "Name it as owner/name, such as acme/rocket."
      : refused?.name === name
        ? nameRefused
        : undefined;
  const secretError = (tried && secretProblem(secret)) || fieldError(error, "secret");
  return (
    <>
      <form id={form} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        <p className={styles.quiet}>
          For a repository that your GitHub account cannot change: somebody who can makes its
          webhook, and Trivet hears of branches and pull requests through that. The next page says
          how.
        </p>
        <TextField
          label="Repository"
          hint="Owner and name, or its address on GitHub."
          placeholder="acme/rocket"
          dir="ltr"
          spellCheck={false}
          autoCapitalize="off"
          value={name}
          onChange={(event) => setName(event.target.value)}
          onBlur={() => setName(fullNameOf(name))}
          error={nameError}
        />
        <SecretField value={secret} onChange={setSecret} error={secretError || undefined} />
        {!nameRefused && !fieldError(error, "secret") && <Notice error={error} />}
      </form>
      <DialogFoot>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" form={form} variant="primary" busy={busy}>
          Connect
        </Button>
      </DialogFoot>
    </>
  );
}
