import type { KeyboardEvent } from "react";
import { isTyping, Time } from "../../../../lib";
import type { BoardStore, BoardView, Card } from "../../model";
import { personOf, useLookup } from "../context";
import { PresenceStack } from "../header/PresenceStack";
import { CardSections } from "./CardSections";
import { Conflicts } from "./Conflicts";
import { NextStage } from "./NextStage";
import styles from "./Panel.module.css";
import { HeldBackNote } from "./HeldBackNote";
import { PanelBar } from "./PanelBar";
import { PanelFields } from "./PanelFields";
import { PanelTitle } from "./PanelTitle";
import { useTextEdit } from "./useTextEdit";

interface CardDetailsProps {
  readonly card: Card;
  readonly store: BoardStore;
  readonly view: BoardView;
}

function Times({ card }: { card: Card }) {
  const lookup = useLookup();
  const by = card.created_by && personOf(lookup, card.created_by).name;
  return (
    <footer className={styles.foot}>
      <span>
        Created {by && <span dir="auto">by {by} </span>}
        <Time value={card.created_at} />
      </span>
      <span>
        Changed <Time value={card.updated_at} />
      </span>
    </footer>
  );
}

/** A card that is on the board, with everything about it. */
export function CardDetails(props: CardDetailsProps) {
  const { card, store, view } = props;
  const { canEdit } = useLookup();
  const title = useTextEdit(store, card, "title", card.title);
  const onKeyDown = (event: KeyboardEvent) => {
    const plain = !event.metaKey && !event.ctrlKey && !event.altKey;
    if (event.key !== "e" || !plain || !canEdit || isTyping(event.target)) return;
    event.preventDefault();
    title.begin();
  };
  return (
    <div className={styles.details} onKeyDown={onKeyDown}>
      <PanelBar cardKey={card.key} card={card}>
        <PresenceStack presence={view.presence.filter(({ card_id }) => card_id === card.id)} />
      </PanelBar>
      <div className={styles.scroll}>
        <PanelTitle edit={title} canEdit={canEdit} />
        <NextStage card={card} />
        <Conflicts store={store} card={card} conflicts={view.conflicts} />
        {view.state && <HeldBackNote card={card} state={view.state} />}
        <PanelFields card={card} />
        <CardSections {...props} />
        <Times card={card} />
      </div>
    </div>
  );
}
