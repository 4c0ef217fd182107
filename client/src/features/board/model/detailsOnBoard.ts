/** What pending changes of details do to cards as the board shows them. Pure. */
import { withFields } from "./applyToCard";
import { isDetailOperation, type DetailOperation } from "./detailOperations";
import { isItemOperation } from "./lists";
import type { Operation } from "./operations";
import { withCard } from "./order";
import type { BoardState, Card, Details } from "./types";

/** The state with what an operation does to a card's dependencies or its number of comments. */
export function withDetailOperation(state: BoardState, operation: DetailOperation): BoardState {
  const { card_id: id } = operation;
  switch (operation.type) {
    case "addDependency": {
      const { side, other_id: other } = operation;
      // Named by its key, it stands on another board: the answer tells.
      if (!state.cards.has(other) || other === id) return state;
      const back = side === "blocks" ? "blocked_by" : "blocks";
      return withMember(withMember(state, id, side, other), other, back, id);
    }
    case "removeDependency":
      return without(without(state, id, operation.other_id), operation.other_id, id);
    case "addComment":
      return changed(state, id, (card) => counted(card, 1));
    case "removeComment":
      return changed(state, id, (card) => counted(card, -1));
    default:
      return state;
  }
}

/**
 * The state with the progress of checklists that are being changed.
 *
 * Counted from what they hold, so that two who tick the same item count it once.
 */
export function withProgress(
  state: BoardState,
  details: ReadonlyMap<string, Details>,
  pending: Iterable<Operation>,
): BoardState {
  let after = state;
  for (const operation of pending) {
    if (!isDetailOperation(operation) || !isItemOperation(operation)) continue;
    const { checklist } = details.get(operation.card_id) ?? {};
    if (checklist) {
      after = changed(after, operation.card_id, (card) => withFields(card, { checklist }));
    }
  }
  return after;
}

function changed(state: BoardState, cardId: string, change: (card: Card) => Card): BoardState {
  const card = state.cards.get(cardId);
  return card ? withCard(state, change(card)) : state;
}

function withMember(
  state: BoardState,
  cardId: string,
  side: "blocked_by" | "blocks",
  other: string,
): BoardState {
  return changed(state, cardId, (card) =>
    withFields(card, { [side]: [...new Set([...(card[side] ?? []), other])].sort() }),
  );
}

function without(state: BoardState, cardId: string, other: string): BoardState {
  const rest = (ids: readonly string[] | undefined) => ids?.filter((id) => id !== other);
  return changed(state, cardId, (card) =>
    withFields(card, { blocked_by: rest(card.blocked_by), blocks: rest(card.blocks) }),
  );
}

function counted(card: Card, by: number): Card {
  return withFields(card, { comment_count: Math.max(0, (card.comment_count ?? 0) + by) });
}
