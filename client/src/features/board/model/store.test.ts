import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { Http } from "../../../api/http";
import { boardApiOver } from "../api/boards";
import { SILENCE_MS } from "./socket";
import { BoardStore } from "./store";
import { Refused } from "./testing/answers";
import { aBoard, BOARD, cardId, FakeServer, GRACE } from "./testing/fakeServer";
import type { BoardState } from "./types";

const [TODO, DOING, DONE] = aBoard().columns.map(({ id }) => id) as [string, string, string];
const [ONE, TWO, THREE] = [0, 1, 2].map(cardId) as [string, string, string];

let server: FakeServer;
let store: BoardStore;
const stores: BoardStore[] = [];

function aStore(): BoardStore {
  const api = boardApiOver(
    new Http({ fetch: server.fetch, cookies: () => "trivet_csrf=proof", locks: undefined }),
  );
  const { openSocket } = server;
  const made = new BoardStore({
    boardId: BOARD,
    api,
    openSocket,
    storage: sessionStorage,
    random: () => 0.5,
  });
  stores.push(made);
  return made;
}

async function started(): Promise<void> {
  store = aStore();
  store.start();
  await vi.advanceTimersByTimeAsync(50);
}

const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const shown = () => store.getView().state as BoardState;
const titles = (column: string) =>
  (shown().order.get(column) ?? []).map((id) => shown().cards.get(id)?.title);

/** The store shows exactly what the server has, and nothing is pending. */
function expectAgreement(): void {
  const view = store.getView();
  expect(view.pending).toEqual([]);
  expect(view.state).toBe(view.confirmed);
  expect(view.confirmed?.seq).toBe(server.state.seq);
  expect(plain(view.confirmed)).toEqual(plain(server.state));
}

function plain(state: BoardState | undefined): unknown {
  const entries = (map: ReadonlyMap<string, unknown> = new Map()) =>
    Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
  return { order: entries(state?.order), cards: entries(state?.cards), head: state?.head };
}

function rename(card: string, title: string, base_version = 1) {
  return store.dispatch({ type: "updateCard", card_id: card, base_version, fields: { title } });
}

function move(card: string, column_id = DONE) {
  return store.dispatch({ type: "moveCards", card_ids: [card], column_id, placement: "end" });
}

beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2026-11-20T12:00:00Z") });
  sessionStorage.clear();
  server = new FakeServer(aBoard());
});

afterEach(() => {
  for (const one of stores.splice(0)) one.stop();
  vi.useRealTimers();
});

