/** Sees to what the server refused. */
import type { Operation } from "./operations";
import type { Outbox } from "./outbox";
import { type Edit, editedBy, isEdit, type OwnWrites } from "./ownWrites";
import { clashesOf, conflictsOf, isDoneAlready, noticeOf, withoutClashes } from "./problems";
import type { ViewModel } from "./viewModel";

export class Refusals {
  readonly #outbox: Outbox;
  readonly #own: OwnWrites;
  readonly #view: ViewModel;
  readonly #catchUp: () => void;

  /** @param catchUp fetches what we do not know of yet. */
  constructor(outbox: Outbox, own: OwnWrites, view: ViewModel, catchUp: () => void) {
    this.#outbox = outbox;
    this.#own = own;
    this.#view = view;
    this.#catchUp = catchUp;
  }

  /** Take an operation back and say why; or do what makes that unnecessary. */
  take(operation: Operation, error: Error): void {
    if (isDoneAlready(operation, error)) {
      this.#outbox.answered(operation.id, null, undefined, 0);
      return this.#catchUp();
    }
    if (isEdit(operation) && this.#clashed(operation, error)) return;
    const notice = noticeOf(operation, error);
    this.#view.addNotice(notice);
    this.#outbox.remove(operation.id, { ok: false, reason: "refused", notice });
    if (notice.code === "board_not_found") this.#catchUp();
  }

  /** See to an edit of a field that changed meanwhile. False if that is not why it was refused. */
  #clashed(operation: Edit, error: Error): boolean {
    const clashes = clashesOf(error);
    if (!clashes) return false;
    const { id } = operation;
    const edited = editedBy(operation);
    const others = clashes.all.filter((one) => !this.#own.has(edited, one.field, one.version));
    if (others.length === 0) {
      const base = { ...operation, base_version: clashes.version };
      this.#outbox.update(id, { operation: base });
      return true;
    }
    const theirs = { ...clashes, all: others };
    this.#view.addConflicts(conflictsOf(operation, theirs));
    const outcome = { ok: false, reason: "conflict" } as const;
    const left = withoutClashes(operation, theirs);
    if (left) {
      this.#outbox.settle(id, outcome);
      this.#outbox.update(id, { operation: left });
    } else {
      this.#outbox.remove(id, outcome);
    }
    return true;
  }
}
