import { useEffect, useRef } from "react";
import type { BoardStore, BoardView, Card } from "../../model";
import { CardDetails } from "./CardDetails";
import { MissingCard } from "./MissingCard";
import styles from "./Panel.module.css";
import { usePanelWidth } from "./usePanelWidth";

interface CardPanelProps {
  readonly cardKey: string;
  /** Undefined where the board has no such card. */
  readonly card: Card | undefined;
  readonly store: BoardStore;
  readonly view: BoardView;
}

/** The card that is open, beside the board, which stays usable. */
export function CardPanel({ cardKey, card, store, view }: CardPanelProps) {
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
      {card ? (
        <CardDetails key={card.id} card={card} store={store} view={view} />
      ) : (
        <MissingCard key={cardKey} cardKey={cardKey} />
      )}
    </aside>
  );
}
