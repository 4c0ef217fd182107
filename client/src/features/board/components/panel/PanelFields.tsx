import { type ReactElement, type ReactNode, useState } from "react";
import { Avatar, Icon } from "../../../../lib";
import type { Card } from "../../model";
import column from "../columns/Column.module.css";
import { LabelChip } from "../card/Label";
import { PRIORITY_WORDS, PriorityGlyph } from "../card/PriorityGlyph";
import { personOf, useActions, useLookup } from "../context";
import { CardPicker } from "../pickers/CardPicker";
import type { PickerKind } from "../ui";
import styles from "./PanelFields.module.css";
import { DateField, EstimateField } from "./ValueFields";

interface RowProps {
  readonly label: string;
  readonly children: ReactNode;
}

function Row({ label, children }: RowProps) {
  return (
    <div className={styles.row}>
      <dt className={styles.label}>{label}</dt>
      <dd className={styles.value}>{children}</dd>
    </div>
  );
}

interface PickedProps {
  readonly kind: PickerKind;
  readonly label: string;
  readonly card: Card;
  readonly children: ReactNode;
}

/** A value that opens its list when pressed; plain text for those who only read. */
function Picked({ kind, label, card, children }: PickedProps) {
  const { canEdit } = useLookup();
  const [open, setOpen] = useState(false);
  if (!canEdit) return <span className={styles.plain}>{children}</span>;
  const trigger: ReactElement = (
    <button type="button" className={styles.picked}>
      <span className="visually-hidden">{label}: </span>
      {children}
    </button>
  );
  return (
    <CardPicker kind={kind} cards={[card]} trigger={trigger} open={open} onOpenChange={setOpen} />
  );
}

function People({ card }: { card: Card }) {
  const lookup = useLookup();
  const ids = card.assignee_ids ?? [];
  if (ids.length === 0) return <span className={styles.none}>Nobody</span>;
  return ids.map((id) => {
    const person = personOf(lookup, id);
    return (
      <span key={id} className={styles.person}>
        <Avatar person={person} size={20} decorative />
        <span dir="auto">{person.name}</span>
      </span>
    );
  });
}

function Labels({ card }: { card: Card }) {
  const { labels } = useLookup();
  const found = (card.label_ids ?? []).flatMap((id) => labels.get(id) ?? []);
  if (found.length === 0) return <span className={styles.none}>None</span>;
  return found.map((label) => <LabelChip key={label.id} label={label} />);
}

/** The card's facts, each set where it stands. */
export function PanelFields({ card }: { card: Card }) {
  const { columns } = useLookup();
  const { edits } = useActions();
  const at = columns.find(({ id }) => id === card.column_id);
  const priority = card.priority ?? "none";
  const ids = [card.id];
  return (
    <dl className={styles.fields}>
      <Row label="Status">
        <Picked kind="column" label="Status" card={card}>
          <span className={column.category} data-category={at?.category} />
          <span dir="auto">{at?.name ?? "No column"}</span>
        </Picked>
      </Row>
      <Row label="Priority">
        <Picked kind="priority" label="Priority" card={card}>
          <PriorityGlyph priority={priority} />
          <span className={priority === "none" ? styles.none : undefined}>
            {PRIORITY_WORDS[priority]}
          </span>
        </Picked>
      </Row>
      <Row label="Assignees">
        <Picked kind="assignees" label="Assignees" card={card}>
          <People card={card} />
        </Picked>
      </Row>
      <Row label="Labels">
        <Picked kind="labels" label="Labels" card={card}>
          <Labels card={card} />
        </Picked>
      </Row>
      <Row label="Estimate">
        <EstimateField
          value={card.estimate}
          onChange={(estimate) => edits.set(ids, "estimate", estimate)}
        />
      </Row>
      <Row label="Start date">
        <DateField
          label="Start date"
          value={card.start_date}
          onChange={(date) => edits.set(ids, "start_date", date)}
        />
      </Row>
      <Row label="Due date">
        <DateField
          label="Due date"
          value={card.due_date}
          onChange={(date) => edits.set(ids, "due_date", date)}
        />
        {card.due_date && card.start_date && card.due_date < card.start_date && (
          <span className={styles.warn}>
            <Icon name="warning" size={14} /> Due before it starts
          </span>
        )}
      </Row>
    </dl>
  );
}
