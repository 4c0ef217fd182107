import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { describeError } from "../../../../api/describe";
import { ApiError } from "../../../../api/errors";
import { cancelTask, isOver, type Task, taskQuery } from "../../../../api/tasks";
import { Button, showToast } from "../../../../lib";
import type { BlockedChange } from "../../api/undo";
import type { BoardStore, BulkResult } from "../../model";
import { useLog } from "../../model-react";
import type { BoardActions } from "../actions";
import { useActions, useLookup } from "../context";
import { counted } from "../edits";
import { type RunningTask, useUi, useUiStore } from "../ui";
import { undoToast } from "../undoToast";
import { useTask } from "../useTask";
import { tellFailed } from "./bulk";
import styles from "./TaskBars.module.css";
import { takeBack, tellBlocked } from "./undo";

/** Changes of very many cards that go on behind, and the way to stop them. */
export function TaskBars({ store }: { store: BoardStore }) {
  const tasks = useUi((ui) => ui.tasks);
  if (tasks.length === 0) return null;
  return (
    <section className={styles.bars} aria-label="Changes under way">
      {tasks.map((task) => (
        <TaskBar key={task.id} running={task} store={store} />
      ))}
    </section>
  );
}

function TaskBar({ running, store }: { running: RunningTask; store: BoardStore }) {
  const { id, doing } = running;
  const ui = useUiStore();
  const actions = useActions();
  const queries = useQueryClient();
  const { data: task, error } = useTask(store, id);
  const [stopping, setStopping] = useState(false);
  const seq = useSeqOf(running);

  const dropped = error instanceof ApiError && error.code === "task_not_found";
  useEffect(() => {
    if (!dropped) return;
    ui.set({ tasks: ui.get().tasks.filter((one) => one.id !== id) });
    const detail = "What it had changed by then stays. Look at the board’s activity.";
    showToast({ tone: "warn", text: `${doing}: this was dropped`, detail, duration: 0 });
  }, [ui, dropped, doing, id]);
  useEffect(() => {
    if (!task || !isOver(task)) return;
    ui.set({ tasks: ui.get().tasks.filter((one) => one.id !== id) });
    tellOver(actions, running, task, seq.current);
  }, [ui, actions, running, task, id, seq]);

  const stop = async () => {
    setStopping(true);
    try {
      const data = await cancelTask(id);
      queries.setQueryData(taskQuery(id).queryKey, data);
    } catch (failure) {
      setStopping(false);
      const { title, text } = describeError(failure);
      showToast({ tone: "danger", text: title, detail: text });
    }
  };
  const { done = 0, total = 0 } = task?.progress ?? {};
  return (
    <div className={styles.bar}>
      <div className={styles.words}>
        <p className={styles.doing}>{stopping ? "Stopping…" : `${doing}…`}</p>
        <p className={styles.how}>
          {error
            ? "How far it is cannot be read just now."
            : total > 0
              ? `${done.toLocaleString("en")} of ${counted(total, "card")}`
              : "Waiting for its turn"}
        </p>
      </div>
      <progress
        className={styles.progress}
        aria-label={doing}
        {...(total > 0 ? { value: done, max: total } : {})}
      />
      <Button size="small" variant="quiet" disabled={stopping} onClick={() => void stop()}>
        Cancel
      </Button>
    </div>
  );
}

/** The number of an event that the task brought about: what undoing names. */
function useSeqOf({ batchId }: RunningTask) {
  const seq = useRef<number | undefined>(undefined);
  useLog(useLookup().boardId, (events) => {
    if (!batchId) return;
    seq.current ??= events?.find(({ batch_id }) => batch_id === batchId)?.seq;
  });
  return seq;
}

/** What the tasks of bulk edits and of undoing answer. */
interface TaskResult {
  readonly updated?: number;
  readonly failed?: number;
  /** The first of those that could not be changed. */
  readonly results?: readonly BulkResult[];
  readonly undone?: number;
  readonly blocked?: readonly BlockedChange[];
  readonly seqs?: readonly number[];
}

function tellOver(
  actions: BoardActions,
  { did }: RunningTask,
  { state, progress, result, error }: Task,
  seq: number | undefined,
): void {
  const { done = 0, total = 0 } = progress ?? {};
  const { updated: changed, undone, seqs, blocked, results, failed } = (result ?? {}) as TaskResult;
  const updated = changed ?? undone ?? done;
  const text = {
    succeeded: `${did} ${counted(updated, "card")}`,
    cancelled: `Stopped: ${counted(done, "card")} of ${total.toLocaleString("en")} were done`,
  }[state as string];
  const back = seqs?.[0] ?? seq;
  const redo = did === "Undone";
  const action =
    updated > 0 || back !== undefined
      ? {
          label: redo ? "Redo" : "Undo",
          run: () => void takeBack(actions, back, redo ? "redo" : "undo"),
        }
      : undefined;
  if (undone !== undefined && redo && back !== undefined) actions.undone(back);
  if (text !== undefined) undoToast({ text, duration: 12_000, action });
  else {
    const detail = error?.detail;
    showToast({ tone: "danger", text: "The change was not finished", detail, duration: 0, action });
  }
  if (results?.length) tellFailed(actions, results, did, undefined, failed);
  if (blocked?.length) tellBlocked(actions, blocked, "Not all of it could be undone");
}
