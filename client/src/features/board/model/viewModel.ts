/** What components see, made when they look and something has changed. */
import { type ShownThread, type Threads, threadsShown } from "./comments";
import { detailsShown, type Loaded } from "./details";
import { withProgress } from "./detailsOnBoard";
import type { Operation } from "./operations";
import { applyOperation } from "./optimistic";
import type { Outbox } from "./outbox";
import type { Replica } from "./replica";
import type { BoardState, Details } from "./types";
import type {
  BoardView,
  Conflict,
  Connection,
  Notice,
  PendingOperation,
  Presence,
  Status,
} from "./view";

/** What is not made from the copy and the outbox. */
interface Said {
  readonly status: Status;
  readonly error: Error | undefined;
  readonly connection: Connection;
  readonly presence: readonly Presence[];
  readonly conflicts: readonly Conflict[];
  readonly notices: readonly Notice[];
}

const MOST_NOTICES = 20;

export class ViewModel {
  readonly #replica: Replica;
  readonly #outbox: Outbox;
  #said: Said = {
    status: "loading",
    error: undefined,
    connection: { mode: "connecting", since: Date.now(), asOf: 0 },
    presence: [],
    conflicts: [],
    notices: [],
  };
  #view: BoardView | undefined;
  /** What the view was made from. */
  #made: readonly unknown[] = [];
  #state = memo(shown);
  #details = memo((loaded: Loaded, pending: readonly PendingOperation[]) =>
    detailsShown(loaded, operationsOf(pending)),
  );
  #progress = memo(
    (
      state: BoardState | undefined,
      details: ReadonlyMap<string, Details>,
      pending: readonly PendingOperation[],
    ) => state && withProgress(state, details, operationsOf(pending)),
  );
  #threads = memo<
    [Threads, readonly PendingOperation[], string | undefined],
    ReadonlyMap<string, ShownThread>
  >(threadsShown);

  constructor(replica: Replica, outbox: Outbox) {
    this.#replica = replica;
    this.#outbox = outbox;
  }

  /** Whether something can be done to the board now. */
  get open(): boolean {
    return (
      this.#said.status === "ready" || (this.#said.status === "error" && !!this.#replica.state)
    );
  }

  get(): BoardView {
    const { state: confirmed, recent, loaded, threads } = this.#replica;
    const { entries: pending, created, user } = this.#outbox;
    const made = [this.#said, confirmed, recent, loaded, threads, pending, created, user];
    if (this.#view && made.every((part, index) => part === this.#made[index])) return this.#view;
    this.#made = made;
    const { error, ...said } = this.#said;
    const details = this.#details(loaded, pending);
    const state = this.#progress(this.#state(confirmed, pending), details, pending);
    this.#view = {
      ...said,
      ...(error ? { error } : {}),
      ...(confirmed && state ? { confirmed, state } : {}),
      pending,
      recent,
      details,
      comments: this.#threads(threads, pending, user),
      created,
    };
    return this.#view;
  }

  set(change: Partial<Said>): void {
    this.#said = { ...this.#said, ...change };
  }

  addNotice(notice: Notice): void {
    this.set({ notices: [...this.#said.notices, notice].slice(-MOST_NOTICES) });
  }

  dismiss(noticeId: string): void {
    this.set({ notices: this.#said.notices.filter((notice) => notice.id !== noticeId) });
  }

  /** Conflicts by field; a newer one takes the place of one that was not decided. */
  addConflicts(conflicts: readonly Conflict[]): void {
    const same = (a: Conflict, b: Conflict) =>
      a.card_id === b.card_id && a.comment_id === b.comment_id && a.field === b.field;
    const others = this.#said.conflicts.filter((old) => !conflicts.some((one) => same(one, old)));
    this.set({ conflicts: [...others, ...conflicts] });
  }

  takeConflict(id: string): Conflict | undefined {
    const taken = this.#said.conflicts.find((conflict) => conflict.id === id);
    if (taken) this.set({ conflicts: this.#said.conflicts.filter((one) => one !== taken) });
    return taken;
  }
}

/** Confirmed and pending together. */
function shown(
  confirmed: BoardState | undefined,
  pending: readonly PendingOperation[],
): BoardState | undefined {
  return pending.reduce(
    (state, { operation, at }) =>
      state && applyOperation(state, operation, new Date(at).toISOString()),
    confirmed,
  );
}

function operationsOf(pending: readonly PendingOperation[]): readonly Operation[] {
  return pending.map(({ operation }) => operation);
}

/** The function, which keeps its last result for the same arguments. */
function memo<A extends readonly unknown[], R>(make: (...args: A) => R): (...args: A) => R {
  let last: { readonly args: A; readonly result: R } | undefined;
  return (...args) => {
    if (!last?.args.every((arg, index) => arg === args[index])) {
      last = { args, result: make(...args) };
    }
    return last.result;
  };
}
