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
  if (status === "gone" || status === "forbidden") {
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
