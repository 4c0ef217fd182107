import { type KeyboardEvent, type RefObject, useMemo } from "react";
import { EmptyState } from "../../../../lib";
import type { BoardView } from "../../model";
import { HINT_ID } from "../card/Card";
import { useLookup } from "../context";
import { DragLayer } from "../drag/DragLayer";
import { useUi } from "../ui";
import { AddColumn } from "./AddColumn";
import styles from "./Board.module.css";
import { ColumnSwitcher } from "./ColumnSwitcher";
import { ColumnView } from "./ColumnView";
import { Flip } from "./Flip";
import { pendingCards } from "./pending";

interface BoardProps {
  readonly view: BoardView;
  readonly shown: ReadonlyMap<string, readonly string[]>;
  readonly filtered: boolean;
  readonly openId: string | null;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

/** The columns, side by side. */
export function Board({ view, shown, filtered, openId, scroller, onKeyDown }: BoardProps) {
  const { columns, canEdit } = useLookup();
  const dragging = useUi((ui) => ui.dragged !== null);
  const from = useMemo(() => new Map<string, DOMRect>(), []);
  const pending = useMemo(() => pendingCards(view.pending), [view.pending]);
  const { state } = view;
  if (!state) return null;
  if (columns.length === 0) {
    return (
      <div className={styles.empty}>
        <EmptyState title="No columns yet" action={canEdit && <AddColumn />}>
          Columns are the steps that work goes through, such as To do, Doing and Done.
        </EmptyState>
      </div>
    );
  }
  return (
    <div className={styles.wrap}>
      <p id={HINT_ID} className={styles.hidden}>
        Enter opens, space lifts, x selects.
      </p>
      <ColumnSwitcher scroller={scroller} shown={shown} />
      <DragLayer board={scroller} from={from}>
        <Flip token={shown} from={from}>
          <div
            ref={scroller}
            className={styles.board}
            data-dragging={dragging || undefined}
            data-pending={view.pending.length || undefined}
            onKeyDown={onKeyDown}
          >
            {columns.map((column) => (
              <ColumnView
                key={column.id}
                column={column}
                ids={shown.get(column.id) ?? []}
                total={state.order.get(column.id)?.length ?? 0}
                cards={state.cards}
                pending={pending}
                recent={view.recent}
                openId={openId}
                filtered={filtered}
              />
            ))}
            {canEdit && <AddColumn />}
          </div>
        </Flip>
      </DragLayer>
    </div>
  );
}
