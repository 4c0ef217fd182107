import { type FormEvent, useId, useState } from "react";

import { fieldError } from "../../../api/describe";
import { Button, Dialog, TextField } from "../../../lib";
import { Notice } from "../../workspaces/forms";
import { askForAddress } from "../api/account";

/** Asks for an address, and has the link mailed there that adds it. */
export function AddressDialog({ onClose }: { onClose: () => void }) {
  const form = useId();
  const [email, setEmail] = useState("");
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [sentTo, setSentTo] = useState<string | null>(null);
  const address = email.trim();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    setError(null);
    if (!address) return;
    setBusy(true);
    try {
      await askForAddress(address);
      setSentTo(address);
    } catch (failure) {
      setError(failure);
    }
    setBusy(false);
  };

  if (sentTo !== null) return <Sent to={sentTo} onClose={onClose} />;
  const wrong = tried && !address ? "Type your address." : fieldError(error, "email");
  return (
    <Dialog
      open
      size="small"
      title="Add an e-mail address"
      description="You can sign in by it, and accept what it is invited to."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" busy={busy}>
            Email me a link
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={(event) => void submit(event)} noValidate>
        <TextField
          label="E-mail"
          type="email"
          inputMode="email"
          autoComplete="email"
          autoCapitalize="off"
          spellCheck={false}
          dir="ltr"
          maxLength={254}
          value={email}
          onChange={(event) => setEmail(event.target.value)}
          error={wrong}
        />
        {!wrong && <Notice error={error} />}
      </form>
    </Dialog>
  );
}

function Sent({ to, onClose }: { to: string; onClose: () => void }) {
  return (
    <Dialog
      open
      size="small"
      title="Look into your mail"
      description={
        <>
          A link is on its way to <bdi>{to}</bdi>. Open it in this browser within 15 minutes. No
          mail came? Then the address may belong to another account here: sign in by it instead.
        </>
      }
      onClose={onClose}
      footer={
        <Button variant="primary" onClick={onClose} data-autofocus>
          Got it
        </Button>
      }
    />
  );
}
