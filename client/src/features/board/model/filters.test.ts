import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { fromSnapshot } from "./apply";
import { hasFilters, NO_FILTERS, parseFilters, serialiseFilters, visibleCards } from "./filters";
import type { Filters } from "./filters";
import { aBoard, cardId } from "./testing/fakeServer";
import type { Card } from "./types";

const TODAY = "2026-11-20";
const CHANGES: readonly Partial<Card>[] = [
  { title: "Öffne das Tor", assignee_ids: ["ada"], due_date: "2026-11-19" },
  { title: "Close the gate", assignee_ids: ["grace", "ada"], label_ids: ["bug"], priority: "high" },
  { title: "Paint the gate", due_date: "2026-11-20" },
  { title: "Sell the house", due_date: "2026-11-26", priority: "low" },
  { title: "Move out", due_date: "2026-11-27" },
];

const snapshot = aBoard(5);
const state = fromSnapshot({
  ...snapshot,
  cards: snapshot.cards.map((card, index) => ({ ...card, ...CHANGES[index] })),
});

function found(filters: Partial<Filters>): number[] {
  const ids = [...visibleCards(state, { ...NO_FILTERS, ...filters }, TODAY).values()].flat();
  return [0, 1, 2, 3, 4].filter((index) => ids.includes(cardId(index)));
}

describe("filters", () => {
  it.each<[Partial<Filters>, number[]]>([
    [{}, [0, 1, 2, 3, 4]],
    [{ q: "  " }, [0, 1, 2, 3, 4]],
    [{ q: "GATE the" }, [1, 2]],
    [{ q: "offne" }, [0]],
    [{ q: "eng-5" }, [4]],
    [{ assignee: ["ada"] }, [0, 1]],
    [{ assignee: ["none", "grace"] }, [1, 2, 3, 4]],
    [{ label: ["bug", "idea"] }, [1]],
    [{ priority: ["none"] }, [0, 2, 4]],
    [{ priority: ["low", "high"] }, [1, 3]],
    [{ due: "overdue" }, [0]],
    [{ due: "today" }, [2]],
    [{ due: "week" }, [2, 3]],
    [{ due: "none" }, [1]],
    [{ column: [snapshot.columns[1]?.id ?? ""] }, []],
    [{ q: "gate", assignee: ["ada"] }, [1]],
  ])("%o find cards %o", (filters, expected) => {
    expect(found(filters)).toEqual(expected);
  });

  it("that filter nothing give the state's own order", () => {
    expect(visibleCards(state, NO_FILTERS)).toBe(state.order);
    expect(hasFilters(NO_FILTERS)).toBe(false);
  });

  it("keep every column, so that an empty one can be told from one that is not there", () => {
    expect([...visibleCards(state, { ...NO_FILTERS, q: "nothing" }).keys()]).toEqual([
      ...state.order.keys(),
    ]);
  });

  it("come back from the address as they went", () => {
    const ids = fc.uniqueArray(fc.string({ minLength: 1 }));
    const filters: fc.Arbitrary<Filters> = fc.record({
      q: fc.string().filter((q) => q.trim() !== "" || q === ""),
      assignee: ids,
      label: ids,
      priority: fc.uniqueArray(fc.constantFrom("none", "low", "urgent")),
      column: ids,
      due: fc.constantFrom("overdue", "today", "week", "none", null),
    });
    fc.assert(
      fc.property(filters, (one) => {
        expect(parseFilters(serialiseFilters(one))).toEqual(one);
      }),
    );
  });

  it("take nothing that makes no sense", () => {
    const search = { q: {}, assignee: 7, label: "bug", priority: ["odd", "low"], due: "some day" };
    expect(parseFilters(search)).toEqual({ ...NO_FILTERS, label: ["bug"], priority: ["low"] });
  });
});
