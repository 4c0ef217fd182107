import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { apiErrorOf } from "../../../api/errors";
import { Http } from "../../../api/http";
import { boardApiOver, type BoardApi } from "../api/boards";
import { draft } from "./drafts";
import { BoardStore } from "./store";
import { aBoard, BOARD, cardId, FakeServer, ME } from "./testing/fakeServer";
import { FakeSocket } from "./testing/fakeSocket";

const DONE = aBoard().columns[2]?.id ?? "";
const [ONE, TWO] = [cardId(0), cardId(1)];

let server: FakeServer;
let api: BoardApi;
let store: BoardStore;

const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const fetchIt = vi.fn<typeof fetch>();

function move(card: string, column_id = DONE): void {
  void store.dispatch({ type: "moveCards", card_ids: [card], column_id, placement: "end" });
}

/** As a proxy says it that cannot find Trivet. */
function proxySays(status: number): Response {
  const text = () => Promise.resolve(`<h1>${status}</h1>`);
  return { ok: false, status, headers: new Headers(), text } as Response;
}

beforeEach(async () => {
  vi.useFakeTimers({ now: new Date("2026-11-20T12:00:00Z") });
  sessionStorage.clear();
  localStorage.clear();
  server = new FakeServer(aBoard());
  fetchIt.mockImplementation(server.fetch);
  api = boardApiOver(
    new Http({ fetch: fetchIt, cookies: () => "trivet_csrf=proof", locks: undefined }),
  );
  const { openSocket } = server;
  const storage = sessionStorage;
  store = new BoardStore({ boardId: BOARD, api, openSocket, storage, random: () => 0.5 });
  store.start();
  await wait(50);
});

afterEach(() => {
  store.stop();
  vi.useRealTimers();
});

it("sends nothing after it was stopped, whatever became of what was on its way", async () => {
  server.holding = true;
  server.eventsFlow = false;
  server.way = "lost";
  move(ONE);
  await wait(1);
  store.stop();
  server.release();
  await wait(60_000);
  const writes = server.requests.filter(({ method }) => method === "PATCH");
  expect(writes).toHaveLength(1);
});

it.each([403, 404])("takes a proxy's %i for a server that is away", async (status) => {
  fetchIt.mockImplementation(() => Promise.resolve(proxySays(status)));
  server.socket?.end(1006);
  move(ONE);
  await wait(3_000);
  expect(store.getView()).toMatchObject({ status: "ready", notices: [] });
  expect(store.getView().connection.mode).toBe("offline");
  expect(store.getView().pending).toHaveLength(1);
  fetchIt.mockImplementation(server.fetch);
  await wait(20_000);
  expect(store.getView()).toMatchObject({ status: "ready", pending: [] });
  expect(server.state.cards.get(ONE)?.column_id).toBe(DONE);
});

it("tells a person at last of what a proxy goes on refusing", async () => {
  fetchIt.mockImplementation((input, init) =>
    init?.method === "PATCH" ? Promise.resolve(proxySays(403)) : server.fetch(input, init),
  );
  move(ONE);
  await wait(60_000);
  expect(store.getView().notices).toMatchObject([{ code: "http_403" }]);
  expect(store.getView().pending).toEqual([]);
});

it("polls where the address of the page is refused, and says nothing of membership", async () => {
  store.stop();
  const openSocket = () => {
    const socket = new FakeSocket(0);
    setTimeout(() => socket.end(4403), 1);
    return socket;
  };
  store = new BoardStore({ boardId: BOARD, api, openSocket, random: () => 0.5 });
  store.start();
  await wait(5_000);
  expect(store.getView()).toMatchObject({ status: "ready", connection: { mode: "polling" } });
});

it("says so at once when somebody is no member any more", async () => {
  server.socket?.end(4403);
  expect(store.getView().status).toBe("forbidden");
});

it("does not wait for events that a restore has taken away", async () => {
  server.eventsFlow = false;
  for (const title of ["A", "B"]) server.does("PATCH", `/cards/${TWO}`, { title });
  move(ONE);
  await wait(10);
  expect(store.getView().pending).toMatchObject([{ state: "answered" }]);
  const restored = new FakeServer({ ...aBoard(), epoch: "e2" });
  server.state = restored.state;
  server.log = [];
  server.eventsFlow = true;
  server.socket?.end(1012);
  await wait(5_000);
  expect(store.getView()).toMatchObject({ pending: [], connection: { mode: "live" } });
  expect(store.getView().state?.cards.get(ONE)?.column_id).not.toBe(DONE);
});

it("keeps nothing for a reload rather than what is outdated", async () => {
  server.way = "down";
  move(ONE);
  await wait(1);
  const key = `trivet.outbox.${BOARD}`;
  expect(sessionStorage.getItem(key)).toContain(ONE);
  const fields = { description: "x".repeat(1_000_001) };
  void store.dispatch({ type: "updateCard", card_id: TWO, base_version: 1, fields });
  await wait(1);
  expect(sessionStorage.getItem(key)).toBeNull();
});

it("shows nobody the drafts of somebody else", async () => {
  draft("card:1:title").set("mine");
  store.stop();
  const another = () => {
    const { openSocket } = server;
    store = new BoardStore({ boardId: BOARD, api, openSocket, random: () => 0.5 });
    store.start();
    return wait(50);
  };
  await another();
  expect(draft("card:1:title").get()).toBe("mine");
  store.stop();
  api = { ...api, whoAmI: () => Promise.resolve(`${ME}-2`) };
  await another();
  expect(draft("card:1:title").get()).toBeUndefined();
});

it("knows its own refusals from those of others", () => {
  expect(apiErrorOf(proxySays(404), null)).toMatchObject({ foreign: true, passing: true });
  const ours = { code: "card_not_found", status: 404 };
  expect(apiErrorOf(proxySays(404), ours)).toMatchObject({ foreign: false, passing: false });
});
