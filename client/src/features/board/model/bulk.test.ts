import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { Http } from "../../../api/http";
import { boardApiOver } from "../api/boards";
import { correlationOf, identified, type NewOperation, type Operation } from "./operations";
import { BoardStore } from "./store";
import { aBoard, aTask, BOARD, cardId, FakeServer } from "./testing/fakeServer";

let server: FakeServer;
let store: BoardStore;
let heard: [Operation, Readonly<Record<string, unknown>> | null, number | null][];

const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const [TODO, DOING] = aBoard().columns.map(({ id }) => id) as [string, string];

async function open(cards: number) {
  server = new FakeServer(aBoard(cards));
  const http = new Http({ fetch: server.fetch, cookies: () => "", locks: undefined });
  const api = boardApiOver(http);
  store = new BoardStore({
    boardId: BOARD,
    api,
    openSocket: server.openSocket,
    storage: undefined,
  });
  heard = [];
  store.onAnswer((...said) => void heard.push(said));
  store.start();
  await wait(10);
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  store.stop();
  vi.useRealTimers();
});

const order = (column: string) => store.getView().state?.order.get(column);
const writes = () => server.requests.filter(({ method }) => method !== "GET");
const first = (count: number) => Array.from({ length: count }, (_, index) => cardId(index));

describe("an edit of several cards", () => {
  it("is one request, and shows at once", async () => {
    await open(4);
    const edit: NewOperation = {
      type: "bulkUpdate",
      card_ids: first(2),
      fields: { priority: "high" },
      add_assignee_ids: ["ada"],
    };
    void store.dispatch(edit);
    const shown = store.getView().state?.cards.get(cardId(1));
    expect(shown).toMatchObject({ priority: "high", assignee_ids: ["ada"] });
    await wait(20);
    expect(writes().map(({ path }) => path)).toEqual(["/cards/bulk-update"]);
    expect(server.state.cards.get(cardId(1))).toMatchObject({ priority: "high" });
    expect(store.getView().pending).toEqual([]);
    expect(heard[0]?.[1]).toMatchObject({ updated: 2, failed: 0 });
  });

  it("keeps moved cards in the order in which they were named", async () => {
    await open(4);
    const card_ids = [cardId(2), cardId(0)];
    const moved = { type: "moveCards", card_ids, column_id: DOING, placement: "start" } as const;
    void store.dispatch(moved);
    expect(order(DOING)).toEqual(card_ids);
    await wait(20);
    expect(order(DOING)).toEqual(card_ids);
    expect([...server.state.order]).toEqual([...(store.getView().confirmed?.order ?? [])]);
  });

  it("takes back what the server could not do, and says so in the answer", async () => {
    await open(3);
    server.eventsFlow = false;
    server.does("DELETE", `/cards/${cardId(0)}`, {});
    void store.dispatch({ type: "archiveCards", card_ids: first(2) });
    expect(order(TODO)).toEqual([cardId(2)]);
    await wait(20);
    server.flush();
    await wait(40);
    expect(order(TODO)).toEqual([cardId(2)]);
    expect(heard[0]?.[1]).toMatchObject({ updated: 1, failed: 1 });
  });

  it("waits for a label that is being made", async () => {
    await open(3);
    const temp_id = "t0000000-0000-4000-8000-000000000001";
    server.holding = true;
    server.eventsFlow = false;
    void store.dispatch({ type: "createLabel", temp_id, name: "bug", color: "#112233" });
    void store.dispatch({ type: "bulkUpdate", card_ids: first(2), add_label_ids: [temp_id] });
    await wait(10);
    expect(writes().map(({ path }) => path)).toEqual([`/boards/${BOARD}/labels`]);
  });

  it("of very many is a task: nothing is shown before it is done", async () => {
    await open(201);
    void store.dispatch({ type: "archiveCards", card_ids: first(201) });
    expect(order(TODO)).toHaveLength(201);
    await wait(20);
    expect(heard[0]?.[1]).toMatchObject({ task: { state: "queued" } });
    expect(heard[0]?.[2]).toBeNull();
    expect(store.getView().pending).toEqual([]);
    const news: unknown[] = [];
    store.onTask((task) => void news.push(task));
    server.socket?.say({ type: "task", task: aTask("t1") });
    expect(news).toMatchObject([{ id: "t1" }]);
  });
});

it("knows where in the log its own operations stand, and when all are sent", async () => {
  await open(3);
  const operation = identified({ type: "archiveCards", card_ids: [cardId(0)] });
  expect(store.seqOf(operation)).toBeUndefined();
  server.does("PATCH", `/cards/${cardId(1)}`, { title: "By Grace" });
  server.holding = true;
  server.eventsFlow = false;
  void store.dispatch(operation);
  let settled = false;
  void store.settled().then(() => (settled = true));
  await Promise.resolve();
  await wait(10);
  expect(settled).toBe(false);
  server.release();
  await wait(50);
  expect(settled).toBe(true);
  const event = server.log.find((one) => one.correlation_id === correlationOf(operation));
  expect(store.seqOf(operation)).toBe(event?.seq);
});

it("hands on news of notifications", async () => {
  await open(1);
  const news: unknown[] = [];
  const stop = store.onNotification(({ unread }) => void news.push(unread));
  server.socket?.say({ type: "notification", notification: { id: "n1" }, unread: 3 });
  stop();
  server.socket?.say({ type: "notification", notification: { id: "n2" }, unread: 4 });
  expect(news).toEqual([3]);
});
