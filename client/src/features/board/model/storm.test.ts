import fc from "fast-check";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { Http } from "../../../api/http";
import { boardApiOver } from "../api/boards";
import { newId } from "./ids";
import type { NewOperation } from "./operations";
import { BoardStore } from "./store";
import { Refused } from "./testing/answers";
import { aBoard, BOARD, cardId, FakeServer } from "./testing/fakeServer";
import type { NewEvent } from "./testing/writes";
import type { BoardState } from "./types";

const COLUMNS = aBoard().columns.map(({ id }) => id);

/** What happens, in any order: to either side, and to the way between them. */
type Step =
  | { readonly do: "mine"; readonly operation: NewOperation }
  | { readonly do: "theirs"; readonly card: string; readonly body: Record<string, unknown> }
  | { readonly do: "github"; readonly card: string; readonly event: NewEvent }
  | { readonly do: "hold" | "release" | "reverse" | "flow" | "dam" | "cut" | "restart" }
  | { readonly do: "way"; readonly way: "ok" | "down" | "lost" }
  | { readonly do: "forget" }
  | { readonly do: "wait"; readonly ms: number };

function aStep(): fc.Arbitrary<Step> {
  const card = fc.integer({ min: 0, max: 4 }).map(cardId);
  const column = fc.constantFrom(...COLUMNS);
  const move = fc.record({
    type: fc.constant("moveCards" as const),
    card_ids: fc.uniqueArray(card, { minLength: 1, maxLength: 2 }),
    column_id: column,
    placement: fc.constantFrom("start" as const, "end" as const),
  });
  const edit = fc.record({
    type: fc.constant("updateCard" as const),
    card_id: card,
    base_version: fc.constant(1),
    fields: fc.oneof(
      fc.record({ title: fc.constantFrom("A", "B", "C") }),
      fc.record({ priority: fc.constantFrom("low" as const, "high" as const) }),
    ),
  });
  const make = fc.record({
    type: fc.constant("createCard" as const),
    temp_id: fc.constant("").map(newId),
    column_id: column,
    title: fc.constant("New"),
  });
  const remove = fc.record({
    type: fc.constant("deleteCards" as const),
    card_ids: card.map((id) => [id]),
  });
  const item = fc.record({
    type: fc.constant("addItem" as const),
    card_id: card,
    temp_id: fc.constant("").map(newId),
    text: fc.constantFrom("Paint", "Draw"),
  });
  const comment = fc.record({
    type: fc.constant("addComment" as const),
    card_id: card,
    temp_id: fc.constant("").map(newId),
    body: fc.constant("Hello"),
  });
  const depend = fc.record({
    type: fc.constant("removeDependency" as const),
    card_id: card,
    other_id: card,
  });
  const details = fc.oneof(item, comment, depend);
  const operation: fc.Arbitrary<NewOperation> = fc.oneof(
    ...[move, move, edit, edit, make, remove, details],
  );
  const body = fc.oneof(
    fc.record({ column_id: column }),
    fc.record({ title: fc.constantFrom("X", "Y") }),
  );
  const number = fc.integer({ min: 1, max: 3 });
  const happened = fc.oneof(
    fc.tuple(number, fc.constantFrom("open", "merged")).map(([n, state]) => ({
      type: "pull_request.updated",
      payload: { pull_request: { id: `p${n}`, repository: "acme/rocket", number: n, state } },
    })),
    number.map((n) => ({ type: "pull_request.unlinked", payload: { pull_request_id: `p${n}` } })),
  );
  const github = fc.tuple(card, happened).map(([card_id, one]) => ({
    do: "github" as const,
    card: card_id,
    event: { ...one, card_id },
  }));
  return fc.oneof(
    { weight: 3, arbitrary: github },
    { weight: 8, arbitrary: fc.record({ do: fc.constant("mine" as const), operation }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant("theirs" as const), card, body }) },
    {
      weight: 5,
      arbitrary: fc.record({
        do: fc.constantFrom(
          ...(["hold", "release", "reverse", "flow", "dam", "cut", "restart", "forget"] as const),
        ),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant("way" as const),
        way: fc.constantFrom("ok" as const, "down" as const, "lost" as const),
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        do: fc.constant("wait" as const),
        ms: fc.constantFrom(0, 5, 700, 3_000),
      }),
    },
  );
}

