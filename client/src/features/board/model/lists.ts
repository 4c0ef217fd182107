/** What an operation does to the checklist and the links of its card. Pure. */
import type { ItemOperation, LinkOperation } from "./detailOperations";
import type { Operation, Placement } from "./operations";
import type { CardLink, ChecklistItem } from "./types";

export function isItemOperation(operation: Operation): operation is ItemOperation {
  return operation.type.endsWith("Item");
}

export function isLinkOperation(operation: Operation): operation is LinkOperation {
  return operation.type.endsWith("Link");
}

/** The checklist as it will be. */
export function itemsAfter(
  items: readonly ChecklistItem[],
  operation: ItemOperation,
): readonly ChecklistItem[] {
  switch (operation.type) {
    case "addItem": {
      const { temp_id: id, text, placement = "end" } = operation;
      if (items.some((item) => item.id === id)) return items; // read anew meanwhile
      return placed(items, { id, text, done: false }, placement);
    }
    case "updateItem":
      return items.map((item) =>
        item.id === operation.item_id ? { ...item, ...operation.fields } : item,
      );
    case "moveItem": {
      const moving = items.find(({ id }) => id === operation.item_id);
      return moving ? placed(withoutId(items, moving.id), moving, operation.placement) : items;
    }
    case "removeItem":
      return withoutId(items, operation.item_id);
  }
}

/** The links as they will be. */
export function linksAfter(
  links: readonly CardLink[],
  operation: LinkOperation,
): readonly CardLink[] {
  switch (operation.type) {
    case "addLink": {
      const { temp_id: id, url, title } = operation;
      return links.some((link) => link.id === id) ? links : [...links, { id, url, title }];
    }
    case "updateLink":
      return links.map((link) =>
        link.id === operation.link_id ? { ...link, ...operation.fields } : link,
      );
    case "removeLink":
      return withoutId(links, operation.link_id);
  }
}

function withoutId<T extends { readonly id: string }>(all: readonly T[], id: string): readonly T[] {
  return all.filter((one) => one.id !== id);
}

function placed<T extends { readonly id: string }>(
  others: readonly T[],
  one: T,
  placement: Placement,
): readonly T[] {
  if (placement === "start") return [one, ...others];
  if (placement === "end") return [...others, one];
  const anchor = "before" in placement ? placement.before : placement.after;
  const at = others.findIndex(({ id }) => id === anchor);
  if (at < 0) return [...others, one];
  return others.toSpliced("before" in placement ? at : at + 1, 0, one);
}
