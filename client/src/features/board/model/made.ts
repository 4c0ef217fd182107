/** Which id the server gave to what an operation made. Pure. */
import type { Loaded } from "./details";
import type { Operation } from "./operations";
import type { BoardEvent, Card } from "./types";

/** The id of what an event says was made. */
export function eventMade(event: BoardEvent): string | null {
  if (event.type === "card.created") return event.card_id;
  if (event.type === "card.updated") return addedTo(event.payload);
  const { column, label, comment } = event.payload;
  const made = (column ?? label ?? comment) as { id?: string } | undefined;
  return event.type.endsWith(".created") ? (made?.id ?? null) : null;
}

type Lists = Readonly<Partial<Record<string, readonly { readonly id: string }[] | null>>>;

/** The id of an item of the checklist, or of a link, that was not there before. */
function addedTo({ fields, was }: BoardEvent["payload"]): string | null {
  for (const name of ["checklist", "links"]) {
    const before = new Set((was as Lists | undefined)?.[name]?.map(({ id }) => id));
    const added = (fields as Lists | undefined)?.[name]?.find(({ id }) => !before.has(id));
    if (added) return added.id;
  }
  return null;
}

/**
 * The id of what the answer to an operation says was made; undefined if it cannot be told.
 *
 * @param loaded the details as they were confirmed before: what is among them is not new.
 */
export function answerMade(
  operation: Operation,
  data: Readonly<Record<string, unknown>> | null,
  loaded: Loaded,
): string | undefined {
  if (operation.type === "addItem" || operation.type === "addLink") {
    const before = loaded.get(operation.card_id)?.details;
    const { checklist = [], links = [] } = (data ?? {}) as Partial<Card>;
    return operation.type === "addItem"
      ? newest(checklist, before?.checklist, (item) => item.text === operation.text)
      : newest(links, before?.links, (link) => link.url === operation.url);
  }
  return typeof data?.id === "string" ? data.id : undefined;
}

function newest<T extends { readonly id: string }>(
  now: readonly T[],
  before: readonly T[] | undefined,
  fits: (one: T) => boolean,
): string | undefined {
  const known = new Set(before?.map(({ id }) => id));
  return before && now.findLast((one) => fits(one) && !known.has(one.id))?.id;
}