let stopping: BoardStore | undefined;

beforeEach(() => vi.useFakeTimers({ now: new Date("2026-11-20T12:00:00Z") }));
afterEach(() => {
  stopping?.stop();
  vi.useRealTimers();
});

function opened(server: FakeServer): BoardStore {
  const cookies = () => "trivet_csrf=proof";
  const api = boardApiOver(new Http({ fetch: server.fetch, cookies, locks: undefined }));
  const { openSocket } = server;
  const store = new BoardStore({
    boardId: BOARD,
    api,
    openSocket,
    storage: undefined,
    random: () => 0.5,
  });
  stopping?.stop();
  stopping = store;
  store.start();
  return store;
}

function plain(state: BoardState | undefined): unknown {
  const cards = Object.fromEntries([...(state?.cards ?? [])].sort(([a], [b]) => (a < b ? -1 : 1)));
  return { cards, order: Object.fromEntries(state?.order ?? []) };
}

async function take(step: Step, server: FakeServer, store: BoardStore): Promise<void> {
  switch (step.do) {
    case "mine":
      return void store.dispatch(step.operation);
    case "theirs":
      if (server.state.cards.has(step.card)) {
        server.does("PATCH", `/cards/${step.card}`, step.body);
      }
      return;
    case "github":
      if (server.state.cards.has(step.card)) server.hears(step.event);
      return;
    case "hold":
      server.holding = true;
      return;
    case "release":
    case "reverse":
      return server.release(step.do === "reverse");
    case "flow":
      return server.flush();
    case "dam":
      server.eventsFlow = false;
      return;
    case "cut":
    case "restart":
      return server.socket?.end(step.do === "cut" ? 1006 : 1012);
    case "forget":
      server.forgetsBefore = server.state.seq;
      return;
    case "way":
      server.way = step.way;
      return;
    case "wait":
      await vi.advanceTimersByTimeAsync(step.ms);
  }
}

it("agrees with the server after any storm, with nothing pending and nothing twice", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aStep(), { minLength: 5, maxLength: 40 }), async (storm) => {
      const server = new FakeServer(aBoard(5));
      const store = opened(server);
      await vi.advanceTimersByTimeAsync(10);
      let made = 0;
      for (const step of storm) {
        if (step.do === "mine" && step.operation.type === "createCard") made += 1;
        await take(step, server, store);
      }
      server.way = "ok";
      server.release();
      server.flush();
      await vi.advanceTimersByTimeAsync(120_000);
      const view = store.getView();
      expect(view.connection.mode).toBe("live");
      expect(view.pending).toEqual([]);
      expect(plain(view.state)).toEqual(plain(server.state));
      const news = [...server.state.cards.values()].filter(({ title }) => title === "New");
      expect(news).toHaveLength(made);
    }),
    { numRuns: 150 },
  );
}, 30_000);

it("is after a storm of refusals exactly what it was", async () => {
  const mine = aStep().filter((step) => step.do === "mine");
  await fc.assert(
    fc.asyncProperty(fc.array(mine, { minLength: 1, maxLength: 15 }), async (storm) => {
      const server = new FakeServer(aBoard(5));
      const store = opened(server);
      await vi.advanceTimersByTimeAsync(10);
      const before = plain(store.getView().state);
      server.refusal = new Refused(422, "invalid");
      for (const step of storm) await take(step, server, store);
      await vi.advanceTimersByTimeAsync(1_000);
      const view = store.getView();
      expect(view.pending).toEqual([]);
      expect(plain(view.state)).toEqual(before);
      expect(view.notices.length).toBeGreaterThan(0);
    }),
    { numRuns: 50 },
  );
}, 30_000);
