/** The details of cards that somebody has open, kept current by events. Pure. */
import { isItemOperation, isLinkOperation, itemsAfter, linksAfter } from "./lists";
import type { Operation } from "./operations";
import type { BoardEvent, Card, Details } from "./types";

/** Confirmed details, and the card's version that they are of. */
export interface LoadedDetails {
  readonly details: Details;
  readonly version: number;
}

export type Loaded = ReadonlyMap<string, LoadedDetails>;

const EMPTY: Details = { description: "", acceptance_criteria: "", checklist: [], links: [] };
const NAMES = Object.keys(EMPTY) as (keyof Details)[];

/** The details of a whole card. */
export function detailsOf(card: Card): Details {
  return withDetails(EMPTY, card);
}

/** The loaded details after an event; the same map if it changes none. */
export function detailsAfter(loaded: Loaded, event: BoardEvent): Loaded {
  const there = event.card_id === null ? undefined : loaded.get(event.card_id);
  if (!there || event.card_id === null) return loaded;
  const after = new Map(loaded);
  if (event.type === "card.deleted" || event.type === "card.left") {
    after.delete(event.card_id);
    return after;
  }
  const { version, fields, card } = event.payload as {
    readonly version?: number;
    readonly fields?: object;
    readonly card?: Card;
  };
  if (version === undefined || version <= there.version) return loaded;
  if (card) return after.set(event.card_id, { details: detailsOf(card), version });
  if (event.type !== "card.updated") return loaded;
  return after.set(event.card_id, { details: withDetails(there.details, fields ?? {}), version });
}

/** What is shown: the confirmed details with pending edits on top. */
export function detailsShown(
  loaded: Loaded,
  pending: Iterable<Operation>,
): ReadonlyMap<string, Details> {
  const shown = new Map([...loaded].map(([id, { details }]) => [id, details]));
  for (const operation of pending) {
    const there = "card_id" in operation ? shown.get(operation.card_id) : undefined;
    if (!there || !("card_id" in operation)) continue;
    shown.set(operation.card_id, changed(there, operation));
  }
  return shown;
}

function changed(there: Details, operation: Operation): Details {
  if (operation.type === "updateCard") return withDetails(there, operation.fields);
  if (isItemOperation(operation)) {
    return { ...there, checklist: itemsAfter(there.checklist, operation) };
  }
  if (isLinkOperation(operation)) {
    return { ...there, links: linksAfter(there.links, operation) };
  }
  return there;
}

/** Of these members those that are details; what is null or left out of a card is empty. */
function withDetails(details: Details, members: object): Details {
  const given = members as Readonly<Record<string, unknown>>;
  const changes = NAMES.filter((name) => name in given);
  if (changes.length === 0) return details;
  return {
    ...details,
    ...Object.fromEntries(changes.map((name) => [name, given[name] ?? EMPTY[name]])),
  };
}