describe("following a board", () => {
  it("loads, goes live and shows what others do", async () => {
    await started();
    expect(store.getView()).toMatchObject({ status: "ready", connection: { mode: "live" } });
    server.does("PATCH", `/cards/${ONE}`, { column_id: DONE });
    expect(titles(DONE)).toEqual(["Card 1"]);
    expect(store.getView().recent.get(ONE)?.actor_id).toBe(GRACE);
    await wait(5_000);
    expect(store.getView().recent.size).toBe(0);
    expectAgreement();
  });

  it("keeps the view's identity while nothing changes", async () => {
    await started();
    expect(store.getView()).toBe(store.getView());
  });

  it("passes over events that it has and fetches those that are missing", async () => {
    await started();
    server.eventsFlow = false;
    for (const title of ["A", "B", "C"]) server.does("PATCH", `/cards/${ONE}`, { title });
    const [first, second, third] = server.log;
    const say = (events: unknown[]) => server.socket?.say({ type: "events", events });
    say([first]);
    say([first]);
    expect(titles(TODO)[0]).toBe("A");
    say([third]);
    expect(titles(TODO)[0]).toBe("A");
    expect(store.getView().connection.mode).toBe("connecting");
    await wait(10);
    say([second, third]);
    expect(titles(TODO)[0]).toBe("C");
    expect(store.getView().connection.mode).toBe("live");
    expectAgreement();
  });

  it("loads the board anew when the log cannot be replayed, with what is pending on top", async () => {
    await started();
    server.holding = true;
    void move(TWO);
    await wait(1);
    server.socket?.end(1006);
    server.eventsFlow = false;
    server.does("PATCH", `/cards/${ONE}`, { title: "Changed while away" });
    server.forgetsBefore = 2;
    server.eventsFlow = true;
    await wait(1_000);
    expect(store.getView().connection.mode).toBe("live");
    expect(titles(TODO)).toContain("Changed while away");
    expect(titles(DONE)).toEqual(["Card 2"]);
    expect(store.changedSince(ONE, "title", 1)).toMatchObject({ value: "Changed while away" });
    server.release();
    await wait(10);
    expectAgreement();
  });

  it("loads the board anew after a restore from a copy", async () => {
    await started();
    server.does("PATCH", `/cards/${ONE}`, { title: "Lost by the restore" });
    const restored = new FakeServer({ ...aBoard(), epoch: "e2" });
    server.state = restored.state;
    server.log = [];
    server.socket?.end(1012);
    await wait(2_000);
    expect(titles(TODO)[0]).toBe("Card 1");
    expectAgreement();
  });

  it.each([
    [4403, "forbidden"],
    [4404, "gone"],
  ])("says at close code %i that the board is %s", async (code, status) => {
    await started();
    server.socket?.end(code);
    expect(store.getView()).toMatchObject({ status, connection: { mode: "offline" } });
    const sockets = server.sockets.length;
    await wait(120_000);
    expect(server.sockets.length).toBe(sockets);
  });

  it("renews the session once at 4401 and comes back", async () => {
    await started();
    server.socket?.end(4401);
    await wait(50);
    expect(server.requests.filter(({ path }) => path === "/auth/refresh")).toHaveLength(1);
    expect(store.getView().connection.mode).toBe("live");
  });

  it("gives up a socket that is silent for 45 s and comes back", async () => {
    await started();
    const silent = server.socket;
    await wait(SILENCE_MS - 100);
    expect(store.getView().connection.mode).toBe("live");
    await wait(1_000);
    expect(server.socket).not.toBe(silent);
    expect(store.getView().connection.mode).toBe("live");
  });

  it("answers pings, and counts by them how current it is", async () => {
    await started();
    await wait(30_000);
    server.socket?.say({ type: "ping", seq: server.state.seq });
    expect(server.socket?.heard).toContainEqual({ type: "pong" });
    expect(store.getView().connection.asOf).toBe(Date.now());
  });

  it("learns from a ping that something was lost", async () => {
    await started();
    server.eventsFlow = false;
    server.does("PATCH", `/cards/${ONE}`, { title: "Lost" });
    server.socket?.say({ type: "ping", seq: server.state.seq });
    await wait(10);
    expectAgreement();
  });

  it("polls where sockets are blocked, and leaves off when one comes up", async () => {
    server.socketsWork = false;
    await started();
    await wait(5_000);
    expect(store.getView().connection.mode).toBe("polling");
    server.does("PATCH", `/cards/${ONE}`, { title: "By poll" });
    await wait(2_100);
    expect(titles(TODO)[0]).toBe("By poll");
    void move(TWO);
    await wait(2_100);
    expectAgreement();
    const tried = server.sockets.length;
    await wait(31_000);
    expect(server.sockets.length).toBe(tried + 1);
    server.socketsWork = true;
    await wait(31_000);
    expect(store.getView().connection.mode).toBe("live");
    const polls = server.requests.length;
    await wait(10_000);
    expect(server.requests.length).toBe(polls);
  });

  it("does not take a server that is down for one whose sockets are blocked", async () => {
    await started();
    server.way = "down";
    server.socket?.end(1006);
    await wait(60_000);
    expect(store.getView().connection).toMatchObject({ mode: "offline" });
    expect(Date.now() - store.getView().connection.asOf).toBeGreaterThan(55_000);
    server.way = "ok";
    await wait(20_000);
    expect(store.getView().connection.mode).toBe("live");
  });

  it("tries at once when the browser says that it is online", async () => {
    await started();
    server.way = "down";
    globalThis.dispatchEvent(new Event("offline"));
    await wait(60_000);
    server.way = "ok";
    globalThis.dispatchEvent(new Event("online"));
    await wait(20);
    expect(store.getView().connection.mode).toBe("live");
  });

  it("says where the person is at most once a second, and again on a new socket", async () => {
    await started();
    store.setPresence({ card_id: ONE });
    store.setPresence({ card_id: TWO });
    store.setPresence({ card_id: THREE, editing: true });
    await wait(1_100);
    const last = { type: "presence", card_id: THREE, editing: true };
    expect(server.socket?.heard).toEqual([{ type: "presence", card_id: ONE }, last]);
    await wait(2_000);
    server.socket?.end(1006);
    await wait(1_000);
    expect(server.socket?.heard).toEqual([last]);
  });
});

