/** The operations that are shown but not confirmed, kept through a reload of this tab. */
import { correlationOf, steps, tempIdOf, withId, type Operation } from "./operations";
import type { Outcome, PendingOperation } from "./view";

interface Entry extends PendingOperation {
  /** From the answer's `X-Board-Seq`: confirmed once the copy has come this far. */
  readonly answeredSeq?: number;
}

interface Kept {
  readonly user: string;
  readonly entries: readonly Pick<Entry, "operation" | "dispatched" | "attempts" | "at">[];
}

interface Waiting {
  left: number;
  id: string | undefined;
  readonly resolve: (outcome: Outcome) => void;
}

/** More operations, or more characters, than this are not kept. */
const MOST_KEPT = 300;
const MOST_CHARACTERS = 1_000_000;
const MOST_REMEMBERED = 5_000;

export class Outbox {
  readonly #storage: Storage | undefined;
  readonly #name: string;
  #entries: readonly Entry[] = [];
  #user: string | undefined;
  #saving = false;
  readonly #waiting = new Map<string, Waiting>();
  #created: ReadonlyMap<string, string> = new Map();
  /** What requests of this tab are known by, the last ones. */
  readonly #correlations = new Set<string>();

  /**
   * @param storage sessionStorage: it survives a reload, and is not shared with other tabs, which
   *   would send everything a second time.
   */
  constructor(boardId: string, storage: Storage | undefined) {
    this.#storage = storage;
    this.#name = `trivet.outbox.${boardId}`;
  }

  get entries(): readonly PendingOperation[] {
    return this.#entries;
  }

  /** Temporary id → the id that the server gave. */
  get created(): ReadonlyMap<string, string> {
    return this.#created;
  }

  /** Whose operations these are; undefined until that is known. */
  get user(): string | undefined {
    return this.#user;
  }

  /** Whether a request of this tab brought an event about. */
  owns(correlation: string | null): boolean {
    return correlation !== null && this.#correlations.has(correlation);
  }

  get(id: string): PendingOperation | undefined {
    return this.#entries.find((entry) => entry.operation.id === id);
  }

  /** The operation whose request is known by this. */
  withCorrelation(correlation: string | null): PendingOperation | undefined {
    return this.#entries.find((entry) => correlationOf(entry.operation) === correlation);
  }

  /** Take an operation on, step by step. The promise ends when all steps are done or one failed. */
  add(operation: Operation): Promise<Outcome> {
    const known = [...this.#created].reduce(
      (op, [temp, real]) => withId(op, temp, real),
      operation,
    );
    const all = steps(known);
    const at = Date.now();
    const entry = { dispatched: operation.id, state: "queued", attempts: 0, at } as const;
    this.#set([...this.#entries, ...all.map((step) => ({ ...entry, operation: step }))]);
    return new Promise((resolve) => {
      if (all.length === 0) return resolve({ ok: true });
      this.#waiting.set(operation.id, { left: all.length, id: undefined, resolve });
    });
  }

