import type { NewOperation, Outcome, Placement, Side } from "../../model";
import { newId } from "../../model";
import type { Dispatcher } from "../edits";

/** What a person does to the details of one card, in the words of operations. */
export class DetailEdits {
  constructor(
    private readonly store: Dispatcher,
    private readonly cardId: string,
  ) {}

  #send(operation: NewOperation): Promise<Outcome> {
    return this.store.dispatch(operation);
  }

  addItem(text: string, placement: Placement = "end"): void {
    const temp_id = newId();
    void this.#send({ type: "addItem", card_id: this.cardId, temp_id, text, placement });
  }

  tick(item_id: string, done: boolean): void {
    void this.#send({ type: "updateItem", card_id: this.cardId, item_id, fields: { done } });
  }

  rewriteItem(item_id: string, text: string): void {
    void this.#send({ type: "updateItem", card_id: this.cardId, item_id, fields: { text } });
  }

  moveItem(item_id: string, placement: Placement): void {
    void this.#send({ type: "moveItem", card_id: this.cardId, item_id, placement });
  }

  removeItem(item_id: string): void {
    void this.#send({ type: "removeItem", card_id: this.cardId, item_id });
  }

  addLink(url: string, title: string): void {
    void this.#send({ type: "addLink", card_id: this.cardId, temp_id: newId(), url, title });
  }

  changeLink(link_id: string, fields: { url?: string; title?: string }): void {
    void this.#send({ type: "updateLink", card_id: this.cardId, link_id, fields });
  }

  removeLink(link_id: string): void {
    void this.#send({ type: "removeLink", card_id: this.cardId, link_id });
  }

  depend(side: Side, other_id: string): Promise<Outcome> {
    return this.#send({ type: "addDependency", card_id: this.cardId, side, other_id });
  }

  undepend(other_id: string): Promise<Outcome> {
    return this.#send({ type: "removeDependency", card_id: this.cardId, other_id });
  }

  comment(body: string): Promise<Outcome> {
    return this.#send({ type: "addComment", card_id: this.cardId, temp_id: newId(), body });
  }

  rewriteComment(comment_id: string, body: string, base_version: number): Promise<Outcome> {
    const edit = { comment_id, body, base_version };
    return this.#send({ type: "updateComment", card_id: this.cardId, ...edit });
  }

  removeComment(comment_id: string): void {
    void this.#send({ type: "removeComment", card_id: this.cardId, comment_id });
  }
}
