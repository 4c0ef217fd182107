import { type FormEvent, useEffect, useRef, useState } from "react";

import { fieldError } from "../../../api/describe";
import { Button, TextField } from "../../../lib";
import { Notice } from "../../workspaces/forms";
import { askForSignInEmail } from "../api/session";
import styles from "./SignInPage.module.css";

export interface EmailFormProps {
  back: string | undefined;
  /** Whether it is the first way to sign in. */
  first: boolean;
}

/** Asks for an address, and has a link mailed there. */
export function EmailForm({ back, first }: EmailFormProps) {
  const [email, setEmail] = useState("");
  const [sentTo, setSentTo] = useState<string | null>(null);
  const [returned, setReturned] = useState(false);
  const [busy, setBusy] = useState(false);
  /** What was refused, and the address it was refused for. */
  const [refused, setRefused] = useState<{ error: unknown; email: string } | null>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const address = email.trim();
    setRefused(null);
    if (!address) return setRefused({ error: null, email });
    setBusy(true);
    try {
      await askForSignInEmail(address, back);
      setSentTo(address);
    } catch (error) {
      setRefused({ error, email });
    }
    setBusy(false);
  };
  const change = () => {
    setSentTo(null);
    setReturned(true);
  };

  if (sentTo !== null) return <Sent to={sentTo} onChange={change} />;
  const wrong =
    refused?.error === null ? "Type your address." : fieldError(refused?.error, "email");
  return (
    <form className={styles.mail} onSubmit={(event) => void submit(event)} noValidate>
      <TextField
        label="E-mail"
        type="email"
        inputMode="email"
        autoComplete="email"
        autoCapitalize="off"
        spellCheck={false}
        dir="ltr"
        placeholder="ada@example.com"
        maxLength={254}
        value={email}
        onChange={(event) => setEmail(event.target.value)}
        error={refused?.email === email ? wrong : undefined}
        autoFocus={returned}
      />
      {!wrong && <Notice error={refused?.error} />}
      <Button type="submit" variant={first ? "primary" : "outline"} busy={busy}>
        Email me a link
      </Button>
    </form>
  );
}

function Sent({ to, onChange }: { to: string; onChange: () => void }) {
  const words = useRef<HTMLParagraphElement>(null);
  // The form that had the focus is gone.
  useEffect(() => words.current?.focus(), []);
  return (
    <div className={styles.mail}>
      <p ref={words} tabIndex={-1} className={styles.sent} role="status">
        <strong>Look into your mail.</strong> We sent a link to <bdi>{to}</bdi> if somebody with
        this address may sign in here. Open it in this browser within 15 minutes.
      </p>
      <Button variant="quiet" className={styles.again} onClick={onChange}>
        Use another address
      </Button>
    </div>
  );
}
