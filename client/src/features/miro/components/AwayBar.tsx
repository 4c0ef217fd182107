import { useState } from "react";

import { Button, Icon } from "../../../lib";
import type { Whiteboard } from "../api/whiteboards";
import { atMoment, lastOf } from "../model/moments";
import styles from "./Boards.module.css";

export interface AwayBarProps {
  boards: readonly Whiteboard[];
  /** Whether only what is remembered is shown. */
  stale: boolean;
  /** Whether Miro takes no more requests; else it does not answer. */
  blocked: boolean;
  /** When the list came, in milliseconds. */
  seenAt: number;
  onAgain: () => Promise<void>;
}

/** Miro is not there: how old what is shown is. */
export function AwayBar({ boards, stale, blocked, seenAt, onAgain }: AwayBarProps) {
  const [busy, setBusy] = useState(false);
  const known = stale ? lastOf(boards.map((board) => board.as_of)) : new Date(seenAt);
  const again = async () => {
    setBusy(true);
    await onAgain();
    setBusy(false);
  };
  return (
    <div className={styles.away} role="status">
      <Icon name="warning" className={styles.awayIcon} />
      <p className={styles.awayWords}>
        {blocked ? "Miro takes no more requests right now." : "Miro is not answering."} You see what
        was known{known && ` ${atMoment(known)}`}
        {stale && ", of boards that you worked with here since yesterday"}.
      </p>
      {/* Until then there is no use in it. */}
      {!blocked && (
        <Button size="small" busy={busy} onClick={() => void again()}>
          Try again
        </Button>
      )}
    </div>
  );
}
