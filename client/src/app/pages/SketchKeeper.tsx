import { useEffect, useRef } from "react";

import { type BoardState, useBoard } from "../../features/board";
import { keepSketch, type Sketch } from "../../features/workspaces";

/** Keeps the outline of the open board for the home page. */
export default function SketchKeeper({ boardId }: { boardId: string }) {
  const { confirmed } = useBoard(boardId).view;
  const latest = useRef(confirmed);
  useEffect(() => {
    latest.current = confirmed;
  }, [confirmed]);
  const loaded = confirmed !== undefined;
  useEffect(() => {
    const keep = () => latest.current && keepSketch(boardId, sketchOf(latest.current));
    keep();
    // The last moment at which a page that is closed can do anything.
    window.addEventListener("pagehide", keep);
    return () => {
      window.removeEventListener("pagehide", keep);
      keep();
    };
  }, [boardId, loaded]);
  return null;
}

function sketchOf({ columns, order }: BoardState): Sketch {
  const inOrder = [...columns.values()].sort((a, b) => (a.rank < b.rank ? -1 : 1));
  return {
    columns: inOrder.map(({ id, category }) => ({ cards: order.get(id)?.length ?? 0, category })),
  };
}
