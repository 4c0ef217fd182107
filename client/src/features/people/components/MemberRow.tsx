import type { Member, Role } from "../../../api/queries";
import { Avatar, Badge, Button, IconButton, Menu, MenuItem, Time } from "../../../lib";
import { atLeast, roleName, Row } from "../../workspaces/pages";
import styles from "./Members.module.css";
import { RolePicker } from "./RolePicker";

export interface MemberRowProps {
  member: Member;
  /** Whether it is oneself. */
  you: boolean;
  /** One's own role. */
  own: Role;
  busy: boolean;
  onRole: (role: Role) => void;
  onRemove: () => void;
  onLeave: () => void;
}

/** One member: who, as what, since when. Who stands above one cannot be changed. */
export function MemberRow(props: MemberRowProps) {
  const { member, you, own, busy } = props;
  const { name, role } = member;
  const changes = atLeast(own, "admin") && atLeast(own, role);
  return (
    <Row
      lead={<Avatar person={{ id: member.user_id, name }} size={28} decorative />}
      name={
        <>
          <bdi>{name}</bdi>
          {you && <Badge>You</Badge>}
        </>
      }
      facts={
        <span>
          Joined <Time value={member.joined_at} />
        </span>
      }
    >
      {changes ? (
        <RolePicker
          value={role}
          highest={own}
          label={you ? "Your role" : `Role of ${name}`}
          busy={busy}
          onChange={props.onRole}
        />
      ) : (
        <span className={styles.role}>{roleName(role)}</span>
      )}
      {you ? (
        <Button size="small" variant="quiet" onClick={props.onLeave}>
          Leave…
        </Button>
      ) : (
        changes && (
          <Menu
            align="end"
            trigger={<IconButton icon="more" label={`More for ${name}`} tooltip="More" />}
          >
            {/* After the menu has given the focus back. */}
            <MenuItem icon="trash" danger onSelect={() => void setTimeout(props.onRemove)}>
              Remove…
            </MenuItem>
          </Menu>
        )
      )}
    </Row>
  );
}