  /** Change an entry in place. */
  update(id: string, change: Partial<Entry>): void {
    this.#set(
      this.#entries.map((entry) => (entry.operation.id === id ? { ...entry, ...change } : entry)),
    );
  }

  /** The server has done it. `seq` is null if it changed nothing, so that no event will come. */
  answered(id: string, seq: number | null, madeId: string | undefined, confirmed: number): void {
    const entry = this.get(id);
    if (!entry) return;
    this.#made(entry.operation, madeId);
    if (seq === null || seq <= confirmed) this.#set(this.#without(id));
    else this.update(id, { state: "answered", answeredSeq: seq });
    this.#done(entry.dispatched, { ok: true }, madeId);
  }

  /** The events up to here were applied; `correlations` are those that brought them. */
  confirm(seq: number, correlations: ReadonlyMap<string, string | null>): void {
    for (const entry of this.#entries) {
      const made = correlations.get(correlationOf(entry.operation));
      if (made === undefined) continue;
      this.#made(entry.operation, made ?? undefined);
      if (entry.state !== "answered") this.#done(entry.dispatched, { ok: true }, made ?? undefined);
    }
    const left = this.#entries.filter(
      (entry) =>
        !correlations.has(correlationOf(entry.operation)) && (entry.answeredSeq ?? Infinity) > seq,
    );
    if (left.length < this.#entries.length) this.#set(left);
  }

  /** Take an operation back, and whatever needs what it would have made. */
  remove(id: string, outcome: Outcome): void {
    const entry = this.get(id);
    if (!entry) return;
    this.#set(this.#without(id));
    this.#done(entry.dispatched, outcome);
    const temp = tempIdOf(entry.operation);
    if (temp === undefined) return;
    for (const { operation } of this.#entries) {
      if (JSON.stringify(operation).includes(temp)) {
        this.remove(operation.id, { ok: false, reason: "dropped" });
      }
    }
  }

  /** Tell those who wait, but keep the operation. */
  settle(id: string, outcome: Outcome): void {
    const entry = this.get(id);
    if (entry) this.#done(entry.dispatched, outcome);
  }

  /** Drop everything, such as when the board is gone. */
  clear(): void {
    for (const { operation } of this.#entries) {
      this.remove(operation.id, { ok: false, reason: "dropped" });
    }
  }

  /**
   * Whose operations these are. What was kept before a reload comes back, unless it is somebody
   * else's.
   */
  open(user: string): void {
    const kept = this.#user === undefined ? this.#kept() : undefined;
    if (this.#user !== undefined && this.#user !== user) this.clear();
    this.#user = user;
    if (kept?.user !== user) return this.#save();
    const known = new Set(this.#entries.map((entry) => entry.operation.id));
    const back = kept.entries.filter((entry) => !known.has(entry.operation.id));
    this.#set([...back.map((entry) => ({ ...entry, state: "queued" as const })), ...this.#entries]);
  }

  #made(operation: Operation, realId: string | undefined): void {
    const temp = tempIdOf(operation);
    if (temp === undefined || realId === undefined || temp === realId) return;
    this.#created = new Map(this.#created).set(temp, realId);
    // What made it too: until its event comes, it is shown under the id that others use.
    this.#entries = this.#entries.map((entry) => ({
      ...entry,
      operation: withId(entry.operation, temp, realId),
    }));
  }

  #done(dispatched: string, outcome: Outcome, madeId?: string): void {
    const waiting = this.#waiting.get(dispatched);
    if (!waiting) return;
    waiting.left -= 1;
    waiting.id ??= madeId;
    if (outcome.ok && waiting.left > 0) return;
    this.#waiting.delete(dispatched);
    waiting.resolve(
      outcome.ok && waiting.id !== undefined ? { ok: true, id: waiting.id } : outcome,
    );
  }

  #without(id: string): readonly Entry[] {
    return this.#entries.filter((entry) => entry.operation.id !== id);
  }

  #set(entries: readonly Entry[]): void {
    if (entries.length > this.#entries.length) this.#remember(entries);
    this.#entries = entries;
    if (this.#saving) return;
    this.#saving = true;
    queueMicrotask(() => {
      this.#saving = false;
      this.#save();
    });
  }

  #remember(entries: readonly Entry[]): void {
    for (const { operation } of entries) this.#correlations.add(correlationOf(operation));
    for (const oldest of this.#correlations) {
      if (this.#correlations.size <= MOST_REMEMBERED) break;
      this.#correlations.delete(oldest);
    }
  }

  #kept(): Kept | undefined {
    const text = this.#storage?.getItem(this.#name) ?? null;
    if (text === null) return undefined;
    try {
      const kept = JSON.parse(text) as Partial<Kept> | null;
      return Array.isArray(kept?.entries) ? (kept as Kept) : undefined;
    } catch {
      return undefined; // written by another version of us
    }
  }

  #save(): void {
    if (this.#user === undefined || !this.#storage) return;
    const open = this.#entries.filter((entry) => entry.state !== "answered").slice(0, MOST_KEPT);
    if (open.length === 0) return this.#storage.removeItem(this.#name);
    const entries = open.map(({ operation, dispatched, attempts, at, state }) => {
      // What is on its way now may be done by the time that we are back.
      return { operation, dispatched, at, attempts: attempts + (state === "sending" ? 1 : 0) };
    });
    const text = JSON.stringify({ user: this.#user, entries } satisfies Kept);
    if (text.length > MOST_CHARACTERS) return this.#storage.removeItem(this.#name);
    try {
      this.#storage.setItem(this.#name, text);
    } catch {
      this.#storage.removeItem(this.#name); // no room: better nothing than something outdated
    }
  }
}
