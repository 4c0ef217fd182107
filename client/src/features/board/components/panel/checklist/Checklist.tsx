import { useMemo, useRef } from "react";
import { announce } from "../../../../../lib";
import type { ChecklistItem, Placement } from "../../../model";
import { useLookup } from "../../context";
import type { DetailEdits } from "../detailEdits";
import { Section } from "../Section";
import { AddItem } from "./AddItem";
import styles from "./Checklist.module.css";
import { ChecklistRow } from "./ChecklistRow";
import { useRowDrag } from "./useRowDrag";

/** As many as the server takes. */
const MOST = 100;

interface ChecklistProps {
  readonly items: readonly ChecklistItem[];
  readonly edits: DetailEdits;
  /** Temporary id → the id that the server gave. */
  readonly created: ReadonlyMap<string, string>;
}

function Progress({ done, total }: { done: number; total: number }) {
  return (
    <>
      <span className={styles.count}>
        {done}/{total}
        <span className="visually-hidden"> done</span>
      </span>
      <span className={styles.bar} aria-hidden>
        <span
          className={styles.fill}
          data-whole={done === total || undefined}
          style={{ transform: `scaleX(${String(done / total)})` }}
        />
      </span>
    </>
  );
}

/** The small steps of a card: ticked, rewritten and put in order where they stand. */
export function Checklist({ items, edits, created }: ChecklistProps) {
  const { canEdit } = useLookup();
  const list = useRef<HTMLUListElement>(null);
  const done = items.filter((item) => item.done).length;
  // A new item keeps its row, and with it the focus, when the server gives it an id of its own.
  const first = useMemo(() => new Map([...created].map(([temp, id]) => [id, temp])), [created]);

  const place = (from: number, to: number): Placement | undefined => {
    const others = items.filter((_, index) => index !== from);
    const anchor = others[to];
    if (to === from || to < 0 || to > others.length) return undefined;
    return anchor ? { before: anchor.id } : "end";
  };
  const move = (from: number, to: number) => {
    const item = items[from];
    const placement = place(from, to);
    if (!item || !placement) return;
    edits.moveItem(item.id, placement);
    announce(`${item.text}: now ${String(to + 1)} of ${String(items.length)}`);
  };
  const drag = useRowDrag(list, move);

  /** The row that takes the place, or else the field at the end. */
  const remove = (index: number, id: string) => {
    const rows = list.current?.querySelectorAll<HTMLElement>("[data-item] [type=checkbox]");
    const next = rows?.[index + 1] ?? rows?.[index - 1];
    (next ?? list.current?.parentElement?.querySelector<HTMLElement>("textarea"))?.focus();
    edits.removeItem(id);
  };

  if (items.length === 0 && !canEdit) return null;
  return (
    <Section
      title="Checklist"
      note={items.length > 0 && <Progress done={done} total={items.length} />}
    >
      {items.length > 0 && (
        <ul role="list" ref={list} className={styles.list}>
          {items.map((item, index) => (
            <ChecklistRow
              key={first.get(item.id) ?? item.id}
              item={item}
              edits={edits}
              lifted={drag.from === index}
              line={drag.lineAt(index)}
              grip={drag.grip(index)}
              onMove={(by) => move(index, index + by)}
              onRemove={() => remove(index, item.id)}
            />
          ))}
        </ul>
      )}
      {canEdit &&
        (items.length < MOST ? (
          <AddItem room={MOST - items.length} onAdd={(text) => edits.addItem(text)} />
        ) : (
          <p className={styles.full}>A checklist holds {MOST} items. Remove some to add others.</p>
        ))}
    </Section>
  );
}
