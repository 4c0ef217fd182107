/** The confirmed copy of a board, and what there is to know of how it came to be so. */
import { applyEvent, fromSnapshot } from "./apply";
import {
  type CommentsPage,
  forgotten,
  NEW_THREAD,
  reread,
  type Threads,
  threadsAfter,
  withPage,
} from "./comments";
import { detailsAfter, detailsOf, type Loaded } from "./details";
import type { CardField } from "./operations";
import type { BoardEvent, BoardState, Card, Snapshot } from "./types";
import type { FieldChange, RecentChange } from "./view";

/** How long a change by somebody else glows. */
export const RECENT_MS = 4_000;
const MOST_RECENT = 200;
const MOST_LOADED = 50;
const FIELDS: readonly CardField[] = [
  "title",
  "priority",
  "estimate",
  "start_date",
  "due_date",
  "parent_id",
];

export class Replica {
  #state: BoardState | undefined;
  #recent: ReadonlyMap<string, RecentChange> = new Map();
  #loaded: Loaded = new Map();
  #threads: Threads = new Map();
  /** By card and field: the last change by somebody else. */
  readonly #changes = new Map<string, FieldChange>();

  get state(): BoardState | undefined {
    return this.#state;
  }

  get recent(): ReadonlyMap<string, RecentChange> {
    return this.#recent;
  }

  get loaded(): Loaded {
    return this.#loaded;
  }

  get threads(): Threads {
    return this.#threads;
  }

  /**
   * Begin anew.
   *
   * @returns the cards whose details may have changed unseen.
   */
  load(snapshot: Snapshot): readonly string[] {
    const before = this.#state;
    this.#state = fromSnapshot(snapshot);
    if (before) this.#compare(before, this.#state);
    const { cards } = this.#state;
    this.#loaded = new Map([...this.#loaded].filter(([id]) => cards.has(id)));
    this.#threads = new Map(
      [...this.#threads].filter(([id]) => cards.has(id)).map(([id, one]) => [id, forgotten(one)]),
    );
    return [...this.#loaded]
      .filter(([id, { version }]) => cards.get(id)?.version !== version)
      .map(([id]) => id);
  }

  /** Take in events that follow; `isOwn` says which of them this tab brought about. */
  apply(events: readonly BoardEvent[], isOwn: (event: BoardEvent) => boolean): void {
    if (!this.#state) return;
    const recent = new Map(this.#recent);
    for (const event of events) {
      this.#state = applyEvent(this.#state, event);
      this.#loaded = detailsAfter(this.#loaded, event);
      this.#threads = threadsAfter(this.#threads, event);
      if (isOwn(event) || event.card_id === null) continue;
      recent.delete(event.card_id); // so that it goes to the end
      if (recent.size < MOST_RECENT) {
        recent.set(event.card_id, { actor_id: event.actor_id, at: Date.now() });
      }
      this.#note(event, event.card_id);
    }
    if (recent.size > 0) this.#recent = recent;
  }

  /** Let what has glowed long enough go. Returns the time until the next, in milliseconds. */
  prune(): number | undefined {
    const now = Date.now();
    const left = [...this.#recent].filter(([, { at }]) => now - at < RECENT_MS);
    if (left.length < this.#recent.size) this.#recent = new Map(left);
    const oldest = left[0]?.[1].at;
    return oldest === undefined ? undefined : oldest + RECENT_MS - now;
  }

  /** Keep the details of a card that was read whole. */
  keepDetails(card: Card): void {
    const there = this.#loaded.get(card.id);
    if (there && there.version > card.version) return;
    const made = { details: detailsOf(card), version: card.version };
    this.#loaded = withLatest(this.#loaded, card.id, made);
  }

  /** Listen to what is said of a card from now on; a thread that is there begins anew. */
  beginThread(cardId: string): void {
    this.#threads = withLatest(this.#threads, cardId, NEW_THREAD);
  }

  /**
   * Keep a page of a card's comments.
   *
   * @param after where it was read from; it is of no use if the thread has come elsewhere since.
   */
  keepComments(cardId: string, after: string | undefined, page: CommentsPage): void {
    const thread = this.#threads.get(cardId);
    if (!thread || thread.next !== after) return;
    this.#threads = new Map(this.#threads).set(cardId, withPage(thread, page));
  }

  /** Keep the first page of a card's comments that was read anew after a gap. */
  rereadComments(cardId: string, page: CommentsPage): void {
    const thread = this.#threads.get(cardId);
    if (thread) this.#threads = new Map(this.#threads).set(cardId, reread(thread, page));
  }

  /** The last change of a field by somebody else, if it came after this version. */
  changedSince(cardId: string, field: CardField, version: number): FieldChange | undefined {
    const change = this.#changes.get(`${cardId} ${field}`);
    return change && change.version > version ? change : undefined;
  }

  #note(event: BoardEvent, cardId: string): void {
    if (event.type !== "card.updated") return;
    const { version, fields } = event.payload as {
      readonly version: number;
      readonly fields: Readonly<Record<string, unknown>>;
    };
    for (const [field, value] of Object.entries(fields)) {
      const { actor_id, created_at: at } = event;
      this.#changes.set(`${cardId} ${field}`, { version, value, actor_id, at });
    }
  }

  /** What differs after a gap; by whom is not known. */
  #compare(before: BoardState, after: BoardState): void {
    for (const card of after.cards.values()) {
      const old = before.cards.get(card.id);
      if (!old || old.version === card.version) continue;
      for (const field of FIELDS) {
        if (old[field] === card[field]) continue;
        const change = { version: card.version, value: card[field] ?? null };
        this.#changes.set(`${card.id} ${field}`, { ...change, actor_id: null, at: null });
      }
    }
  }
}

/** The map with this entry as its latest; the oldest gives way where there are too many. */
function withLatest<V>(map: ReadonlyMap<string, V>, key: string, value: V): ReadonlyMap<string, V> {
  const after = new Map(map);
  after.delete(key);
  const oldest = after.size >= MOST_LOADED ? after.keys().next().value : undefined;
  if (oldest !== undefined) after.delete(oldest);
  return after.set(key, value);
}
