import { Icon } from "../../../../lib";
import type { BoardState, Card, MoveReason } from "../../model";
import { causeWords } from "./activity/sentences";
import styles from "./Notes.module.css";

interface HeldBackNoteProps {
  readonly card: Card;
  readonly state: BoardState;
}

/** Why a rule could not move the card, as long as nobody has moved it. */
export function HeldBackNote({ card, state }: HeldBackNoteProps) {
  const held = card.held_back;
  const column = held && state.columns.get(held.column_id);
  if (!column) return null;
  const there = state.order.get(column.id)?.length ?? 0;
  const limit = column.wip_limit;
  const full = column.wip_hard && limit !== undefined && there >= limit;
  const number = held.pull_request;
  const called =
    number === undefined ? `branch ${held.branch ?? "of it"}` : `PR #${String(number)}`;
  return (
    <p className={styles.note} data-tone="care">
      <Icon name="warning" size={14} />
      <span className={styles.words}>
        {held.corrected ? "Kept from going back: " : "Held back: "}
        <span dir="auto">{column.name}</span>{" "}
        {full ? `is full (${String(there)} of ${String(limit)}).` : "was full, and has room now."}{" "}
        {causeWords(held as Partial<MoveReason>, called)}
      </span>
    </p>
  );
}
