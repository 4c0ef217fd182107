import type { components } from "../../api/schema";
import { dueWords } from "../../features/cards/days";
import { cx } from "../../lib/cx";
import { Icon } from "../../lib/Icon";
import { cardAddress } from "../model/places";
import styles from "./CardRow.module.css";

export interface CardRowProps {
  card: components["schemas"]["CardRef"];
  /** As `YYYY-MM-DD`. */
  today: string;
}

/** A card: what it is, where it stands, and when it is due; leads to it. */
export function CardRow({ card, today }: CardRowProps) {
  const { due_date: due } = card;
  return (
    <a href={cardAddress(card)} target="_blank" rel="noopener" className={styles.card}>
      <span className={styles.top}>
        <span className={styles.key}>{card.key}</span>
        {due && (
          <span className={cx(styles.due, due < today && styles.overdue)}>
            <Icon name="calendar" size={12} />
            <span className="visually-hidden">Due</span> {dueWords(due, today)}
          </span>
        )}
      </span>
      <bdi className={styles.title}>{card.title}</bdi>
      <span className={styles.where}>
        <bdi>{card.column_name}</bdi> · <bdi>{card.board_name}</bdi>
      </span>
      <span className="visually-hidden"> (opens in a new tab)</span>
    </a>
  );
}
