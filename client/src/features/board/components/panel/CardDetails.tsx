import { useQuery } from "@tanstack/react-query";
import type { KeyboardEvent } from "react";
import { ErrorState, isTyping, Time } from "../../../../lib";
import type { BoardStore, BoardView, Card } from "../../model";
import { personOf, useLookup } from "../context";
import { PresenceStack } from "../header/PresenceStack";
import { ActivitySection } from "./activity/ActivitySection";
import { BranchSection } from "./branch/BranchSection";
import { Conflicts } from "./Conflicts";
import { MarkdownField } from "./MarkdownField";
import styles from "./Panel.module.css";
import { PanelBar } from "./PanelBar";
import { PanelFields } from "./PanelFields";
import { TextsSkeleton } from "./PanelSkeleton";
import { PanelTitle } from "./PanelTitle";
import { useTextEdit } from "./useTextEdit";

interface CardDetailsProps {
  readonly card: Card;
  readonly store: BoardStore;
  readonly view: BoardView;
}

interface TextsProps extends CardDetailsProps {
  readonly texts: { readonly description: string; readonly acceptance_criteria: string };
}

function Texts({ card, store, texts }: TextsProps) {
  const { canEdit } = useLookup();
  const description = useTextEdit(store, card, "description", texts.description);
  const criteria = useTextEdit(store, card, "acceptance_criteria", texts.acceptance_criteria);
  return (
    <div className={styles.texts}>
      <MarkdownField
        label="Description"
        placeholder="Add a description…"
        edit={description}
        canEdit={canEdit}
      />
      <MarkdownField
        label="Acceptance criteria"
        placeholder="Say when it is done…"
        edit={criteria}
        canEdit={canEdit}
      />
    </div>
  );
}

function LoadedTexts(props: CardDetailsProps) {
  const { card, store, view } = props;
  const texts = view.details.get(card.id);
  // A reload of the board forgets the texts; a new epoch asks for them again.
  const { error, refetch } = useQuery({
    queryKey: ["card-texts", card.id, view.confirmed?.epoch, texts !== undefined],
    queryFn: () => store.loadCard(card.id).then(() => true),
    enabled: texts === undefined,
    staleTime: Infinity,
    gcTime: 0,
    retry: 2,
  });
  if (texts) return <Texts key={card.id} {...props} texts={texts} />;
  if (error) {
    return (
      <ErrorState
        level={3}
        title="The description could not be loaded"
        onRetry={() => void refetch()}
      >
        {error.message}
      </ErrorState>
    );
  }
  return <TextsSkeleton />;
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
        <Conflicts store={store} card={card} conflicts={view.conflicts} />
        <PanelFields card={card} />
        <BranchSection card={card} />
        <LoadedTexts {...props} />
        <ActivitySection card={card} />
        <Times card={card} />
      </div>
    </div>
  );
}
