import { useState } from "react";
import { Button, TextArea, Time } from "../../../../lib";
import styles from "./Compare.module.css";

export interface CompareProps {
  readonly mine: string;
  readonly theirs: string;
  readonly who: string;
  /** RFC 3339; null if nobody can say. */
  readonly when: string | null;
  readonly onMine: () => void;
  readonly onTheirs: () => void;
  /** Absent where the two cannot be merged, as with a date. */
  readonly onMerge?: ((merged: string) => void) | undefined;
}

/** Two values of one field, side by side, for the person to choose or to merge. */
export function Compare({ mine, theirs, who, when, onMine, onTheirs, onMerge }: CompareProps) {
  const [merged, setMerged] = useState<string | null>(null);
  return (
    <div className={styles.compare} role="group" aria-label={`Your text and what ${who} saved`}>
      <div className={styles.sides}>
        <section className={styles.side} aria-label="Mine">
          <h4 className={styles.whose}>Mine</h4>
          {merged === null ? (
            <p className={styles.text} dir="auto">
              {mine || <i>Empty</i>}
            </p>
          ) : (
            <TextArea
              label="Merged text"
              labelHidden
              autoFocus
              className={styles.merge}
              value={merged}
              onChange={(event) => setMerged(event.target.value)}
              onKeyDown={(event) => event.stopPropagation()}
            />
          )}
        </section>
        <section className={styles.side} aria-label={`By ${who}`}>
          <h4 className={styles.whose}>
            <span dir="auto">{who}</span>
            {when && <Time value={when} className={styles.when} />}
          </h4>
          <p className={styles.text} dir="auto">
            {theirs || <i>Empty</i>}
          </p>
        </section>
      </div>
      <div className={styles.choices}>
        {merged === null ? (
          <>
            <Button size="small" onClick={onMine}>
              Keep mine
            </Button>
            <Button size="small" onClick={onTheirs}>
              Take theirs
            </Button>
            {onMerge && (
              <Button size="small" variant="quiet" onClick={() => setMerged(mine)}>
                Merge by hand
              </Button>
            )}
          </>
        ) : (
          <>
            <Button size="small" variant="primary" onClick={() => onMerge?.(merged)}>
              Use merged text
            </Button>
            <Button size="small" variant="quiet" onClick={() => setMerged(null)}>
              Back
            </Button>
          </>
        )}
      </div>
    </div>
  );
}
