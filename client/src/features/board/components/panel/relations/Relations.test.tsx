import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it, test, vi } from "vitest";
import { ToastRegion } from "../../../../../lib";
import { fakeServer, problem } from "../../../../../test/fakeServer";
import type { BoardState, BoardStore, Card, NewOperation, Outcome } from "../../../model";
import { blockedOf } from "../../card/blocked";
import { boardOf, machinery, renderOnBoard } from "../../testing";
import { DetailEdits } from "../detailEdits";
import { groupsOf, keyIn } from "./related";
import { Relations } from "./Relations";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const PATH = "GET /cards/card-1/relations";
const NONE = { parent: null, children: [], blocked_by: [], blocks: [] };
const far = {
  ...{ id: "far", key: "OPS-7", title: "Order cables", board_id: "ops", board_name: "Operations" },
  ...{ column_name: "Doing", category: "started" as const, board_key: "OPS" },
  ...{ workspace_id: "workspace", priority: "none" as const, updated_at: "2026-11-20T10:00:00Z" },
};

function boardWith(has: Partial<Card>, others: Readonly<Record<string, Partial<Card>>> = {}) {
  const state = boardOf(3, 2);
  const cards = new Map(
    [...state.cards.values()].map((card) => {
      const more = card.id === "card-1" ? has : (others[card.id] ?? {});
      return [card.id, { ...card, ...more }] as const;
    }),
  );
  return { ...state, cards } as BoardState;
}

function show(state: BoardState, canEdit = true) {
  const parts = machinery(state);
  const details: NewOperation[] = [];
  const dispatch = (operation: NewOperation): Promise<Outcome> => {
    details.push(operation);
    return Promise.resolve({ ok: true });
  };
  const edits = new DetailEdits({ dispatch } as unknown as BoardStore, "card-1");
  const card = state.cards.get("card-1") as Card;
  const page = renderOnBoard(<Relations card={card} state={state} edits={edits} />, {
    ...parts,
    lookup: { ...parts.lookup, canEdit },
  });
  return { ...page, details };
}

async function pick(button: string, typed: string, option: RegExp) {
  fireEvent.click(screen.getByRole("button", { name: button }));
  const field = await screen.findByRole("combobox");
  fireEvent.change(field, { target: { value: typed } });
  fireEvent.click(screen.getByRole("option", { name: option }));
}

describe("the groups", () => {
  it("take what the board knows from it, and the rest from the server", () => {
    const state = boardWith(
      { blocked_by: ["card-2", "far"], parent_id: "card-4" },
      { "card-3": { parent_id: "card-1" }, "card-2": { title: "New title" } },
    );
    const told = { ...NONE, blocked_by: [{ ...far, id: "card-2", title: "Old title" }, far] };
    const groups = groupsOf(state.cards.get("card-1") as Card, state, told);
    expect(groups.blocked_by).toMatchObject([
      { key: "T-2", title: "New title", category: "unstarted" },
      { key: "OPS-7", board: { id: "ops", name: "Operations" } },
    ]);
    expect(groups.parent).toMatchObject([{ key: "T-4" }]);
    expect(groups.children).toMatchObject([{ key: "T-3" }]);
    expect(groups.blocks).toEqual([]);
  });

  it("leave out what the server left out, and wait until it has said so", () => {
    const state = boardWith({ blocks: ["in-the-bin"] });
    const card = state.cards.get("card-1") as Card;
    expect(groupsOf(card, state, undefined).blocks).toEqual([{ id: "in-the-bin" }]);
    expect(groupsOf(card, state, NONE).blocks).toEqual([]);
  });
});

test("keys are known when they are typed", () => {
  expect([" ops-7 ", "T-1", "T-0", "7", "T"].map(keyIn)).toEqual([
    "OPS-7",
    "T-1",
    undefined,
    undefined,
    undefined,
  ]);
});

