import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type MouseEvent, useEffect, useRef } from "react";

import { describeError } from "../../../api/describe";
import { cancelTask } from "../../../api/tasks";
import { announce, showToast } from "../../../lib";
import {
  askAgainIfAsking,
  keepWhiteboard,
  miroLimitsQuery,
  readWhiteboard,
  type Whiteboard,
} from "../api/whiteboards";
import { counted, healthOf, isUnderWay, nameOf } from "../model/health";
import { whyNot } from "../model/why";

/** So soon nobody means to stop what began: it is the second click of two, or a key that is held. */
const UNMEANT_MS = 800;

/**
 * Has a board read, and stops that; says aloud what came of it.
 *
 * @param mine whether it is read in the name of whoever looks.
 */
export function useReading(board: Whiteboard, mine: boolean) {
  const queries = useQueryClient();
  const name = nameOf(board);
  const underWay = isUnderWay(board);
  const began = useRef(-Infinity);
  useTold(board, mine);

  const reading = useMutation({
    mutationFn: () => readWhiteboard(queries, board.id),
    onSuccess: (task) => {
      keepWhiteboard(queries, { ...board, task });
      askAgainIfAsking(queries);
      announce(`Reading ${name}.`);
    },
    onError: (error) => {
      const { title, text } = describeError(error);
      announce(`${name} could not be read. ${title}. ${text}`, "assertive");
    },
    onSettled: () => void queries.invalidateQueries(miroLimitsQuery),
  });
  const stopping = useMutation({
    mutationFn: (taskId: string) => cancelTask(taskId),
    onSuccess: (task) => {
      keepWhiteboard(queries, { ...board, task });
      askAgainIfAsking(queries);
    },
    onError: (error) => {
      const { title, text } = describeError(error);
      // The board is where it was, and what is wrong is not about it.
      showToast({
        tone: "danger",
        text: `“${name}” could not be stopped`,
        detail: `${title}. ${text}`,
      });
    },
  });
  const { reset } = reading;
  useEffect(() => {
    // Why it was not is of no interest any more.
    if (underWay) reset();
  }, [underWay, reset]);
  return {
    read: ({ timeStamp }: MouseEvent) => {
      began.current = timeStamp;
      reading.mutate();
    },
    stop: ({ timeStamp }: MouseEvent) => {
      if (timeStamp - began.current < UNMEANT_MS || !board.task) return;
      stopping.mutate(board.task.id);
    },
    /** Why it is not read though that was asked for; null if it is. */
    refused: underWay ? null : reading.error,
    busy: reading.isPending || stopping.isPending,
  };
}

/** Says aloud how a reading ended that was seen to be under way. */
function useTold(board: Whiteboard, mine: boolean): void {
  const queries = useQueryClient();
  const was = useRef(false);
  const underWay = isUnderWay(board);
  useEffect(() => {
    if (was.current && !underWay) {
      announce(endingOf(board, mine));
      void queries.invalidateQueries(miroLimitsQuery);
    }
    was.current = underWay;
  }, [board, mine, underWay, queries]);
}

function endingOf(board: Whiteboard, mine: boolean): string {
  const name = nameOf(board);
  const health = healthOf(board);
  switch (health.kind) {
    case "failed":
      return `${name} could not be read. ${(board.task && whyNot(board.task, health, mine)) ?? ""}`;
    case "stopped":
      return `Reading ${name} was stopped.`;
    default:
      return `${name} was read: ${counted(board.items, "item")}, ${counted(board.tags, "tag")}.`;
  }
}
