/** At which version this tab itself last wrote a field of a card, or a comment. */
import type { UpdateComment } from "./detailOperations";
import type { Operation, UpdateCard } from "./operations";

/** An edit that says which version it was made on. */
export type Edit = UpdateCard | UpdateComment;

export function isEdit(operation: Operation): operation is Edit {
  return operation.type === "updateCard" || operation.type === "updateComment";
}

/** What an edit is of. */
export function editedBy(operation: Edit): string {
  return operation.type === "updateCard" ? operation.card_id : operation.comment_id;
}

export class OwnWrites {
  readonly #versions = new Map<string, number>();

  /** An operation was done, and left its card, or its comment, at this version. */
  note(operation: Operation, id: string | undefined, version: number | undefined): void {
    if (id === undefined || version === undefined) return;
    for (const field of fieldsOf(operation)) this.#versions.set(`${id} ${field}`, version);
  }

  /** Whether a change of this field at this version was our own. */
  has(id: string, field: string, version: number): boolean {
    return (this.#versions.get(`${id} ${field}`) ?? 0) >= version;
  }

  /**
   * The operation on top of what we wrote ourselves since the person began: who types twice must
   * not clash with themselves, and must still clash with others.
   */
  rebased(operation: Edit): Edit {
    const id = editedBy(operation);
    const own = fieldsOf(operation).map((field) => this.#versions.get(`${id} ${field}`) ?? 1);
    const base = Math.max(operation.base_version, Math.min(...own));
    return base === operation.base_version ? operation : { ...operation, base_version: base };
  }

  clear(): void {
    this.#versions.clear();
  }
}

function fieldsOf(operation: Operation): readonly string[] {
  if (operation.type === "updateCard") return Object.keys(operation.fields);
  if (operation.type === "updateComment" || operation.type === "addComment") return ["body"];
  return operation.type === "createCard" ? ["title", ...Object.keys(operation.fields ?? {})] : [];
}
