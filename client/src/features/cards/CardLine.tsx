import type { ReactNode } from "react";
import { Badge } from "../../lib";
import styles from "./CardLine.module.css";
import type { CardRef } from "./types";

interface CardLineProps {
  readonly card: CardRef;
  /** In place of the plain title. */
  readonly title?: ReactNode;
  /** Under it, quiet. */
  readonly children?: ReactNode;
  /** At the end of the line. */
  readonly side?: ReactNode;
}

/** A card in one line: what it is, and where it stands. */
export function CardLine({ card, title, children, side }: CardLineProps) {
  return (
    <span className={styles.line}>
      <span className={styles.words}>
        <span className={styles.head}>
          <span className={styles.key}>{card.key}</span>
          <bdi className={styles.title}>{title ?? card.title}</bdi>
        </span>
        {children}
        <span className={styles.where}>
          <bdi>{card.board_name}</bdi> · <bdi>{card.column_name}</bdi>
          {card.archived_at && <Badge icon="archive">Archived</Badge>}
        </span>
      </span>
      {side}
    </span>
  );
}
