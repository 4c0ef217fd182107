import { type BoardState, type Filters, visibleCards } from "../model";

type Shown = ReadonlyMap<string, readonly string[]>;

function same(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((id, index) => id === right[index]);
}

/** The cards that are shown; lists that say the same stay the same, so that columns rest. */
export class ShownCards {
  #before: Shown = new Map();

  next(state: BoardState, filters: Filters, today: string): Shown {
    const found = visibleCards(state, filters, today);
    if (found === state.order) return (this.#before = found);
    const kept = new Map<string, readonly string[]>();
    let changed = found.size !== this.#before.size;
    for (const [id, ids] of found) {
      const old = this.#before.get(id);
      const stays = old !== undefined && same(old, ids);
      changed ||= !stays;
      kept.set(id, stays ? old : ids);
    }
    if (changed) this.#before = kept;
    return this.#before;
  }
}

/** How many cards there are in all columns together. */
export function countOf(order: Shown): number {
  let count = 0;
  for (const ids of order.values()) count += ids.length;
  return count;
}
