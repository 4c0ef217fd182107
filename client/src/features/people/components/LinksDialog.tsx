import { Button, CopyValue, Dialog } from "../../../lib";
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
  return (
    <Dialog
      open
      title={links.length > 0 ? "Hand on the links" : "Some are in already"}
      description={
        links.length > 0
          ? "No mail server is set up here, so nothing was sent. Each link is shown this once: copy it now, and give it to its person."
          : undefined
      }
      onClose={onClose}
      footer={
        <Button variant="primary" onClick={onClose} data-autofocus>
          Done
        </Button>
      }
    >
      <div className={styles.form}>
        {links.map(({ email, link }) => (
          <CopyValue key={email} label={email} value={link} what={`link of ${email}`} />
        ))}
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
    </Dialog>
  );
}