describe("doing something", () => {
  it("shows it at once and knows its own echo", async () => {
    await started();
    const outcome = move(ONE);
    expect(titles(DONE)).toEqual(["Card 1"]);
    await wait(10);
    expect(await outcome).toEqual({ ok: true });
    expect(store.getView().recent.size).toBe(0);
    expectAgreement();
  });

  it.each([
    ["the echo comes before the answer", true],
    ["the answer comes before the echo", false],
  ])("does not flicker when %s", async (_, echoFirst) => {
    await started();
    server.eventsFlow = echoFirst;
    server.holding = echoFirst;
    const seen: string[] = [];
    store.subscribe(() => seen.push(titles(DONE).join()));
    const outcome = move(ONE);
    await wait(50);
    server.release();
    await wait(50);
    server.flush();
    await wait(50);
    expect(new Set(seen)).toEqual(new Set(["Card 1"]));
    expect(await outcome).toEqual({ ok: true });
    expectAgreement();
  });

  it("fetches the event of an answer that the socket does not bring", async () => {
    await started();
    server.eventsFlow = false;
    void move(ONE);
    await wait(1_000);
    expect(store.getView().pending).toHaveLength(1);
    await wait(1_000);
    expectAgreement();
  });

  it("takes back exactly what was refused, and says why", async () => {
    await started();
    const before = plain(store.getView().confirmed);
    server.refusal = new Refused(403, "forbidden");
    const outcome = move(ONE);
    expect(titles(DONE)).toEqual(["Card 1"]);
    await wait(10);
    expect(plain(store.getView().state)).toEqual(before);
    const [notice] = store.getView().notices;
    expect(notice).toMatchObject({ why: "Refused: forbidden.", code: "forbidden" });
    expect(notice?.retry).toBeUndefined();
    expect(await outcome).toMatchObject({ ok: false, reason: "refused" });
    store.dismiss(notice?.id ?? "");
    expect(store.getView().notices).toEqual([]);
  });

  it("waits as long as the server asks, though it can be reached", async () => {
    await started();
    server.refusal = new Refused(429, "too_many_requests", {}, { "Retry-After": "5" });
    void move(ONE);
    await wait(10);
    const sent = server.requests.length;
    globalThis.dispatchEvent(new Event("online"));
    await wait(4_000);
    expect(server.requests.length).toBe(sent);
    server.refusal = undefined;
    await wait(1_500);
    expectAgreement();
  });

  it("sends what belongs to one card in order, one at a time", async () => {
    await started();
    server.holding = true;
    server.eventsFlow = false;
    void rename(ONE, "A");
    void move(ONE);
    void move(TWO);
    await wait(10);
    const paths = () => server.requests.filter((r) => r.method === "PATCH").map((r) => r.path);
    // Both go to one end of one column: that order matters as well.
    expect(paths()).toEqual([`/cards/${ONE}`]);
    void rename(THREE, "C");
    await wait(10);
    expect(paths()).toEqual([`/cards/${ONE}`, `/cards/${THREE}`]);
    server.release();
    await wait(10);
    server.flush();
    expectAgreement();
    expect(titles(DONE)).toEqual(["A", "Card 2"]);
  });

  it("moves several cards together, in their order", async () => {
    await started();
    const card_ids = [THREE, ONE];
    const placement = { before: TWO };
    const moved = { type: "moveCards", card_ids, column_id: TODO, placement } as const;
    const outcome = store.dispatch(moved);
    expect(titles(TODO)).toEqual(["Card 3", "Card 1", "Card 2"]);
    await wait(50);
    expect(await outcome).toEqual({ ok: true });
    expect(titles(TODO)).toEqual(["Card 3", "Card 1", "Card 2"]);
    expectAgreement();
  });

  it("leaves out cards that somebody else has taken off the board", async () => {
    await started();
    server.does("DELETE", `/cards/${ONE}`, {});
    const placement = { before: THREE };
    const moved = { type: "moveCards", column_id: TODO, placement } as const;
    const gone = await store.dispatch({ ...moved, card_ids: [ONE] });
    expect(gone).toEqual({ ok: false, reason: "dropped" });
    void store.dispatch({ ...moved, card_ids: [ONE, TWO] });
    await wait(10);
    expect(store.getView().notices).toEqual([]);
    expectAgreement();
  });

  it("makes a card that can be edited before the server knows it", async () => {
    await started();
    server.holding = true;
    const temp_id = "t0000000-0000-4000-8000-000000000001";
    const made = store.dispatch({ type: "createCard", temp_id, column_id: TODO, title: "New" });
    const renamed = rename(temp_id, "Renamed", 0);
    expect(titles(TODO).at(-1)).toBe("Renamed");
    await wait(10);
    server.release();
    await wait(10);
    const outcome = await made;
    expect(outcome.ok && store.realId(temp_id)).toBe(outcome.ok && outcome.id);
    expect(await renamed).toEqual({ ok: true });
    expect(titles(TODO).at(-1)).toBe("Renamed");
    expectAgreement();
  });

  it("drops what needed a card that was refused", async () => {
    await started();
    server.refusal = new Refused(422, "invalid");
    const temp_id = "t0000000-0000-4000-8000-000000000001";
    void store.dispatch({ type: "createCard", temp_id, column_id: TODO, title: "New" });
    const renamed = rename(temp_id, "Renamed", 0);
    await wait(10);
    expect(await renamed).toEqual({ ok: false, reason: "dropped" });
    expectAgreement();
  });

  it("makes one card when the answer was lost", async () => {
    await started();
    server.way = "lost";
    server.eventsFlow = false;
    const temp_id = "t0000000-0000-4000-8000-000000000001";
    const made = store.dispatch({ type: "createCard", temp_id, column_id: TODO, title: "New" });
    await wait(100);
    server.way = "ok";
    await wait(2_000);
    server.flush();
    await wait(100);
    expect(server.requests.filter(({ method }) => method === "POST").length).toBeGreaterThan(1);
    expect(titles(TODO).filter((title) => title === "New")).toHaveLength(1);
    expect((await made).ok).toBe(true);
    expectAgreement();
  });

  it("takes a deletion of what is gone already for done", async () => {
    await started();
    server.eventsFlow = false;
    server.does("DELETE", `/cards/${ONE}`, {});
    const outcome = store.dispatch({ type: "deleteCards", card_ids: [ONE] });
    await wait(10);
    expect(await outcome).toEqual({ ok: true });
    expect(store.getView().notices).toEqual([]);
    expectAgreement();
  });
});

