import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { useBoard } from "../model-react";
import { BoardScreen } from "./BoardScreen";
import { BoardSkeleton } from "./states/BoardSkeleton";
import { BoardTrouble } from "./states/BoardTrouble";

interface BoardPageProps {
  readonly boardId: string;
  /** The key of the card that is open. */
  readonly cardKey?: string;
}

/** The page of `/b/$boardId` and of `/b/$boardId/c/$cardKey`: a board, and a card of it if open. */
export function BoardPage({ boardId, cardKey }: BoardPageProps) {
  const { store, view } = useBoard(boardId);
  const { status, state } = view;
  const over = status === "gone" || status === "forbidden";
  useForgetting(over);
  if (over) {
    return <BoardTrouble view={view} onRetry={() => store.start()} />;
  }
  if (state) {
    return (
      <BoardScreen boardId={boardId} cardKey={cardKey} store={store} view={view} state={state} />
    );
  }
  if (status === "error") {
    const again = () => {
      store.stop();
      store.start();
    };
    return <BoardTrouble view={view} onRetry={again} />;
  }
  return <BoardSkeleton />;
}

/** A board that has ended for us stands in no list any more, and perhaps its workspace neither. */
function useForgetting(over: boolean): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (over) void queries.invalidateQueries({ queryKey: ["workspaces"] });
  }, [over, queries]);
}
