/** The confirmed copy of a board, and what there is to know of how it came to be so. */
import { applyEvent, fromSnapshot } from "./apply";
import type { CardField } from "./operations";
import { cardTexts, textsAfter, type Loaded } from "./texts";
import type { BoardEvent, BoardState, Card, Snapshot } from "./types";
import type { FieldChange, RecentChange } from "./view";

/** How long a change by somebody else glows. */
export const RECENT_MS = 4_000;
const MOST_RECENT = 200;
const MOST_LOADED = 50;
const FIELDS: readonly CardField[] = ["title", "priority", "estimate", "start_date", "due_date"];

export class Replica {
  #state: BoardState | undefined;
  #recent: ReadonlyMap<string, RecentChange> = new Map();
  #loaded: Loaded = new Map();
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

  /**
   * Begin anew.
   *
   * @returns the cards whose long texts may have changed unseen.
   */
  load(snapshot: Snapshot): readonly string[] {
    const before = this.#state;
    this.#state = fromSnapshot(snapshot);
    if (before) this.#compare(before, this.#state);
    const { cards } = this.#state;
    this.#loaded = new Map([...this.#loaded].filter(([id]) => cards.has(id)));
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
      this.#loaded = textsAfter(this.#loaded, event);
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

  /** Keep the long texts of a card that was read whole. */
  keepTexts(card: Card): void {
    const there = this.#loaded.get(card.id);
    if (there && there.version > card.version) return;
    const loaded = new Map(this.#loaded);
    loaded.delete(card.id);
    const oldest = loaded.size >= MOST_LOADED ? loaded.keys().next().value : undefined;
    if (oldest !== undefined) loaded.delete(oldest);
    this.#loaded = loaded.set(card.id, { texts: cardTexts(card), version: card.version });
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

/** The id of what an event says was made. */
export function madeBy(event: BoardEvent): string | null {
  if (event.type === "card.created") return event.card_id;
  const made = (event.payload.column ?? event.payload.label) as { id?: string } | undefined;
  return event.type.endsWith(".created") ? (made?.id ?? null) : null;
}