describe("a minute offline", () => {
  it("loses nothing of either side", async () => {
    await started();
    server.way = "down";
    server.socket?.end(1006);
    await wait(1_000);
    void rename(ONE, "Mine");
    void move(TWO);
    server.does("PATCH", `/cards/${THREE}`, { column_id: DOING, title: undefined });
    server.does("PATCH", `/cards/${ONE}`, { priority: "high" });
    await wait(60_000);
    expect(titles(DONE)).toEqual(["Card 2"]);
    expect(store.getView().pending).toHaveLength(2);
    server.way = "ok";
    await wait(25_000);
    expect(titles(TODO)).toEqual(["Mine"]);
    expect(titles(DOING)).toEqual(["Card 3"]);
    expect(titles(DONE)).toEqual(["Card 2"]);
    expect(shown().cards.get(ONE)?.priority).toBe("high");
    expectAgreement();
  });

  it("survives a reload of the page", async () => {
    await started();
    server.way = "down";
    void move(ONE);
    await wait(100);
    store.stop();
    server.way = "ok";
    await started();
    await wait(100);
    expect(titles(DONE)).toEqual(["Card 1"]);
    expectAgreement();
    expect(sessionStorage.length).toBe(0);
  });

  it("does not send what somebody else left in this tab", async () => {
    await started();
    server.way = "down";
    void move(ONE);
    await wait(100);
    store.stop();
    const name = sessionStorage.key(0) ?? "";
    const kept = JSON.parse(sessionStorage.getItem(name) ?? "") as object;
    sessionStorage.setItem(name, JSON.stringify({ ...kept, user: GRACE }));
    server.way = "ok";
    await started();
    await wait(100);
    expect(titles(DONE)).toEqual([]);
    expect(server.requests.some(({ method }) => method === "PATCH")).toBe(false);
  });
});

