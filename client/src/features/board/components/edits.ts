import type { ToastContent } from "../../../lib";
import type {
  BoardStore,
  BulkFields,
  Card,
  CardFields,
  Category,
  Column,
  NewOperation,
  Operation,
  Outcome,
  Placement,
} from "../model";
import { finishing, identified, newId, starting } from "../model";
import { dismissUndoToast, undoToast } from "./undoToast";

/** The part of the store that edits need. */
export type Dispatcher = Pick<BoardStore, "getView" | "dispatch" | "settled" | "seqOf">;

export function counted(n: number, one: string): string {
  return `${n.toLocaleString("en")} ${one}${n === 1 ? "" : "s"}`;
}

/** What a person does to a board, in the words of operations. Refusals come back as notices. */
export class Edits {
  /** How the change of an operation is taken back; told by who has the board. */
  takeBack: (operation: Operation) => void = () => {};

  /** How what was done last is taken back, where the board's own history does not know it. */
  #wayBack: (() => void) | undefined;

  constructor(readonly store: Dispatcher) {}

  #send(operation: Operation | NewOperation): Promise<Outcome> {
    this.#wayBack = undefined;
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
  set<K extends keyof BulkFields>(ids: readonly string[], field: K, value: CardFields[K]): void {
    const old = (card: Card) => card[field] ?? (field === "priority" ? "none" : null);
    const cards = this.cards(ids).filter((card) => old(card) !== value);
    const [first, second] = cards;
    if (!first) return;
    const fields = { [field]: value };
    if (!second) void this.update(first, fields, { [field]: old(first) });
    else void this.#send({ type: "bulkUpdate", card_ids: cards.map(({ id }) => id), fields });
  }

  /** Switches a label or a person on or off for all of the cards. */
  switch(
    ids: readonly string[],
    kind: "label_ids" | "assignee_ids",
    memberId: string,
    on: boolean,
  ): void {
    const cards = this.cards(ids).filter((card) => (card[kind] ?? []).includes(memberId) !== on);
    const [first, second] = cards.map(({ id }) => id);
    if (first === undefined) return;
    const change = { [`${on ? "add" : "remove"}_${kind}`]: [memberId] };
    if (second === undefined) {
      void this.#send({ type: "updateCardSets", card_id: first, ...change });
    } else {
      void this.#send({ type: "bulkUpdate", card_ids: cards.map(({ id }) => id), ...change });
    }
  }

  /** Makes a label and puts it on the cards. */
  createLabel(name: string, color: string, ids: readonly string[]): void {
    const temp = newId();
    void this.#send({ type: "createLabel", temp_id: temp, name, color });
    this.switch(ids, "label_ids", temp, true);
  }

  move(ids: readonly string[], columnId: string, placement: Placement, force?: boolean): void {
    if (ids.length === 0) return;
    const move = { type: "moveCards", card_ids: ids, column_id: columnId, placement } as const;
    void this.#send(force ? { ...move, force } : move);
  }

  /** Begins with a card: assigned, moved, and with a branch; what came of it is told by the answer. */
  start(card: Card, me: string | null | undefined): void {
    void this.#send(starting(card, this.#columns(), me));
  }

  /** Is done with a card. */
  finish(card: Card): void {
    void this.#send(finishing(card, this.#columns()));
  }

  /** Has the merged branches of a card that is done deleted on GitHub. */
  deleteBranches(cardId: string): void {
    void this.#send({ type: "finishCard", card_id: cardId, delete_branches: true });
  }

  #columns(): readonly Column[] {
    return [...(this.store.getView().state?.columns.values() ?? [])];
  }

  archive(ids: readonly string[]): void {
    const cards = this.cards(ids);
    if (cards.length === 0) return;
    const operation = identified({ type: "archiveCards", card_ids: cards.map(({ id }) => id) });
    void this.#send(operation);
    // Of several cards, the answer tells what became of each.
    if (cards.length === 1) this.#done(`Archived ${cards[0]?.key}`, operation);
  }

  /** Says what was done, and offers to take it back. */
  #done(text: string, operation: Operation, detail?: string): void {
    const run = () => this.takeBack(operation);
    undoToast({ text, detail, action: { label: "Undo", run } });
  }

  /** Something else is being done: what was offered to be taken back before is not any more. */
  beginElsewhere(): void {
    this.#wayBack = undefined;
    dismissUndoToast();
  }

  /** Says what was done to what the board's own undo does not know, and offers to take it back. */
  doneElsewhere(content: Pick<ToastContent, "text" | "detail">, back: () => void): void {
    const run = () => {
      this.#wayBack = undefined;
      back();
    };
    undoToast({ ...content, action: { label: "Undo", run } });
    this.#wayBack = run;
  }

  /** Takes that back, unless something else was done since; whether there was such a thing. */
  takeBackElsewhere(): boolean {
    const back = this.#wayBack;
    if (back) dismissUndoToast();
    back?.();
    return back !== undefined;
  }

  restore(id: string): void {
    void this.#send({ type: "restoreCards", card_ids: [id] });
  }

  /** Into the bin. */
  delete(id: string): void {
    const card = this.card(id);
    if (!card) return;
    const operation = identified({ type: "deleteCards", card_ids: [id] });
    void this.#send(operation);
    this.#done(`Deleted ${card.key}`, operation, "It stays in the bin for 30 days.");
  }

  updateLabel(labelId: string, fields: { name?: string; color?: string }): void {
    void this.#send({ type: "updateLabel", label_id: labelId, fields });
  }

  deleteLabel(labelId: string): void {
    void this.#send({ type: "deleteLabel", label_id: labelId });
  }

  addColumn(name: string): void {
    void this.#send({ type: "createColumn", temp_id: newId(), name });
  }

  updateColumn(
    columnId: string,
    fields: {
      name?: string;
      category?: Category;
      wip_limit?: number | null;
      wip_hard?: boolean;
    },
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
