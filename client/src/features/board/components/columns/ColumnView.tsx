import { memo } from "react";
import { cx, Icon, tip } from "../../../../lib";
import type { Column } from "../../model";
import { useActions, useLookup } from "../context";
import { useUi, useUiStore } from "../ui";
import { CardList, type CardListProps } from "./CardList";
import styles from "./Column.module.css";
import { ColumnHead } from "./ColumnHead";
import { Composer } from "./Composer";

export interface ColumnViewProps extends Omit<
  CardListProps,
  "columnId" | "label" | "emptyText" | "followEnd"
> {
  readonly column: Column;
  /** How many cards it has, shown or not. */
  readonly total: number;
  readonly filtered: boolean;
}

/** A column: its head, its cards, and where new ones are written. */
export const ColumnView = memo(function ColumnView(props: ColumnViewProps) {
  const { column, total, filtered, ...list } = props;
  const { boardId, canEdit } = useLookup();
  const actions = useActions();
  const ui = useUiStore();
  const target = useUi((state) => state.landing?.columnId === column.id);
  const asked = useUi((state) => (state.composer?.columnId === column.id ? state.composer : null));
  const composing = asked?.at ?? null;
  const empty = filtered && total > 0 ? "Nothing here matches the filter." : "No cards yet.";
  const composer = composing && (
    <Composer
      boardId={boardId}
      columnId={column.id}
      columnName={column.name}
      asked={asked}
      hint={filtered ? "A filter is on: the new card may be hidden." : undefined}
      onAdd={(title) => actions.edits.create(column.id, title, composing)}
      onClose={() => {
        ui.set({ composer: null });
        const { focus } = ui.get();
        if (focus) actions.focusCard(focus);
      }}
    />
  );
  return (
    <section
      className={cx(styles.column, target && styles.target)}
      data-column={column.id}
      aria-label={column.name}
    >
      <ColumnHead column={column} total={total} shown={list.ids.length} />
      {composing === "start" && composer}
      <CardList
        {...list}
        columnId={column.id}
        label={`Cards in ${column.name}`}
        emptyText={empty}
        followEnd={composing === "end"}
      />
      {composing === "end" && composer}
      {canEdit && composing !== "end" && (
        <button
          type="button"
          className={styles.add}
          {...tip("Add a card", "n", "top")}
          onClick={() => actions.compose(column.id, "end")}
        >
          <Icon name="plus" size={14} />
          Add card
        </button>
      )}
      {!canEdit && <div className={styles.end} />}
    </section>
  );
});