describe("two people on one card", () => {
  it("shows both values of a field that both changed", async () => {
    await started();
    server.eventsFlow = false;
    server.does("PATCH", `/cards/${ONE}`, { title: "Theirs" });
    const outcome = store.dispatch({
      type: "updateCard",
      card_id: ONE,
      base_version: 1,
      fields: { title: "Mine", priority: "high" },
    });
    await wait(10);
    server.flush();
    await wait(10);
    expect(await outcome).toEqual({ ok: false, reason: "conflict" });
    const [conflict] = store.getView().conflicts;
    expect(conflict).toMatchObject({
      card_id: ONE,
      field: "title",
      mine: "Mine",
      theirs: "Theirs",
      who: GRACE,
    });
    // What nobody else touched went through.
    expect(shown().cards.get(ONE)).toMatchObject({ title: "Theirs", priority: "high" });
    expectAgreement();

    await Promise.all([store.resolveConflict(conflict?.id ?? "", { merged: "Ours" }), wait(10)]);
    expect(titles(TODO)[0]).toBe("Ours");
    expect(store.getView().conflicts).toEqual([]);
    expectAgreement();
  });

  it("lets theirs stand if that is chosen", async () => {
    await started();
    server.eventsFlow = false;
    server.does("PATCH", `/cards/${ONE}`, { title: "Theirs" });
    void rename(ONE, "Mine");
    await wait(10);
    server.flush();
    const writes = server.requests.length;
    await store.resolveConflict(store.getView().conflicts[0]?.id ?? "", "theirs");
    await wait(10);
    expect(titles(TODO)[0]).toBe("Theirs");
    expect(server.requests.length).toBe(writes);
  });

  it("does not make somebody clash with themselves", async () => {
    await started();
    void rename(ONE, "A");
    void rename(ONE, "B");
    void store.dispatch({
      type: "updateCard",
      card_id: ONE,
      base_version: 1,
      fields: { title: "C", priority: "low" },
    });
    await wait(50);
    expect(store.getView().conflicts).toEqual([]);
    expect(shown().cards.get(ONE)).toMatchObject({ title: "C", priority: "low" });
    expectAgreement();
  });

  it("needs no second request for what this person typed twice", async () => {
    await started();
    void rename(ONE, "A");
    void rename(ONE, "B");
    await wait(50);
    expect(server.requests.filter(({ method }) => method === "PATCH")).toHaveLength(2);
    expect(titles(TODO)[0]).toBe("B");
  });

  it("keeps the long texts of an open card current", async () => {
    server.does("PATCH", `/cards/${ONE}`, { acceptance_criteria: "It works." });
    await started();
    await store.loadCard(ONE);
    expect(store.getView().details.get(ONE)?.description).toBe("");
    server.does("PATCH", `/cards/${ONE}`, { description: "Theirs" });
    expect(store.getView().details.get(ONE)?.description).toBe("Theirs");
    expect(shown().cards.get(ONE)).toMatchObject({ has_description: true });
    expect(shown().cards.get(ONE)?.description).toBeUndefined();
    server.way = "down";
    const fields = { description: "Mine" };
    void store.dispatch({ type: "updateCard", card_id: ONE, base_version: 3, fields });
    expect(store.getView().details.get(ONE)?.description).toBe("Mine");
  });

  it("clashes with others though this person wrote since", async () => {
    await started();
    server.does("PATCH", `/cards/${ONE}`, { title: "Theirs" });
    void store.dispatch({
      type: "updateCard",
      card_id: ONE,
      base_version: 1,
      fields: { priority: "low" },
    });
    void rename(ONE, "Mine");
    await wait(50);
    expect(store.getView().conflicts).toHaveLength(1);
    expect(titles(TODO)[0]).toBe("Theirs");
  });

  it("tells who is typing that the field changed", async () => {
    await started();
    server.does("PATCH", `/cards/${ONE}`, { title: "Theirs" });
    expect(store.changedSince(ONE, "title", 1)).toMatchObject({
      version: 2,
      value: "Theirs",
      actor_id: GRACE,
    });
    expect(store.changedSince(ONE, "title", 2)).toBeUndefined();
    void rename(TWO, "Mine");
    await wait(10);
    expect(store.changedSince(TWO, "title", 1)).toBeUndefined();
  });
});

