import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { fieldError } from "../../../../../api/describe";
import { ApiError, OfflineError } from "../../../../../api/errors";
import { isOver } from "../../../../../api/tasks";
import { useOnce } from "../../../../workspaces/forms";
import {
  type BranchAttempt,
  branchNamesKey,
  type BranchOrder,
  orderBranch,
} from "../../../api/branches";
import { startWithBranch } from "../../../api/stages";
import { type BranchTrouble, branchTrouble, troubleOf } from "../../../model/branchTrouble";
import { type Card, starting } from "../../../model";
import { useActions } from "../../context";
import { useUiStore } from "../../ui";
import { type TaskNews, useTask } from "../../useTask";
import { tellStarted } from "../stages";

interface OrderOptions {
  /** Tells of tasks. */
  readonly store: TaskNews;
  readonly card: Card;
  /** One that failed before: what it ended in is told until there is another order. */
  readonly attempt: BranchAttempt | undefined;
  /** Whether the card is started with the branch. */
  readonly start: boolean;
  /** What asks is done: there is nothing to wait for. */
  readonly onClose: () => void;
}

/** Orders branches for a card, and follows what becomes of the last one. */
export function useOrder({ store, card, attempt, start, onClose }: OrderOptions) {
  const { id: cardId } = card;
  const actions = useActions();
  const ui = useUiStore();
  const queries = useQueryClient();
  const once = useOnce();
  const [sending, setSending] = useState(false);
  const [started, setStarted] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);
  const [before, setBefore] = useState(attempt?.task);
  const [ordered, setOrdered] = useState<string>();
  const { data } = useTask(store, ordered);
  const task = data ?? before;
  const goesOn = task !== undefined && !isOver(task);

  /** What was wrong with the last one does not matter any more. */
  const forget = () => {
    setRefusal(null);
    setBefore(undefined);
    setOrdered(undefined);
  };
  const orderIt = async (wanted: BranchOrder, key: string) => {
    const begun = await orderBranch(cardId, wanted, key);
    ui.set({ branches: [...ui.get().branches, { taskId: begun.id, cardId }] });
    return begun;
  };
  /** Only once: what is tried again after that is the branch alone. */
  const startIt = async (wanted: BranchOrder, key: string) => {
    const { column_id: to, person_id } = starting(card, actions.scene.columns, actions.scene.me);
    const answer = await startWithBranch(cardId, wanted, key);
    setStarted(true);
    tellStarted(actions, answer, { moved: to !== undefined, assigned: person_id !== undefined });
    return answer.task;
  };
  const order = async (wanted: BranchOrder) => {
    forget();
    setSending(true);
    try {
      const key = once.keyFor(wanted);
      const begun = await (start && !started ? startIt(wanted, key) : orderIt(wanted, key));
      // The next one is another order, whatever it asks for.
      once.done();
      if (!begun) return onClose();
      setBefore(begun);
      setOrdered(begun.id);
      void queries.invalidateQueries({ queryKey: branchNamesKey(cardId) });
    } catch (error) {
      setRefusal(error);
    }
    setSending(false);
  };
  return {
    order,
    forget,
    busy: sending || goesOn || task?.state === "succeeded",
    /** The card is started; what is asked for from now on is its branch alone. */
    started,
    task: goesOn ? task : undefined,
    /** By which its entry among the pending ones is found. */
    taskId: task?.id,
    trouble: refusal ? refusedBy(refusal) : task ? troubleOf(task) : null,
    refusal,
  };
}

/** The last order, and how to make another one. */
export type Order = ReturnType<typeof useOrder>;

/** What is said of a refusal; nothing where a field says it. */
function refusedBy(error: unknown): BranchTrouble | null {
  if (fieldError(error, "branch_name") || fieldError(error, "base_branch")) return null;
  if (error instanceof ApiError) return branchTrouble(error.code, error.detail, error.title);
  return branchTrouble(
    "",
    error instanceof OfflineError
      ? "Look at your connection, and try again: nothing is created twice."
      : "Load the page again, and try once more.",
  );
}
