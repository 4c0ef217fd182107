/** The long texts of cards that somebody has open, kept current by events. Pure. */
import { LONG_TEXTS } from "./applyToCard";
import type { Operation } from "./operations";
import type { BoardEvent, Card, CardTexts } from "./types";

/** Confirmed texts, and the card's version that they are of. */
export interface LoadedTexts {
  readonly texts: CardTexts;
  readonly version: number;
}

export type Loaded = ReadonlyMap<string, LoadedTexts>;

/** The long texts of a whole card. */
export function cardTexts(card: Card): CardTexts {
  return {
    description: card.description ?? "",
    acceptance_criteria: card.acceptance_criteria ?? "",
  };
}

/** The loaded texts after an event; the same map if it changes none. */
export function textsAfter(loaded: Loaded, event: BoardEvent): Loaded {
  const there = event.card_id === null ? undefined : loaded.get(event.card_id);
  if (!there || event.card_id === null) return loaded;
  const after = new Map(loaded);
  if (event.type === "card.deleted") {
    after.delete(event.card_id);
    return after;
  }
  const version = event.payload.version as number | undefined;
  const fields = event.payload.fields as Readonly<Record<string, unknown>> | undefined;
  if (event.type !== "card.updated" || version === undefined || version <= there.version) {
    return loaded;
  }
  return after.set(event.card_id, { texts: withTexts(there.texts, fields ?? {}), version });
}

/** What is shown: the confirmed texts with pending edits on top. */
export function textsShown(
  loaded: Loaded,
  pending: Iterable<Operation>,
): ReadonlyMap<string, CardTexts> {
  const shown = new Map([...loaded].map(([id, { texts }]) => [id, texts]));
  for (const operation of pending) {
    if (operation.type !== "updateCard") continue;
    const there = shown.get(operation.card_id);
    if (there) shown.set(operation.card_id, withTexts(there, { ...operation.fields }));
  }
  return shown;
}

function withTexts(texts: CardTexts, fields: Readonly<Record<string, unknown>>): CardTexts {
  const changed = LONG_TEXTS.filter((name) => name in fields);
  if (changed.length === 0) return texts;
  return {
    ...texts,
    ...Object.fromEntries(changed.map((name) => [name, (fields[name] as string | null) ?? ""])),
  };
}
