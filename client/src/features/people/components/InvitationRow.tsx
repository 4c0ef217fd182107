import type { Invitation } from "../../../api/queries";
import { Badge, formatDay, IconButton, Menu, MenuItem, MenuSeparator, Time } from "../../../lib";
import { roleName, Row } from "../../workspaces/pages";
import styles from "./Members.module.css";

export interface InvitationRowProps {
  invitation: Invitation;
  /** Undefined if it is not known any more. */
  inviter: string | undefined;
  busy: boolean;
  onResend: () => void;
  onRevoke: () => void;
}

/** One invitation: for whom, as what, how long it works. */
export function InvitationRow(props: InvitationRowProps) {
  const { invitation, inviter, busy, onResend, onRevoke } = props;
  const { email, role, bound, expired, created_at, sent_at, expires_at } = invitation;
  return (
    <Row
      name={
        <>
          <span dir="ltr">{email}</span>
          {expired && <Badge tone="warn">Expired</Badge>}
          {!bound && <Badge>Anybody with the link</Badge>}
        </>
      }
      facts={
        <>
          <span>
            {sent_at ? "Mailed" : "Made"} <Time value={sent_at ?? created_at} />
            {inviter && (
              <>
                {" "}
                by <bdi>{inviter}</bdi>
              </>
            )}
          </span>
          {!expired && <span>Works until {formatDay(new Date(expires_at))}</span>}
        </>
      }
    >
      <span className={styles.role}>{roleName(role)}</span>
      <Menu
        align="end"
        trigger={<IconButton icon="more" label={`More for ${email}`} tooltip="More" busy={busy} />}
      >
        <MenuItem icon="refresh" onSelect={onResend}>
          Invite again
        </MenuItem>
        <MenuSeparator />
        {/* After the menu has given the focus back. */}
        <MenuItem icon="trash" danger onSelect={() => void setTimeout(onRevoke)}>
          Take back…
        </MenuItem>
      </Menu>
    </Row>
  );
}
