/** At which version this tab itself last wrote a field of a card. */
import type { Operation, UpdateCard } from "./operations";

export class OwnWrites {
  readonly #versions = new Map<string, number>();

  /** An operation was done, and left its card at this version. */
  note(operation: Operation, cardId: string | undefined, version: number | undefined): void {
    if (cardId === undefined || version === undefined) return;
    for (const field of fieldsOf(operation)) this.#versions.set(`${cardId} ${field}`, version);
  }

  /** Whether a change of this field at this version was our own. */
  has(cardId: string, field: string, version: number): boolean {
    return (this.#versions.get(`${cardId} ${field}`) ?? 0) >= version;
  }

  /**
   * The operation on top of what we wrote ourselves since the person began: who types twice must
   * not clash with themselves, and must still clash with others.
   */
  rebased(operation: UpdateCard): UpdateCard {
    const own = fieldsOf(operation).map(
      (field) => this.#versions.get(`${operation.card_id} ${field}`) ?? 1,
    );
    const base = Math.max(operation.base_version, Math.min(...own));
    return base === operation.base_version ? operation : { ...operation, base_version: base };
  }

  clear(): void {
    this.#versions.clear();
  }
}

function fieldsOf(operation: Operation): readonly string[] {
  if (operation.type === "updateCard") return Object.keys(operation.fields);
  return operation.type === "createCard" ? ["title", ...Object.keys(operation.fields ?? {})] : [];
}
