import type { PendingOperation } from "../../model";

/** The cards of which a change of ours is on its way. */
export function pendingCards(pending: readonly PendingOperation[]): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const { operation } of pending) {
    if ("card_id" in operation) ids.add(operation.card_id);
    else if ("card_ids" in operation) for (const id of operation.card_ids) ids.add(id);
    else if (operation.type === "createCard") ids.add(operation.temp_id);
  }
  return ids;
}
