import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

import { applyEvent, fromSnapshot } from "./apply";
import type { BoardEvent, BoardState, Snapshot } from "./types";

/**
 * What the server itself answered while it was changed at random; written by
 * `tests/client/test_reducer.py`, which runs this file with its path in TRIVET_REPLAY.
 */
interface Case {
  readonly snapshot_before: Snapshot;
  readonly events: readonly BoardEvent[];
  readonly snapshot_after: Snapshot;
}

const path = process.env.TRIVET_REPLAY;

/** The state as a snapshot, in its order. */
function snapshotOf(state: BoardState): Snapshot {
  const columns = [...state.columns.values()];
  return {
    ...state.head,
    seq: state.seq,
    epoch: state.epoch,
    columns,
    labels: [...state.labels.values()],
    cards: columns.flatMap(({ id }) =>
      (state.order.get(id) ?? []).map((cardId) => {
        const card = state.cards.get(cardId);
        if (!card) throw new Error(`${cardId} stands in a column and is no card`);
        return card;
      }),
    ),
  };
}

describe("replay", () => {
  if (path === undefined) {
    it.skip("needs a recording in TRIVET_REPLAY, which tests/client/test_reducer.py makes");
    return;
  }

  const cases = JSON.parse(readFileSync(path, "utf8")) as readonly Case[];

  it("has something to replay", () => {
    expect(cases.length).toBeGreaterThan(0);
    expect(cases.some(({ events }) => events.length > 0)).toBe(true);
  });

  it.each(cases.map((one, index) => [index, one] as const))(
    "snapshot and events of case %i make the fresh snapshot",
    (_, { snapshot_before, events, snapshot_after }) => {
      const before = fromSnapshot(snapshot_before);
      expect(snapshotOf(before)).toEqual(snapshot_before);
      const after = events.reduce(applyEvent, before);
      expect(snapshotOf(after)).toEqual(snapshot_after);
      expect(after.cards.size).toBe(snapshot_after.cards.length);
      expect(snapshotOf(before)).toEqual(snapshot_before);
    },
  );
});
