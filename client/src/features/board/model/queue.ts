/** Which operations may go out together, and which wait for others. Pure. */
import { cardsOf, idsIn, tempIdOf, type Operation } from "./operations";
import type { PendingOperation } from "./view";

/**
 * The operations that may be sent now.
 *
 * What touches the same card goes in order, one at a time; so does what goes to the same end of a
 * column. Whoever names something that is not made yet waits for it. Changes of columns and of the
 * board wait for everything before them, and everything behind waits for them.
 */
export function sendable(pending: readonly PendingOperation[]): readonly PendingOperation[] {
  const busy = new Set<string>();
  const unmade = new Set<string>();
  const ready: PendingOperation[] = [];
  let earlier = false;
  for (const entry of pending) {
    if (entry.state === "answered") continue;
    const { operation } = entry;
    const ids = idsIn(operation);
    const keys = keysOf(operation);
    const barrier = isStructural(operation);
    const waits =
      (barrier && earlier) ||
      keys.some((key) => busy.has(key)) ||
      [...ids].some((id) => unmade.has(id) && id !== tempIdOf(operation));
    if (entry.state === "queued" && !waits) ready.push(entry);
    if (barrier) break;
    keys.forEach((key) => busy.add(key));
    const made = tempIdOf(operation);
    if (made !== undefined) unmade.add(made);
    earlier = true;
  }
  return ready;
}

/** Whether an operation changes what the board is made of. */
function isStructural({ type }: Operation): boolean {
  return type.endsWith("Column") || type === "updateBoard";
}

function keysOf(operation: Operation): readonly string[] {
  const keys = cardsOf(operation).map((id) => `card:${id}`);
  if (operation.type === "moveCards" || operation.type === "createCard") {
    const placement = operation.placement ?? "end";
    if (typeof placement === "string") keys.push(`${placement}:${operation.column_id}`);
    else keys.push(`card:${"before" in placement ? placement.before : placement.after}`);
  }
  if (operation.type === "startCard" || operation.type === "finishCard") {
    if (operation.column_id !== undefined) keys.push(`end:${operation.column_id}`);
  }
  if (operation.type.endsWith("Label")) keys.push("labels");
  return keys;
}
