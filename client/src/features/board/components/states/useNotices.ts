import { useEffect, useRef } from "react";
import { announce, dismissToast, showToast } from "../../../../lib";
import type { BoardView, BoardStore, Notice, Operation } from "../../model";
import type { BoardActions } from "../actions";

const DID: Readonly<Record<Operation["type"], string>> = {
  createCard: "The card was not added",
  updateCard: "The card was not changed",
  updateCardSets: "The card was not changed",
  bulkUpdate: "The cards were not changed",
  moveCards: "The card was not moved",
  archiveCards: "The card was not archived",
  restoreCards: "The card was not brought back",
  deleteCards: "The card was not deleted",
  startCard: "The card was not started",
  finishCard: "The card was not finished",
  createColumn: "The column was not added",
  updateColumn: "The column was not changed",
  moveColumn: "The column was not moved",
  deleteColumn: "The column was not deleted",
  createLabel: "The label was not made",
  updateLabel: "The label was not changed",
  deleteLabel: "The label was not deleted",
  updateBoard: "The board was not changed",
  addItem: "The item was not added to the checklist",
  updateItem: "The item of the checklist was not changed",
  moveItem: "The item of the checklist was not moved",
  removeItem: "The item was not removed from the checklist",
  addLink: "The link was not added",
  updateLink: "The link was not changed",
  removeLink: "The link was not removed",
  addDependency: "The dependency was not added",
  removeDependency: "The dependency was not removed",
  addComment: "Your comment was not sent",
  updateComment: "Your comment was not changed",
  removeComment: "The comment was not deleted",
};

/** What somebody wrote is not lost with the card that was refused. */
function textOf(operation: Operation): string {
  return operation.type === "createCard"
    ? `“${operation.title}” was not added`
    : DID[operation.type];
}

/**
 * Shows what was refused, why, and what to do about it.
 *
 * @param actions opens what a notice has no room for.
 */
export function useNotices(
  store: BoardStore,
  notices: readonly Notice[],
  mayManage: boolean,
  actions: BoardActions,
): void {
  const told = useRef(new Set<string>());
  useEffect(() => {
    for (const notice of notices) {
      const { id, operation, why, open } = notice;
      if (told.current.has(id)) continue;
      told.current.add(id);
      const text = textOf(operation);
      announce(`${text}. ${why}`, "assertive");
      if (open && operation.type === "finishCard") {
        actions.ui.set({ dialog: { kind: "open-pulls", cardId: operation.card_id, open } });
      } else {
        showToast({ text, detail: why, ...wayOn(store, notice, mayManage) });
      }
      store.dismiss(id);
    }
  }, [store, notices, mayManage, actions]);
}

const ANYWAY: Readonly<Partial<Record<Operation["type"], string>>> = {
  createCard: "Add anyway",
  startCard: "Start anyway",
  finishCard: "Finish anyway",
};

/** What can be done about it: a column that is full is a choice, for those who may choose. */
function wayOn(store: BoardStore, { operation, code, retry }: Notice, mayManage: boolean) {
  const again = (operation: Operation) => () => void store.dispatch(operation);
  const isNew = operation.type === "createCard";
  const onceMore = retry && { label: "Try again", run: again(retry) };
  if (code !== "wip_limit_reached" || !retry) {
    return { tone: "danger", duration: isNew ? 0 : 10_000, action: onceMore } as const;
  }
  const forced = { ...retry, force: true } as Operation;
  const anyway = { label: ANYWAY[operation.type] ?? "Move anyway", run: again(forced) };
  // A new card stands nowhere yet but here: it waits until there is room.
  const action = mayManage ? anyway : isNew ? onceMore : undefined;
  return { tone: "warn", duration: isNew ? 0 : 15_000, action } as const;
}

/** Tells of a conflict about a card that is not open, and leads there. */
export function useConflictToasts(actions: BoardActions, view: BoardView, openId: string | null) {
  const told = useRef(new Map<string, number>());
  useEffect(() => {
    const open = new Set(view.conflicts.map(({ id }) => id));
    for (const [id, toast] of told.current) if (!open.has(id)) dismissToast(toast);
    for (const { id, card_id } of view.conflicts) {
      const card = view.state?.cards.get(card_id);
      if (told.current.has(id) || card_id === openId || !card) continue;
      const text = `${card.key} was changed by somebody else at the same time`;
      announce(text, "assertive");
      const toast = showToast({
        text,
        detail: "Your change is not saved yet.",
        tone: "warn",
        duration: 0,
        action: { label: "Compare", run: () => actions.open(card_id) },
      });
      told.current.set(id, toast);
    }
  }, [actions, view.conflicts, view.state, openId]);
}
