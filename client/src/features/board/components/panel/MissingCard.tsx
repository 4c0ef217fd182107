import { useQuery } from "@tanstack/react-query";
import { Button, EmptyState, ErrorState } from "../../../../lib";
import { boardApi } from "../../api/boards";
import type { Card } from "../../model";
import { useActions, useLookup } from "../context";
import styles from "./Panel.module.css";
import { PanelBar } from "./PanelBar";
import { PanelSkeleton } from "./PanelSkeleton";

function isGone(error: Error): boolean {
  return "status" in error && (error.status === 404 || error.status === 422);
}

function Archived({ card }: { card: Card }) {
  const { canEdit } = useLookup();
  const { edits } = useActions();
  return (
    <EmptyState
      title={`${card.key} is archived`}
      action={
        canEdit && (
          <Button variant="primary" onClick={() => edits.restore(card.id)}>
            Bring it back
          </Button>
        )
      }
    >
      <span dir="auto">{card.title}</span>
    </EmptyState>
  );
}

/** A card's address that leads to no card on this board: archived, deleted, or never there. */
export function MissingCard({ cardKey }: { cardKey: string }) {
  const actions = useActions();
  const { data, error, refetch } = useQuery({
    queryKey: ["missing-card", cardKey],
    queryFn: () => boardApi.card(cardKey),
    retry: (count, problem) => count < 2 && !isGone(problem),
    gcTime: 0,
  });
  const back = <Button onClick={() => actions.close()}>Back to the board</Button>;
  return (
    <>
      <PanelBar cardKey={cardKey} />
      {!data && !error ? (
        <PanelSkeleton />
      ) : (
        <div className={styles.missing}>
          {data?.archived_at ? (
            <Archived card={data} />
          ) : error && !isGone(error) ? (
            <ErrorState title="The card could not be loaded" onRetry={() => void refetch()}>
              {error.message}
            </ErrorState>
          ) : (
            <EmptyState title={`There is no ${cardKey} on this board`} action={back}>
              It was deleted, or the link is wrong.
            </EmptyState>
          )}
        </div>
      )}
    </>
  );
}
