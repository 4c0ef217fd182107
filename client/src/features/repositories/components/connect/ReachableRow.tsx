import { useId } from "react";

import { Badge, cx, Time } from "../../../../lib";
import type { Reachable } from "../../api/repositories";
import styles from "./Connect.module.css";

/** What one may do on GitHub, as its pages call it. */
const PERMISSIONS = {
  admin: "Admin",
  maintain: "Maintain",
  push: "Write",
  triage: "Triage",
  pull: "Read",
} as const;

interface ReachableRowProps {
  one: Reachable;
  picked: boolean;
  onToggle: () => void;
}

/** A repository to pick: what it is, what one may do there, and what will not work. */
export function ReachableRow({ one, picked, onToggle }: ReachableRowProps) {
  const id = useId();
  const { full_name: name, permission, connected, why_not: whyNot, description } = one;
  return (
    <li>
      <label className={cx(styles.row, connected && styles.off)}>
        <input
          type="checkbox"
          checked={picked || Boolean(connected)}
          disabled={Boolean(connected)}
          aria-labelledby={`${id}-name`}
          aria-describedby={`${id}-facts`}
          onChange={onToggle}
        />
        <span className={styles.words}>
          <span className={styles.line}>
            <span id={`${id}-name`} className={styles.name}>
              {name}
            </span>
            {one.private && <Badge icon="lock">Private</Badge>}
            {one.archived && <Badge icon="archive">Archived</Badge>}
            {connected && <Badge tone="good">Connected</Badge>}
          </span>
          <span id={`${id}-facts`} className={styles.facts}>
            {description && (
              <span className={styles.description} dir="auto">
                {description}
              </span>
            )}
            <span className={styles.quiet}>
              {permission && PERMISSIONS[permission]}
              {permission && one.pushed_at && " · "}
              {one.pushed_at && (
                <>
                  pushed <Time value={one.pushed_at} />
                </>
              )}
            </span>
            {whyNot && !connected && <span className={styles.whyNot}>{whyNot}</span>}
          </span>
        </span>
      </label>
    </li>
  );
}
