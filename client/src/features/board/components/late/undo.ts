/** Takes back what somebody did themselves, and says what came of it. */
import { describeError } from "../../../../api/describe";
import { ApiError } from "../../../../api/errors";
import { showToast } from "../../../../lib";
import { type BlockedChange, postUndo, type TaskAnswer, type UndoAnswer } from "../../api/undo";
import type { Operation } from "../../model";
import type { BoardActions } from "../actions";
import { undoNotice, undoToast } from "../undoToast";
import { blockedWords, keptWords, someOf, undoneWords } from "./undoWords";

type Way = "undo" | "redo";

/**
 * Undo one change.
 *
 * @param seq an event of it; the last change of one's own where none is named.
 */
export async function takeBack(
  actions: BoardActions,
  seq?: number,
  way: Way = "undo",
): Promise<void> {
  const { store } = actions.edits;
  const { state, connection, pending } = store.getView();
  if (!state) return;
  if (connection?.mode === "offline" && pending.length > 0) {
    return tell("Nothing can be undone while you are offline", {
      detail: "What you did last is sent when the connection is back.",
      tone: "warn",
    });
  }
  const before = undoNotice();
  await store.settled();
  try {
    const answer = await postUndo(state.head.id, seq);
    if (way === "redo" && seq !== undefined) actions.redone(seq);
    if ("task" in answer) follow(actions, answer, way);
    else tellUndone(actions, answer, way, before);
  } catch (error) {
    // What is refused once would be refused again, and stand before what can be done.
    if (way === "redo" && seq !== undefined && error instanceof ApiError) actions.redone(seq);
    tellRefused(actions, error, way);
  }
}

/** Nothing was undone that could be done again. */
export function tellNothing(): void {
  undoToast({ text: "There is nothing to redo" });
}

/** Undo what an operation did, once it is known under which number that stands. */
export async function takeBackOperation(
  actions: BoardActions,
  operation: Operation,
): Promise<void> {
  const { store } = actions.edits;
  if (store.getView().connection?.mode !== "offline") await store.settled();
  await takeBack(actions, store.seqOf(operation));
}

function follow({ ui }: BoardActions, { task, batch_id }: TaskAnswer, way: Way): void {
  const [doing, did] = way === "undo" ? ["Undoing", "Undone"] : ["Doing again", "Done again"];
  const running = { id: task.id, batchId: batch_id, doing: `${doing} a big change`, did };
  ui.set({ tasks: [...ui.get().tasks, running] });
}

function tellUndone(
  actions: BoardActions,
  answer: UndoAnswer,
  way: Way,
  before: number | undefined,
): void {
  const { undone, blocked, kept, seqs } = answer;
  const [back] = seqs;
  const text = `${way === "undo" ? "Undone" : "Done again"}: ${undoneWords(undone)}`;
  if (way === "undo" && back !== undefined) actions.undone(back);
  const action =
    back === undefined
      ? undefined
      : way === "undo"
        ? { label: "Redo", run: () => void takeBack(actions, back, "redo") }
        : { label: "Undo", run: () => void takeBack(actions, back) };
  undoToast({ text, duration: 10_000, detail: keptWords(kept), action }, before);
  if (blocked.length > 0) tellBlocked(actions, blocked, "Not all of it could be undone");
}

export function tellBlocked(
  actions: BoardActions,
  blocked: readonly BlockedChange[],
  title: string,
): void {
  const name = (id: string) => actions.scene.people?.get(id)?.name ?? "somebody";
  const words = (one: BlockedChange) => blockedWords(one, name);
  const detail = someOf(blocked.map(words));
  const failed = blocked.map((one) => ({
    card_id: one.card_id,
    status: "failed" as const,
    error: { code: one.reason, detail: words(one) },
  }));
  const all = () => actions.ui.set({ dialog: { kind: "results", title, failed } });
  const action = blocked.length > 3 ? { label: "See all", run: all } : undefined;
  tell(title, { detail, tone: "warn", duration: 12_000, action });
}

function tellRefused(actions: BoardActions, error: unknown, way: Way): void {
  const code = error instanceof ApiError ? error.code : "";
  const failed = way === "undo" ? "It could not be undone" : "It could not be done again";
  if (code === "nothing_to_undo") {
    return tell("There is nothing to undo", {
      detail: "You changed nothing here in the last 24 hours that still stands.",
    });
  }
  const blocked = error instanceof ApiError ? error.extra.blocked : undefined;
  if (code === "undo_blocked" && Array.isArray(blocked) && blocked.length > 0) {
    return tellBlocked(actions, blocked as BlockedChange[], failed);
  }
  const { title, text } = describeError(error);
  tell(failed, { detail: `${title}. ${text}`, tone: "danger" });
}

function tell(text: string, more: Omit<Parameters<typeof showToast>[0], "text">): void {
  showToast({ text, duration: 10_000, ...more });
}
