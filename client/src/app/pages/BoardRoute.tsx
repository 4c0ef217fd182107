import { useParams } from "@tanstack/react-router";
import { lazy, Suspense } from "react";

import { BoardWaiting } from "./BoardWaiting";

const BoardPage = lazy(async () => ({ default: (await import("../../features/board")).BoardPage }));

const SketchKeeper = lazy(() => import("./SketchKeeper"));

/** The board, and the card that its address names. */
export function BoardRoute() {
  const { boardId = "", cardKey } = useParams({ strict: false });
  return (
    <Suspense fallback={<BoardWaiting />}>
      <BoardPage key={boardId} boardId={boardId} {...(cardKey ? { cardKey } : {})} />
      <SketchKeeper key={`sketch-${boardId}`} boardId={boardId} />
    </Suspense>
  );
}
