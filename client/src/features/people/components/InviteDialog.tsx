import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";

import { ApiError } from "../../../api/errors";
import { invitationsQuery, type Role, type Workspace } from "../../../api/queries";
import { Button, Checkbox, Dialog, showToast } from "../../../lib";
import { Notice, useOnce } from "../../workspaces/forms";
import { invite, type Invited } from "../api/invitations";
import { addressesIn, isAddress, MOST_ADDRESSES, withAddresses } from "../model/addresses";
import { AddressField } from "./AddressField";
import styles from "./forms.module.css";
import { LinksDialog } from "./LinksDialog";
import { RolePicker } from "./RolePicker";

export interface InviteDialogProps {
  workspace: Workspace;
  onClose: () => void;
}

/** Whom to invite, and as what; afterwards, what became of each. */
export function InviteDialog({ workspace, onClose }: InviteDialogProps) {
  const form = useId();
  const queries = useQueryClient();
  const once = useOnce();
  const [addresses, setAddresses] = useState<string[]>([]);
  const [text, setText] = useState("");
  const [role, setRole] = useState<Role>("member");
  const [bound, setBound] = useState(true);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused | null>(null);
  const [done, setDone] = useState<readonly Invited[] | null>(null);

  const malformed = addresses.filter((one) => !isAddress(one));
  const problem =
    tried || malformed.length > 0
      ? problemOf(text ? [...addresses, text] : addresses, malformed.length)
      : undefined;
  const refusals = [...(refused?.addresses ?? [])].filter(([one]) => addresses.includes(one));
  const said = refusals[0];
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const emails = withAddresses(addresses, addressesIn(text));
    setAddresses(emails);
    setText("");
    setTried(true);
    setRefused(null);
    if (problemOf(emails, emails.filter((one) => !isAddress(one)).length)) return;
    setBusy(true);
    try {
      const wanted = { emails, role, bound };
      const items = await invite(workspace.id, wanted, once.keyFor(wanted));
      void queries.invalidateQueries(invitationsQuery(workspace.id));
      if (items.every(({ link, refusal }) => link === null && refusal === null)) {
        const many = items.length === 1 ? "The invitation is" : `${items.length} invitations are`;
        showToast({ tone: "good", text: `${many} on the way.` });
        onClose();
      } else setDone(items);
    } catch (error) {
      setRefused({ error, addresses: refusedAmong(error, emails) });
      setBusy(false);
    }
  };

  if (done) return <Results items={done} onClose={onClose} />;
  return (
    <Dialog
      open
      title={`Invite people to ${workspace.name}`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" busy={busy}>
            Invite
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        <AddressField
          addresses={addresses}
          text={text}
          onChange={(next, typed) => {
            setAddresses(next);
            setText(typed);
          }}
          wrong={new Set([...malformed, ...refusals.map(([one]) => one)])}
          error={said ? `${said[0]}: ${said[1]}` : problem}
        />
        <div className={styles.role}>
          <span className={styles.label}>Role</span>
          <RolePicker value={role} highest={workspace.role} label="Role" onChange={setRole} />
        </div>
        <Checkbox
          label="Only the address itself may accept"
          hint="Otherwise anybody who has the link can."
          checked={bound}
          onChange={(event) => setBound(event.target.checked)}
        />
        {(refused?.addresses.size ?? 0) === 0 && <Notice error={refused?.error} />}
      </form>
    </Dialog>
  );
}

interface Refused {
  readonly error: unknown;
  /** What the server says about single addresses. */
  readonly addresses: ReadonlyMap<string, string>;
}

/** The addresses that the server refuses: its fields are `emails.3`. */
function refusedAmong(error: unknown, emails: readonly string[]): Refused["addresses"] {
  const refused = new Map<string, string>();
  for (const { field, message } of error instanceof ApiError ? error.fields : []) {
    const address = emails[Number(/emails\.(\d+)/.exec(field)?.[1])];
    if (address !== undefined) refused.set(address, message);
  }
  return refused;
}

function problemOf(emails: readonly string[], wrong: number): string | undefined {
  if (emails.length === 0) return "Give at least one address.";
  if (wrong > 0) {
    return wrong === 1
      ? "One of these is no address: correct it, or take it away."
      : `${wrong} of these are no addresses: correct them, or take them away.`;
  }
  if (emails.length > MOST_ADDRESSES) return `Invite at most ${MOST_ADDRESSES} at once.`;
  return undefined;
}

function Results({ items, onClose }: { items: readonly Invited[]; onClose: () => void }) {
  const links = items.flatMap(({ email, link }) => (link === null ? [] : [{ email, link }]));
  const members = items.filter(({ refusal }) => refusal !== null).map(({ email }) => email);
  const mailed = items.length - links.length - members.length;
  return <LinksDialog links={links} members={members} mailed={mailed} onClose={onClose} />;
}
