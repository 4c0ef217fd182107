import { type FormEvent, useState } from "react";
import { Button, Dialog, EmptyState, Icon, IconButton, Popover } from "../../../../lib";
import type { BoardState, Label } from "../../model";
import { LabelChip } from "../card/Label";
import { useActions, useLookup } from "../context";
import { counted } from "../edits";
import { leastUsed } from "../pickers/colors";
import { NewLabel } from "../pickers/NewLabel";
import styles from "./Lists.module.css";

interface LabelsProps {
  readonly state: BoardState;
  readonly onClose: () => void;
}

/** As the server has it. */
const MOST = 100;

/** The labels of a board: make, rename, recolour, delete. */
export function Labels({ state, onClose }: LabelsProps) {
  const { canEdit } = useLookup();
  const { edits } = useActions();
  const [making, setMaking] = useState(false);
  const labels = [...state.labels.values()];
  const full = labels.length >= MOST;
  return (
    <Dialog
      open
      title="Labels"
      description={
        full
          ? `A board has at most ${MOST} labels. Delete one to make another.`
          : "Each board has its own labels. A change shows on every card that wears it."
      }
      onClose={onClose}
      footer={
        canEdit && (
          <Popover
            label="New label"
            align="end"
            open={making}
            onOpenChange={setMaking}
            trigger={
              <Button icon="plus" disabled={full}>
                New label
              </Button>
            }
          >
            <NewLabel
              name=""
              color={leastUsed(labels.map(({ color }) => color))}
              onCancel={() => setMaking(false)}
              onCreate={(name, color) => {
                edits.createLabel(name, color, []);
                setMaking(false);
              }}
            />
          </Popover>
        )
      }
    >
      {labels.length === 0 ? (
        <EmptyState
          level={3}
          picture={<Icon name="tag" size={32} className={styles.picture} />}
          title="No labels yet"
        >
          A label says what kind of card it is: a bug, a chore, something for the design team.
        </EmptyState>
      ) : (
        <ul role="list" className={styles.list} aria-label="Labels">
          {labels.map((label) => (
            <Row key={label.id} label={label} worn={wornBy(state, label.id)} />
          ))}
        </ul>
      )}
    </Dialog>
  );
}

function wornBy({ cards }: BoardState, id: string): number {
  let count = 0;
  for (const card of cards.values()) if (card.label_ids?.includes(id)) count += 1;
  return count;
}

function Row({ label, worn }: { label: Label; worn: number }) {
  const { canEdit } = useLookup();
  const { edits } = useActions();
  const [doing, setDoing] = useState<"edit" | "delete" | null>(null);
  const stop = () => setDoing(null);
  if (doing === "delete") {
    const remove = (event: FormEvent) => {
      event.preventDefault();
      edits.deleteLabel(label.id);
    };
    return (
      <li>
        <form className={styles.row} onSubmit={remove}>
          <p className={styles.words} role="alert">
            Delete <b dir="auto">{label.name}</b>?{" "}
            {worn > 0 ? `${counted(worn, "open card")} will lose it.` : "No open card wears it."}
          </p>
          <Button size="small" onClick={stop}>
            Keep
          </Button>
          <Button size="small" variant="danger" type="submit" autoFocus>
            Delete
          </Button>
        </form>
      </li>
    );
  }
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <LabelChip label={label} />
      </div>
      <span className={styles.facts}>{counted(worn, "card")}</span>
      {canEdit && (
        <span className={styles.tools}>
          <Popover
            label={`Edit ${label.name}`}
            align="end"
            open={doing === "edit"}
            onOpenChange={(open) => setDoing(open ? "edit" : null)}
            trigger={
              <IconButton icon="edit" size="small" label={`Rename or recolour ${label.name}`} />
            }
          >
            <NewLabel
              name={label.name}
              color={label.color}
              action="Save"
              onCancel={stop}
              onCreate={(name, color) => {
                stop();
                if (name !== label.name || color !== label.color)
                  edits.updateLabel(label.id, { name, color });
              }}
            />
          </Popover>
          <IconButton
            icon="trash"
            size="small"
            label={`Delete ${label.name}`}
            onClick={() => setDoing("delete")}
          />
        </span>
      )}
    </li>
  );
}
