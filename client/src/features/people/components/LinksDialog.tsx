import type { ReactNode } from "react";

import { Button, Dialog, ShownOnceDialog } from "../../../lib";
import styles from "./forms.module.css";

export interface LinksDialogProps {
  links: readonly { readonly email: string; readonly link: string }[];
  /** Addresses that were not invited, as their people are in already. */
  members?: readonly string[];
  /** How many mails are on their way. */
  mailed?: number;
  onClose: () => void;
}

/** The links of invitations, where no mail is sent: shown this once, to be handed on. */
export function LinksDialog({ links, members = [], mailed = 0, onClose }: LinksDialogProps) {
  const others = <Others members={members} mailed={mailed} />;
  if (links.length === 0) return <Nothing onClose={onClose}>{others}</Nothing>;
  return (
    <ShownOnceDialog
      title="Hand on the links"
      description="No mail server is set up here, so nothing was sent. Each link is shown this once: copy it now, and give it to its person."
      values={links.map(({ email, link }) => ({
        label: email,
        value: link,
        what: `link of ${email}`,
      }))}
      onClose={onClose}
      className={styles.form}
    >
      {others}
    </ShownOnceDialog>
  );
}

/** There is no link to hand on. */
function Nothing({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  return (
    <Dialog
      open
      title="Some are in already"
      onClose={onClose}
      footer={
        <Button variant="primary" onClick={onClose} data-autofocus>
          Done
        </Button>
      }
    >
      {children}
    </Dialog>
  );
}

function Others({ members, mailed }: { members: readonly string[]; mailed: number }) {
  return (
    <div className={styles.form}>
      {mailed > 0 && (
        <p>
          {mailed === 1 ? "One invitation is" : `${mailed} invitations are`} on the way by mail.
        </p>
      )}
      {members.length > 0 && (
        <p className={styles.quiet}>
          In the workspace already, and not invited again: {members.join(", ")}.
        </p>
      )}
    </div>
  );
}
