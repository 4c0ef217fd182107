import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { ErrorState } from "../../../../lib";
import type { BoardStore, BoardView, Card } from "../../model";
import { ActivitySection } from "./activity/ActivitySection";
import { BranchSection } from "./branch/BranchSection";
import { Checklist } from "./checklist/Checklist";
import { Comments } from "./comments/Comments";
import { DetailEdits } from "./detailEdits";
import { Links } from "./links/Links";
import { TextsSkeleton } from "./PanelSkeleton";
import { Relations } from "./relations/Relations";
import { Texts } from "./Texts";

export interface CardSectionsProps {
  readonly card: Card;
  readonly store: BoardStore;
  readonly view: BoardView;
}

type WithEdits = CardSectionsProps & { readonly edits: DetailEdits };

/** What only the whole card has. */
function LoadedDetails({ card, store, view, edits }: WithEdits) {
  const details = view.details.get(card.id);
  // A reload of the board forgets the details; a new epoch asks for them again.
  const { error, refetch } = useQuery({
    queryKey: ["card-details", card.id, view.confirmed?.epoch, details !== undefined],
    queryFn: () => store.loadCard(card.id).then(() => true),
    enabled: details === undefined,
    staleTime: Infinity,
    gcTime: 0,
    retry: 2,
  });
  if (details) {
    return (
      <>
        <Texts key={card.id} card={card} store={store} texts={details} />
        <Checklist items={details.checklist} edits={edits} created={view.created} />
        <Links links={details.links} edits={edits} />
      </>
    );
  }
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

/** Everything about a card under its facts. */
export function CardSections(props: CardSectionsProps) {
  const { card, store, view } = props;
  const edits = useMemo(() => new DetailEdits(store, card.id), [store, card.id]);
  return (
    <>
      <BranchSection card={card} store={store} />
      <LoadedDetails {...props} edits={edits} />
      {view.state && <Relations card={card} state={view.state} edits={edits} />}
      <Comments {...props} edits={edits} />
      <ActivitySection card={card} />
    </>
  );
}
