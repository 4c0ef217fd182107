import type { ReactNode } from "react";

import { Button } from "../../lib/Button";
import { cx } from "../../lib/cx";
import { Time } from "../../lib/Time";
import type { MiroBoard } from "../api/board";
import { amounts, type Standing, standingOf } from "../model/standing";
import styles from "./BoardStanding.module.css";

export interface BoardStandingProps {
  board: MiroBoard;
  /** Reading was asked for, and not answered yet. */
  busy: boolean;
  onRead: () => void;
}

/** How what is known of a board stands, in words, and the one action. */
export function BoardStanding({ board, busy, onRead }: BoardStandingProps) {
  const standing = standingOf(board);
  const { state, more, tone } = wordsOf(standing, board);
  return (
    <>
      <p className={cx(styles.state, styles[tone])}>
        <span className={styles.dot} aria-hidden />
        <span>{state}</span>
      </p>
      {more && <p className={styles.more}>{more}</p>}
      {standing.kind === "waiting" || standing.kind === "reading" ? (
        <Bar standing={standing} />
      ) : (
        standing.kind !== "retrying" && (
          <Button
            className={styles.action}
            variant={standing.kind === "whole" ? "outline" : "primary"}
            icon="refresh"
            busy={busy}
            onClick={onRead}
          >
            {standing.kind === "failed" ? "Try again" : "Read now"}
          </Button>
        )
      )}
    </>
  );
}

interface Words {
  readonly tone: "good" | "warn" | "danger" | "busy";
  readonly state: ReactNode;
  readonly more?: ReactNode;
}

function wordsOf(standing: Standing, board: MiroBoard): Words {
  switch (standing.kind) {
    case "waiting":
      return { tone: "busy", state: "Waiting to be read", more: "It begins in a moment." };
    case "reading": {
      const { done, total } = standing;
      const known = total === null ? "" : ` of ${total.toLocaleString("en-GB")}`;
      return {
        tone: "busy",
        state: "Reading",
        more: done === 0 ? "It has just begun." : `${done.toLocaleString("en-GB")}${known} items`,
      };
    }
    case "retrying":
      return {
        tone: "warn",
        state: "Reading was interrupted",
        more: sentence(standing.why, "It is tried again by itself."),
      };
    case "failed":
      return {
        tone: "danger",
        state: "The board could not be read",
        more: (
          <>
            {standing.why}
            {standing.asOf && (
              <>
                {" "}
                It was last read <Time value={standing.asOf} />: {amounts(board)}.
              </>
            )}
          </>
        ),
      };
    case "unread":
      return {
        tone: "warn",
        state: "Not read yet",
        more: "Trivet knows none of its items.",
      };
    case "partial":
      return {
        tone: "warn",
        state: "Read in part",
        more: `Known so far: ${amounts(board)}.`,
      };
    case "whole":
      return {
        tone: "good",
        state: (
          <>
            Read <Time value={standing.asOf} />
          </>
        ),
        more: amounts(board),
      };
  }
}

function sentence(...parts: readonly string[]): string {
  return parts.filter(Boolean).join(" ");
}

function Bar({ standing }: { standing: Standing & { kind: "waiting" | "reading" } }) {
  const { done, total } = standing.kind === "reading" ? standing : { done: 0, total: null };
  return (
    <div className={styles.wait}>
      <progress
        className={styles.bar}
        aria-label="Reading the board"
        {...(total === null ? {} : { value: done, max: total })}
      />
    </div>
  );
}
