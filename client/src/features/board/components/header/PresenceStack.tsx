import { Avatar, cx, tip } from "../../../../lib";
import type { Presence } from "../../model";
import { personOf, useLookup } from "../context";
import styles from "./Header.module.css";

const MOST = 4;

/** Who else looks at the board; a ring around who edits. */
export function PresenceStack({ presence }: { presence: readonly Presence[] }) {
  const lookup = useLookup();
  const others = presence.filter(({ user_id }) => user_id !== lookup.me);
  if (others.length === 0) return null;
  const rest = others.slice(MOST);
  const nameOf = (one: Presence) => one.name ?? personOf(lookup, one.user_id).name;
  return (
    <div className={styles.presence} role="group" aria-label="Here now">
      {others.slice(0, MOST).map((one) => (
        <span
          key={one.user_id}
          className={cx(styles.person, one.editing && styles.editing)}
          role="img"
          aria-label={one.editing ? `${nameOf(one)}, editing` : nameOf(one)}
          {...tip(one.editing ? `${nameOf(one)} is editing` : `${nameOf(one)} is here`)}
        >
          <Avatar person={{ id: one.user_id, name: nameOf(one) }} size={24} decorative />
        </span>
      ))}
      {rest.length > 0 && (
        <span className={styles.rest} {...tip(rest.map(nameOf).join(", "))}>
          +{rest.length}
        </span>
      )}
    </div>
  );
}
