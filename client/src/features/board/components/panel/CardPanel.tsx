import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { ErrorState } from "../../../../lib";
import type { BoardStore, BoardView, Card } from "../../model";
import styles from "./Panel.module.css";
import { panelCode } from "./panelCode";
import { PanelSkeleton } from "./PanelSkeleton";
import { usePanelWidth } from "./usePanelWidth";

interface CardPanelProps {
  readonly cardKey: string;
  /** Undefined where the board has no such card. */
  readonly card: Card | undefined;
  readonly store: BoardStore;
  readonly view: BoardView;
}

/** What is in the panel. As a query, so that a line that fails is told here. */
function Inside({ cardKey, card, store, view }: CardPanelProps) {
  const { data: code, error, refetch } = useQuery(panelCode);
  if (code && card) return <code.CardDetails key={card.id} card={card} store={store} view={view} />;
  if (code) return <code.MissingCard key={cardKey} cardKey={cardKey} />;
  if (!error) return <PanelSkeleton />;
  return (
    <div className={styles.missing}>
      <ErrorState title="The card could not be shown" onRetry={() => void refetch()}>
        {error.message}
      </ErrorState>
    </div>
  );
}

/** The card that is open, beside the board, which stays usable. */
export function CardPanel(props: CardPanelProps) {
  const { cardKey } = props;
  const { width, handle } = usePanelWidth();
  const panel = useRef<HTMLElement>(null);

  // Who opened a card goes on in it; closing leads back to the card on the board.
  useEffect(() => {
    panel.current?.focus({ preventScroll: true });
  }, [cardKey]);

  return (
    <aside
      ref={panel}
      className={styles.panel}
      tabIndex={-1}
      aria-label={`Card ${cardKey}`}
      style={{ "--panel-width": `${width}px` } as React.CSSProperties}
    >
      <div className={styles.resizer} {...handle} />
      <Inside {...props} />
    </aside>
  );
}
