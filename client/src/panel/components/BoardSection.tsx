import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";

import type { BearerHttp } from "../../api/bearer";
import { announce } from "../../lib/Announcer";
import { Icon } from "../../lib/Icon";
import { boardQuery, type MiroBoard, readBoard } from "../api/board";
import { amounts, isUnderWay, standingOf } from "../model/standing";
import { asksToConnect } from "../model/boardRefusals";
import { BoardRefused } from "./BoardRefused";
import styles from "./BoardSection.module.css";
import { BoardStanding } from "./BoardStanding";
import { Note } from "./Note";
import { BoardSkeleton } from "./Skeletons";
import { useRefusal } from "./useRefusal";

export interface BoardSectionProps {
  http: BearerHttp;
  boardId: string;
}

/** The board that is open in Miro: what Trivet knows of it, as of when, and how it learns the rest. */
export function BoardSection({ http, boardId }: BoardSectionProps) {
  const queries = useQueryClient();
  const query = boardQuery(http, boardId);
  const asked = useQuery(query);
  const { data: board, dataUpdatedAt, isFetching, refetch } = asked;
  const error = useRefusal(asked);
  const read = useMutation({
    mutationFn: () => readBoard(http, boardId),
    onSuccess: (task) =>
      queries.setQueryData(query.queryKey, (known) => known && { ...known, task }),
  });
  useNews(board);

  // What was refused says nothing any more once the board was asked for again.
  const refused = error ?? (read.submittedAt > dataUpdatedAt ? read.error : null);
  if (!board || asksToConnect(refused)) {
    return (
      <section className={styles.board} aria-label="This board">
        {refused ? (
          <BoardRefused error={refused} busy={isFetching} onRetry={() => void refetch()} />
        ) : (
          <div role="status" aria-label="Loading this board">
            <BoardSkeleton />
          </div>
        )}
      </section>
    );
  }
  return (
    <section className={styles.board} aria-labelledby="board">
      <h2 id="board" className={styles.name}>
        <Icon name="whiteboard" className={styles.place} />
        <bdi>{board.name || "This board"}</bdi>
      </h2>
      <BoardStanding board={board} busy={read.isPending} onRead={() => read.mutate()} />
      {refused && <Note error={refused} />}
    </section>
  );
}

/** Tells those who do not see it that a board is read, and how that ended. */
function useNews(board: MiroBoard | undefined): void {
  const before = useRef<boolean | null>(null);
  useEffect(() => {
    if (!board) return;
    const under = board.task !== null && isUnderWay(board.task);
    const was = before.current;
    before.current = under;
    if (was === null || was === under) return;
    if (under) return announce("Reading the board.");
    const failed = standingOf(board).kind === "failed";
    announce(failed ? "The board could not be read." : `The board is read: ${amounts(board)}.`);
  }, [board]);
}
