import { announce, showToast } from "../../../lib";
import type {
  BoardView,
  Card,
  CardFields,
  Category,
  NewOperation,
  Outcome,
  Placement,
} from "../model";
import { newId } from "../model";

/** The part of the store that edits need. */
export interface Dispatcher {
  getView(): BoardView;
  dispatch(operation: NewOperation): Promise<Outcome>;
}

export function counted(n: number, one: string): string {
  return `${n} ${one}${n === 1 ? "" : "s"}`;
}

/** What a person does to a board, in the words of operations. Refusals come back as notices. */
export class Edits {
  constructor(private readonly store: Dispatcher) {}

  #send(operation: NewOperation): Promise<Outcome> {
    return this.store.dispatch(operation);
  }

  card(id: string): Card | undefined {
    return this.store.getView().state?.cards.get(id);
  }

  cards(ids: readonly string[]): Card[] {
    return ids.flatMap((id) => this.card(id) ?? []);
  }

  create(columnId: string, title: string, placement: Placement): void {
    void this.#send({
      type: "createCard",
      temp_id: newId(),
      column_id: columnId,
      title,
      placement,
    });
  }

  update(card: Card, fields: CardFields, was: CardFields): Promise<Outcome> {
    return this.#send({
      type: "updateCard",
      card_id: card.id,
      base_version: card.version,
      fields,
      was,
    });
  }

  /** One field of each of several cards; what somebody else has meanwhile is not overwritten. */
  set<K extends "priority" | "due_date" | "start_date" | "estimate" | "title">(
    ids: readonly string[],
    field: K,
    value: CardFields[K],
  ): void {
    for (const card of this.cards(ids)) {
      const old = card[field] ?? (field === "priority" ? "none" : null);
      if (old !== value) void this.update(card, { [field]: value }, { [field]: old });
    }
  }

  /** Switches a label or a person on or off for all of the cards. */
  switch(
    ids: readonly string[],
    kind: "label_ids" | "assignee_ids",
    memberId: string,
    on: boolean,
  ): void {
    for (const card of this.cards(ids)) {
      if ((card[kind] ?? []).includes(memberId) === on) continue;
      void this.#send({
        type: "updateCardSets",
        card_id: card.id,
        [`${on ? "add" : "remove"}_${kind}`]: [memberId],
      });
    }
  }

  /** Makes a label and puts it on the cards. */
  createLabel(name: string, color: string, ids: readonly string[]): void {
    const temp = newId();
    void this.#send({ type: "createLabel", temp_id: temp, name, color });
    this.switch(ids, "label_ids", temp, true);
  }

  move(ids: readonly string[], columnId: string, placement: Placement): void {
    if (ids.length === 0) return;
    void this.#send({ type: "moveCards", card_ids: ids, column_id: columnId, placement });
  }

  archive(ids: readonly string[]): void {
    const cards = this.cards(ids);
    if (cards.length === 0) return;
    const what = cards.length === 1 ? (cards[0]?.key ?? "") : counted(cards.length, "card");
    const behind = Object.fromEntries(cards.map((card) => [card.id, this.#before(card)]));
    void this.#send({ type: "archiveCards", card_ids: ids });
    announce(`Archived ${what}`);
    showToast({
      text: `Archived ${what}`,
      action: {
        label: "Undo",
        run: () => void this.#send({ type: "restoreCards", card_ids: ids, cards, behind }),
      },
    });
  }

  /** The card above this one; null at the top. */
  #before(card: Card): string | null {
    const order = this.store.getView().state?.order.get(card.column_id) ?? [];
    return order[order.indexOf(card.id) - 1] ?? null;
  }

  restore(id: string): void {
    void this.#send({ type: "restoreCards", card_ids: [id] });
  }

  delete(ids: readonly string[]): void {
    void this.#send({ type: "deleteCards", card_ids: ids });
  }

  addColumn(name: string): void {
    void this.#send({ type: "createColumn", temp_id: newId(), name });
  }

  updateColumn(
    columnId: string,
    fields: { name?: string; category?: Category; wip_limit?: number | null },
  ): void {
    void this.#send({ type: "updateColumn", column_id: columnId, fields });
  }

  moveColumn(columnId: string, placement: Placement): void {
    void this.#send({ type: "moveColumn", column_id: columnId, placement });
  }

  deleteColumn(columnId: string, moveCardsTo: string | undefined): void {
    void this.#send({
      type: "deleteColumn",
      column_id: columnId,
      ...(moveCardsTo ? { move_cards_to: moveCardsTo } : {}),
    });
  }

  renameBoard(name: string): void {
    void this.#send({ type: "updateBoard", fields: { name } });
  }

  archiveBoard(archived: boolean): void {
    void this.#send({ type: "updateBoard", fields: { archived } });
  }
}
