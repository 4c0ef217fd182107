import { scaled, type Sketch } from "../model/sketches";
import styles from "./BoardSketch.module.css";

const MOST_ROWS = 8;
const MOST_COLUMNS = 8;

/** The outline of a board: how full its columns are, and where work is going on. */
export function BoardSketch({ sketch }: { sketch: Sketch | undefined }) {
  const columns = sketch?.columns.slice(0, MOST_COLUMNS) ?? [];
  const rows = scaled(columns, MOST_ROWS);
  return (
    <span className={styles.sketch} aria-hidden>
      {columns.length === 0
        ? [0, 1, 2].map((index) => <span key={index} className={styles.unknown} />)
        : columns.map(({ category }, column) => (
            <span key={column} className={styles.column} data-category={category}>
              {[...Array(rows[column]).keys()].map((row) => (
                <span key={row} className={styles.card} />
              ))}
            </span>
          ))}
    </span>
  );
}
