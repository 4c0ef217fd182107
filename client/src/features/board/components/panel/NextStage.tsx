import type { MouseEvent } from "react";
import { Button } from "../../../../lib";
import { type Card, mergedBranches, nextStage } from "../../model";
import { useActions, useLookup } from "../context";
import { finishCard, startCard, startCardWith } from "../stages";
import styles from "./NextStage.module.css";

/** What one does with a card next, as one action: begin, end, or clear away its branches. */
export function NextStage({ card }: { card: Card }) {
  const { canEdit, columns } = useLookup();
  const actions = useActions();
  if (!canEdit) return null;
  const stage = nextStage(card, columns);
  const here = columns.find(({ id }) => id === card.column_id)?.category;
  const merged = here === "done" ? mergedBranches(card) : [];
  if (!stage && merged.length === 0) return null;
  // The one button takes the place of the other: who presses twice has not read the second one.
  const once = (run: () => void) => (event: MouseEvent) => {
    if (event.detail < 2) run();
  };
  return (
    <div className={styles.row} role="group" aria-label="Next step">
      {stage === "start" && (
        <>
          <Button
            variant="primary"
            shortcut="s"
            tooltip="Assign it to me, move it on, and create its branch"
            onClick={once(() => startCard(actions, card.id))}
          >
            Start
          </Button>
          <Button
            variant="quiet"
            shortcut="shift+s"
            tooltip="Choose the branch first"
            onClick={once(() => startCardWith(actions, card.id))}
          >
            Start with…
          </Button>
        </>
      )}
      {stage === "finish" && (
        <Button
          variant="primary"
          icon="check"
          shortcut="shift+f"
          tooltip="Move it on once its pull requests are merged"
          onClick={once(() => finishCard(actions, card.id))}
        >
          Finish
        </Button>
      )}
      {merged.length > 0 && (
        <Button
          icon="trash"
          tooltip={`On GitHub: ${merged.map(({ name }) => name).join(", ")}`}
          onClick={once(() => actions.edits.deleteBranches(card.id))}
        >
          {merged.length === 1 ? "Delete merged branch" : "Delete merged branches"}
        </Button>
      )}
    </div>
  );
}
