import { cx } from "../../../lib";
import type { TemplateColumn } from "../model/templates";
import styles from "./BoardPreview.module.css";

export interface BoardPreviewProps {
  columns: readonly TemplateColumn[];
  /** Small: no words, for a choice among several. */
  mini?: boolean;
  className?: string | undefined;
}

/** A board as it will be, in outline. */
export function BoardPreview({ columns, mini = false, className }: BoardPreviewProps) {
  const shown = columns.length > 0 ? columns : [null, null, null];
  return (
    <div className={cx(styles.board, mini && styles.mini, className)} aria-hidden>
      {shown.map((column, index) =>
        column ? (
          <div key={column.name} className={styles.column}>
            {!mini && <p className={styles.head}>{column.name}</p>}
            {column.cards.map((lines, card) => (
              <div
                key={card}
                className={cx(styles.card, isLit(index, card, columns) && styles.lit)}
              >
                {[...Array(lines).keys()].map((line) => (
                  <span key={line} className={styles.line} />
                ))}
              </div>
            ))}
          </div>
        ) : (
          <div key={index} className={cx(styles.column, styles.blank)}>
            {!mini && index === 0 && <p className={styles.head}>Your first column</p>}
          </div>
        ),
      )}
    </div>
  );
}

/** The one card that is worked on right now. */
function isLit(column: number, card: number, columns: readonly TemplateColumn[]): boolean {
  return card === 0 && columns[column]?.name === "In progress";
}