describe("the log", () => {
  const linked = {
    type: "pull_request.linked",
    card_id: ONE,
    payload: { pull_request: { id: "p1", repository: "acme/rocket", number: 12, state: "open" } },
  };

  it("is heard by those who listen, after the copy has it", async () => {
    await started();
    const heard: unknown[] = [];
    const stop = store.onLog((events) =>
      heard.push([events?.map(({ type }) => type), shown().cards.get(ONE)?.pull_requests?.length]),
    );
    server.hears(linked);
    expect(heard).toEqual([[["pull_request.linked"], 1]]);
    stop();
    server.hears({ ...linked, type: "pull_request.updated" });
    expect(heard).toHaveLength(1);
    expectAgreement();
  });

  it("is not known after a gap: whoever listens is told that anything may have happened", async () => {
    await started();
    const heard: unknown[] = [];
    store.onLog((events) => heard.push(events));
    server.socket?.end(1006);
    server.eventsFlow = false;
    server.hears(linked);
    server.forgetsBefore = 1;
    server.eventsFlow = true;
    await wait(1_000);
    expect(heard).toEqual([null]);
    expectAgreement();
  });

  it("moves cards under what is pending, and keeps what they have on GitHub", async () => {
    await started();
    server.hears(linked);
    server.way = "down";
    void move(ONE);
    void rename(ONE, "Mine");
    await wait(1);
    const reason = {
      rule: "opened",
      corrected: false,
      repository: "acme/rocket",
      pull_request: 12,
    };
    const place = { version: 2, column_id: DOING, rank: "a0V", reason };
    server.hears({ type: "card.moved", card_id: ONE, payload: place });
    expect(shown().cards.get(ONE)).toMatchObject({ column_id: DONE, title: "Mine" });
    server.way = "ok";
    await wait(5_000);
    expect(shown().cards.get(ONE)?.pull_requests).toEqual([linked.payload.pull_request]);
    expect(shown().cards.get(ONE)).not.toHaveProperty("reason");
    expectAgreement();
  });
});