describe("the sign on the face", () => {
  const columns = [...boardOf(1, 1).columns.values()];
  it.each<[string, Partial<Card>, Record<string, Partial<Card>>, unknown]>([
    ["nothing", {}, {}, undefined],
    ["an open card", { blocked_by: ["card-2", "far"] }, {}, { by: "here", count: 1 }],
    ["a card elsewhere", { blocked_by: ["far"] }, {}, { by: "elsewhere", count: 1 }],
    [
      "one that is done",
      { blocked_by: ["card-2"] },
      { "card-2": { column_id: "done" } },
      undefined,
    ],
    ["being done itself", { blocked_by: ["card-2"], column_id: "done" }, {}, undefined],
  ])("with %s", (_, has, others, expected) => {
    const state = boardWith(has, others);
    const done = { id: "done", name: "Done", category: "done" as const, rank: "a3" };
    const card = state.cards.get("card-1") as Card;
    expect(blockedOf(card, state.cards, [...columns, done])).toEqual(expected);
  });
});

test("a card of this board is found by its title", async () => {
  fakeServer({ [PATH]: { body: NONE } });
  const { details } = show(boardWith({}));
  await pick("Blocked by", "number 4", /Card number 4/);
  expect(details).toMatchObject([
    { type: "addDependency", card_id: "card-1", side: "blocked_by", other_id: "card-4" },
  ]);
});

test("a card of another board is named by its key", async () => {
  fakeServer({ [PATH]: { body: NONE } });
  const { details } = show(boardWith({}));
  await pick("Blocks", "ops-7", /Use OPS-7/);
  expect(details).toMatchObject([{ type: "addDependency", side: "blocks", other_id: "OPS-7" }]);
});

test.each([
  ["Parent", "card-1", "card-2"],
  ["Child", "card-2", "card-1"],
])(
  "%s: the one of which it is said gets it, on the version that was seen",
  async (name, ...ids) => {
    fakeServer({ [PATH]: { body: NONE } });
    const { sent } = show(boardWith({}));
    await pick(name, "T-2", /Card number 2/);
    const [card_id, parent_id] = ids;
    await waitFor(() =>
      expect(sent).toMatchObject([
        { type: "updateCard", base_version: 1, card_id, fields: { parent_id } },
      ]),
    );
  },
);

test("a parent of another board is looked up", async () => {
  fakeServer({ [PATH]: { body: NONE }, "GET /cards/OPS-7": { body: { id: "far", version: 3 } } });
  const { sent } = show(boardWith({}));
  await pick("Parent", "ops-7", /Use OPS-7/);
  await waitFor(() => expect(sent).toMatchObject([{ fields: { parent_id: "far" } }]));
});

test("a key that leads nowhere is told", async () => {
  const why = "There is no such card for you.";
  fakeServer({ [PATH]: { body: NONE }, "GET /cards/OPS-8": problem(404, "card_not_found", why) });
  const { sent } = show(boardWith({}));
  render(<ToastRegion />);
  await pick("Parent", "ops-8", /Use OPS-8/);
  expect(await screen.findByText(why)).toBeTruthy();
  expect(sent).toEqual([]);
});

test("rows lead to their cards, and are taken away", async () => {
  fakeServer({ [PATH]: { body: { ...NONE, blocked_by: [far] } } });
  const { opened, details } = show(boardWith({ blocked_by: ["card-2", "far"] }));
  const link = await screen.findByRole("link", { name: /OPS-7/ });
  expect(link.getAttribute("href")).toBe("/app/b/ops/c/OPS-7");
  fireEvent.click(screen.getByRole("link", { name: /T-2/ }));
  expect(opened).toEqual(["T-2"]);
  const row = link.closest("li") as HTMLElement;
  fireEvent.click(within(row).getByRole("button"));
  expect(details).toMatchObject([{ type: "removeDependency", other_id: "far" }]);
});

test("who only reads sees no empty section", () => {
  fakeServer({ [PATH]: { body: NONE } });
  show(boardWith({}), false);
  expect(screen.queryByText("Relations")).toBeNull();
});
