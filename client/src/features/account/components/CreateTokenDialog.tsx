import { type FormEvent, useId, useState } from "react";

import { fieldError } from "../../../api/describe";
import { Button, Checkbox, Dialog, Picker, ShownOnceDialog, TextField } from "../../../lib";
import { Notice } from "../../workspaces/forms";
import { type CreatedToken, createToken } from "../api/account";
import { EXPIRIES, type Expiry, expiresAt } from "../model/expiry";
import { fewest, includedIn, type Scope, SCOPES } from "../model/scopes";
import styles from "./TokensPage.module.css";

export interface CreateTokenDialogProps {
  onClose: () => void;
  onCreated: () => void;
}

/** Name, scopes and end of a new token; then its secret, once. */
export function CreateTokenDialog({ onClose, onCreated }: CreateTokenDialogProps) {
  const form = useId();
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState<ReadonlySet<Scope>>(new Set<Scope>(["read"]));
  const [expiry, setExpiry] = useState<Expiry>("90");
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [made, setMade] = useState<CreatedToken | null>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    setError(null);
    const scopes = fewest(chosen);
    if (!name.trim() || scopes.length === 0) return;
    setBusy(true);
    try {
      setMade(await createToken({ name: name.trim(), scopes, expires_at: expiresAt(expiry) }));
      onCreated();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };

  if (made) return <Secret token={made} onClose={onClose} />;
  const wrong = tried && !name.trim() ? "Give it a name." : fieldError(error, "name");
  return (
    <Dialog
      open
      title="New API token"
      description="It works on your behalf, and never does more than you may."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" busy={busy}>
            Create token
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        <TextField
          label="Name"
          hint="What uses it: you find it again by this."
          placeholder="Nightly report"
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={wrong}
          data-autofocus
        />
        <ScopeChoice chosen={chosen} onChange={setChosen} missing={tried && chosen.size === 0} />
        <div className={styles.expiry}>
          Ends
          <ExpiryPicker value={expiry} onChange={setExpiry} />
        </div>
        {!fieldError(error, "name") && <Notice error={error} />}
      </form>
    </Dialog>
  );
}

interface ScopeChoiceProps {
  chosen: ReadonlySet<Scope>;
  onChange: (chosen: ReadonlySet<Scope>) => void;
  missing: boolean;
}

function ScopeChoice({ chosen, onChange, missing }: ScopeChoiceProps) {
  const included = includedIn(chosen);
  const turn = (scope: Scope, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(scope);
    else next.delete(scope);
    onChange(next);
  };
  return (
    <fieldset className={styles.scopes}>
      <legend>What it may do</legend>
      {SCOPES.map(({ id, name, text }) => (
        <Checkbox
          key={id}
          label={name}
          hint={text}
          checked={chosen.has(id) || included.has(id)}
          disabled={included.has(id)}
          onChange={(event) => turn(id, event.target.checked)}
        />
      ))}
      {missing && (
        <p className={styles.error} role="alert">
          Choose at least one.
        </p>
      )}
    </fieldset>
  );
}

function ExpiryPicker({ value, onChange }: { value: Expiry; onChange: (expiry: Expiry) => void }) {
  const label = EXPIRIES.find(({ id }) => id === value)?.label;
  return (
    <Picker
      label="Ends"
      options={EXPIRIES}
      selected={[value]}
      // To pick the same one again changes nothing.
      onChange={([id]) => id && onChange(id as Expiry)}
      trigger={
        <Button size="small" iconAfter="chevron-down" aria-label={`Ends: ${label}`}>
          {label}
        </Button>
      }
    />
  );
}

/** The secret: it is known here, and never again. */
function Secret({ token, onClose }: { token: CreatedToken; onClose: () => void }) {
  return (
    <ShownOnceDialog
      title={`${token.name} is made`}
      description="This is its secret. It is shown this once: copy it now, and keep it as you keep a password."
      values={[{ label: "Token", value: token.token }]}
      onClose={onClose}
    />
  );
}
