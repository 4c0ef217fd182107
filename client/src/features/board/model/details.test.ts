import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { Http } from "../../../api/http";
import { boardApiOver } from "../api/boards";
import { applyEvent, fromSnapshot } from "./apply";
import type { NewOperation, Operation } from "./operations";
import { toRequest } from "./requests";
import { BoardStore } from "./store";
import { Refused } from "./testing/answers";
import { aBoard, BOARD, cardId, FakeServer, GRACE, ME } from "./testing/fakeServer";
import type { BoardEvent, Card } from "./types";

const [ONE, TWO, THREE] = [0, 1, 2].map(cardId) as [string, string, string];
const AT = "2026-11-20T12:00:00.000000Z";

describe("events", () => {
  const item = (id: string, done = false) => ({ id, text: `Step ${id}`, done });
  const whole = { ...(aBoard(1).cards[0] as Card), version: 5, board_id: BOARD };
  const applied = (type: string, payload: Record<string, unknown>, has: Partial<Card> = {}) => {
    const board = aBoard(2);
    const before: Card = { ...(board.cards[0] as Card), ...has };
    const state = fromSnapshot({ ...board, cards: [before] });
    const place = { seq: 1, actor_id: null, correlation_id: null, origin: "board" as const };
    const event: BoardEvent = { ...place, type, card_id: ONE, created_at: AT, payload };
    return applyEvent(state, event).cards.get(ONE);
  };

  it.each<[string, unknown, Partial<Card>, Partial<Card>]>([
    ["begins", [item("a"), item("b", true)], {}, { checklist_total: 2, checklist_done: 1 }],
    [
      "is not begun",
      [item("a")],
      { checklist_total: 1, checklist_done: 1 },
      { checklist_total: 1 },
    ],
    ["ends", [], { checklist_total: 2, checklist_done: 1 }, {}],
    ["is emptied", null, { checklist_total: 2 }, {}],
  ])("a checklist that %s is counted", (_, checklist, has, counts) => {
    const after = applied("card.updated", { version: 2, fields: { checklist }, was: {} }, has);
    const { checklist_total, checklist_done } = after ?? {};
    expect({ checklist_total, checklist_done }).toEqual({
      checklist_total: undefined,
      checklist_done: undefined,
      ...counts,
    });
    expect(after).not.toHaveProperty("checklist");
  });

  it("a card that comes is shown without its details", () => {
    const card = { ...whole, checklist: [item("a", true)], links: [{ id: "l", url: "https://x" }] };
    const after = applied("card.arrived", {
      version: 5,
      card,
      from_board_id: "b",
      from_key: "X-1",
    });
    expect(after).toMatchObject({ version: 5, checklist_total: 1, checklist_done: 1 });
    for (const name of ["checklist", "links", "board_id"]) expect(after).not.toHaveProperty(name);
  });

  it("a card that goes to another board is gone", () => {
    expect(applied("card.left", { version: 2, to_board_id: "b", to_key: "X-1" })).toBeUndefined();
  });

  it("comments are counted, and change nothing else of the card", () => {
    const comment = { id: "c", card_id: ONE, body: "Hello", version: 1, created_at: AT };
    const said = applied("comment.created", { comment, comment_count: 1 });
    expect(said).toMatchObject({ comment_count: 1, version: 1 });
    expect(applied("comment.updated", { comment }, { comment_count: 3 })?.comment_count).toBe(3);
    const gone = applied("comment.deleted", { comment_id: "c", comment_count: 0 }, said);
    expect(gone).not.toHaveProperty("comment_count");
  });

  it("links, dependencies and parents are members like others", () => {
    const fields = { links: [{ id: "l", url: "https://x" }], blocked_by: ["z"], parent_id: "p" };
    const after = applied("card.updated", { version: 2, fields, was: {} });
    expect(after).toMatchObject({ blocked_by: ["z"], parent_id: "p" });
    expect(after).not.toHaveProperty("links");
    const none = { blocked_by: [], parent_id: null };
    expect(applied("card.updated", { version: 3, fields: none, was: {} }, after)).not.toMatchObject(
      {
        blocked_by: expect.anything(),
      },
    );
  });
});

describe("requests", () => {
  const said = (operation: NewOperation) => {
    const { method, path, body } = toRequest({ id: "op-1", ...operation } as Operation, BOARD);
    return [method, path, ...(body ? [body] : [])];
  };
  const on = { card_id: "c" } as const;
  it.each<[NewOperation, readonly unknown[]]>([
    [
      { ...on, type: "addItem", temp_id: "t", text: "A", placement: { after: "i" } },
      ["POST", "/cards/c/checklist", { text: "A", after: "i" }],
    ],
    [
      { ...on, type: "updateItem", item_id: "i", fields: { done: true } },
      ["PATCH", "/cards/c/checklist/i", { done: true }],
    ],
    [
      { ...on, type: "moveItem", item_id: "i", placement: "end" },
      ["PATCH", "/cards/c/checklist/i", { position: 1_000_000 }],
    ],
    [{ ...on, type: "removeItem", item_id: "i" }, ["DELETE", "/cards/c/checklist/i"]],
    [
      { ...on, type: "addLink", temp_id: "t", url: "https://x", title: "" },
      ["POST", "/cards/c/links", { url: "https://x", title: "" }],
    ],
    [{ ...on, type: "removeLink", link_id: "l" }, ["DELETE", "/cards/c/links/l"]],
    [
      { ...on, type: "addDependency", side: "blocks", other_id: "ENG-2" },
      ["POST", "/cards/c/dependencies", { blocks: "ENG-2" }],
    ],
    [{ ...on, type: "removeDependency", other_id: "d" }, ["DELETE", "/cards/c/dependencies/d"]],
    [
      { ...on, type: "addComment", temp_id: "t", body: "Hello" },
      ["POST", "/cards/c/comments", { body: "Hello" }],
    ],
    [
      { ...on, type: "updateComment", comment_id: "m", body: "B", base_version: 2 },
      ["PATCH", "/comments/m", { body: "B", base_version: 2 }],
    ],
    [{ ...on, type: "removeComment", comment_id: "m" }, ["DELETE", "/comments/m"]],
  ])("%o", (operation, expected) => expect(said(operation)).toEqual(expected));

  it("may be sent twice: what makes something carries its key", () => {
    const add = { ...on, id: "op-1", type: "addComment", temp_id: "t", body: "Hello" } as const;
    expect(toRequest(add, BOARD).headers["Idempotency-Key"]).toBe("op-1");
    const depend = { ...on, id: "op-2", type: "addDependency", side: "blocks", other_id: "d" };
    expect(toRequest(depend as Operation, BOARD).headers["Idempotency-Key"]).toBe("op-2");
  });
});

describe("live", () => {
  let server: FakeServer;
  let store: BoardStore;
  const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);
  const items = (id = ONE) => store.getView().details.get(id)?.checklist ?? [];
  const texts = (id = ONE) => items(id).map(({ text, done }) => (done ? `${text}!` : text));
  const card = (id = ONE) => store.getView().state?.cards.get(id);
  const thread = (id = ONE) => store.getView().comments.get(id);
  const bodies = () => thread()?.comments.map(({ body }) => body);
  const add = (text: string, temp_id = `temp-${text}`) =>
    store.dispatch({ type: "addItem", card_id: ONE, temp_id, text });
  const tick = (item_id: string, done = true) =>
    store.dispatch({ type: "updateItem", card_id: ONE, item_id, fields: { done } });

  beforeEach(async () => {
    vi.useFakeTimers({ now: new Date("2026-11-20T12:00:00Z") });
    sessionStorage.clear();
    server = new FakeServer(aBoard());
    const http = new Http({ fetch: server.fetch, cookies: () => "", locks: undefined });
    store = new BoardStore({
      boardId: BOARD,
      api: boardApiOver(http),
      openSocket: server.openSocket,
      storage: sessionStorage,
      random: () => 0.5,
    });
    store.start();
    await wait(50);
    await store.loadCard(ONE);
  });
  afterEach(() => {
    store.stop();
    vi.useRealTimers();
  });
  const agrees = () => {
    expect(store.getView().pending).toEqual([]);
    expect(card()).toEqual(server.state.cards.get(ONE));
  };

  it("an item is there at once, also on the card's face, and gets its id from the server", async () => {
    server.way = "down";
    void add("A");
    expect(texts()).toEqual(["A"]);
    expect(card()).toMatchObject({ checklist_total: 1 });
    void tick("temp-A"); // before the server has heard of it
    expect(texts()).toEqual(["A!"]);
    expect(card()).toMatchObject({ checklist_total: 1, checklist_done: 1 });
    server.way = "ok";
    await wait(5_000);
    expect(texts()).toEqual(["A!"]);
    expect(items()[0]?.id).not.toBe("temp-A");
    expect(store.getView().created.get("temp-A")).toBe(items()[0]?.id);
    agrees();
  });

  it("an answer before its event tells the id too", async () => {
    server.eventsFlow = false;
    void add("A");
    await wait(20);
    void tick("temp-A");
    await wait(20);
    expect(server.requests.at(-1)?.path).not.toContain("temp-A");
    expect(texts()).toEqual(["A!"]);
    server.flush();
    await wait(2_000);
    expect(texts()).toEqual(["A!"]);
    agrees();
  });

  it("two who tick the same item count it once", async () => {
    server.does("POST", `/cards/${ONE}/checklist`, { text: "A" });
    const [item] = items();
    server.way = "down";
    void tick(item?.id ?? "");
    expect(card()).toMatchObject({ checklist_total: 1, checklist_done: 1 });
    server.does("PATCH", `/cards/${ONE}/checklist/${item?.id}`, { done: true });
    expect(card()).toMatchObject({ checklist_total: 1, checklist_done: 1 });
    server.way = "ok";
    await wait(5_000);
    agrees();
  });

  it("items move, also over what somebody else adds", async () => {
    for (const text of ["A", "B", "C"]) {
      server.does("POST", `/cards/${ONE}/checklist`, { text });
    }
    const [a, , c] = items();
    server.way = "down";
    const move = { type: "moveItem", card_id: ONE, item_id: c?.id ?? "" } as const;
    void store.dispatch({ ...move, placement: { before: a?.id ?? "" } });
    expect(texts()).toEqual(["C", "A", "B"]);
    server.does("POST", `/cards/${ONE}/checklist`, { text: "D" });
    expect(texts()).toEqual(["C", "A", "B", "D"]);
    server.way = "ok";
    await wait(5_000);
    expect(texts()).toEqual(["C", "A", "B", "D"]);
    agrees();
  });

  it("a refusal takes the tick back, and says why", async () => {
    server.does("POST", `/cards/${ONE}/checklist`, { text: "A" });
    server.refusal = new Refused(403, "forbidden");
    void tick(items()[0]?.id ?? "");
    expect(texts()).toEqual(["A!"]);
    await wait(50);
    expect(texts()).toEqual(["A"]);
    expect(card()?.checklist_done).toBeUndefined();
    expect(store.getView().notices).toMatchObject([{ code: "forbidden" }]);
  });

  it("links come, change and go", async () => {
    void store.dispatch({
      ...{ type: "addLink", card_id: ONE, temp_id: "t" },
      ...{ url: "https://example.org", title: "Page" },
    });
    await wait(50);
    const [link] = store.getView().details.get(ONE)?.links ?? [];
    expect(link).toMatchObject({ url: "https://example.org", title: "Page" });
    const id = link?.id ?? "";
    const fields = { title: "Other" };
    void store.dispatch({ type: "updateLink", card_id: ONE, link_id: id, fields });
    expect(store.getView().details.get(ONE)?.links).toMatchObject([{ title: "Other" }]);
    void store.dispatch({ type: "removeLink", card_id: ONE, link_id: id });
    await wait(50);
    expect(store.getView().details.get(ONE)?.links).toEqual([]);
    agrees();
  });

  it("a dependency is told on both cards", async () => {
    const other_id = TWO;
    const depend = { type: "addDependency", card_id: ONE, side: "blocked_by", other_id } as const;
    server.way = "down";
    void store.dispatch(depend);
    expect(card(ONE)?.blocked_by).toEqual([TWO]);
    expect(card(TWO)?.blocks).toEqual([ONE]);
    server.way = "ok";
    await wait(5_000);
    agrees();
    void store.dispatch({ type: "removeDependency", card_id: TWO, other_id: ONE });
    expect(card(ONE)?.blocked_by).toBeUndefined();
    expect(card(TWO)?.blocks).toBeUndefined();
    await wait(50);
    agrees();
  });

  it("a parent is a field like others: two who set another one have to choose", async () => {
    server.does("PATCH", `/cards/${ONE}`, { parent_id: TWO });
    const fields = { parent_id: THREE };
    void store.dispatch({ type: "updateCard", card_id: ONE, base_version: 1, fields });
    await wait(50);
    expect(store.getView().conflicts).toMatchObject([
      { field: "parent_id", mine: THREE, theirs: TWO, who: GRACE },
    ]);
  });

  describe("comments", () => {
    const say = (body: string) =>
      store.dispatch({ type: "addComment", card_id: ONE, temp_id: `temp-${body}`, body });
    const others = (body: string) => server.does("POST", `/cards/${ONE}/comments`, { body });

    it("of oneself and of others appear at once and stay in order", async () => {
      await store.loadComments(ONE);
      server.way = "down";
      void say("Mine");
      expect(thread()?.comments).toMatchObject([{ body: "Mine", author_id: ME, pending: true }]);
      expect(card()?.comment_count).toBe(1);
      server.way = "ok";
      await wait(5_000);
      others("Theirs");
      expect(bodies()).toEqual(["Mine", "Theirs"]);
      expect(thread()?.comments[0]).not.toHaveProperty("pending");
      agrees();
    });

    it("come page by page; what is said meanwhile stands at the end", async () => {
      server.pageSize = 2;
      for (const body of ["1", "2", "3"]) others(body);
      await store.loadComments(ONE);
      others("4");
      void say("5");
      await wait(50);
      expect(bodies()).toEqual(["1", "2"]);
      expect(thread()?.tail.map(({ body }) => body)).toEqual(["4", "5"]);
      await store.loadComments(ONE);
      expect(bodies()).toEqual(["1", "2", "3", "4"]);
      expect(thread()?.tail.map(({ body }) => body)).toEqual(["5"]);
      await store.loadComments(ONE);
      expect(bodies()).toEqual(["1", "2", "3", "4", "5"]);
      expect(thread()).toMatchObject({ next: null, tail: [] });
    });

    it("that are deleted while a page is on its way do not come back", async () => {
      others("1");
      const id = server.log.at(-1)?.payload.comment as { id: string };
      const reading = store.loadComments(ONE);
      server.does("DELETE", `/comments/${id.id}`, {});
      await reading;
      await wait(10);
      expect(bodies()).toEqual([]);
    });

    it("are changed and deleted; who writes twice does not clash with themselves", async () => {
      await store.loadComments(ONE);
      void say("A");
      await wait(50);
      const comment_id = thread()?.comments[0]?.id ?? "";
      const edit = { type: "updateComment", card_id: ONE, comment_id, base_version: 1 } as const;
      void store.dispatch({ ...edit, body: "B" });
      void store.dispatch({ ...edit, body: "C" });
      expect(bodies()).toEqual(["C"]);
      await wait(100);
      expect(bodies()).toEqual(["C"]);
      expect(store.getView().conflicts).toEqual([]);
      void store.dispatch({ type: "removeComment", card_id: ONE, comment_id });
      expect(bodies()).toEqual([]);
      await wait(50);
      expect(card()?.comment_count).toBeUndefined();
      agrees();
    });

    it("that two tabs changed are a choice, and what is chosen is saved", async () => {
      await store.loadComments(ONE);
      others("A");
      const comment_id = thread()?.comments[0]?.id ?? "";
      server.does("PATCH", `/comments/${comment_id}`, { body: "Theirs" });
      const edit = { type: "updateComment", card_id: ONE, comment_id, base_version: 1 } as const;
      const outcome = store.dispatch({ ...edit, body: "Mine" });
      await wait(50);
      expect(await outcome).toMatchObject({ ok: false, reason: "conflict" });
      const [conflict] = store.getView().conflicts;
      expect(conflict).toMatchObject({ comment_id, field: "body", mine: "Mine", theirs: "Theirs" });
      void store.resolveConflict(conflict?.id ?? "", "mine");
      await wait(50);
      expect(bodies()).toEqual(["Mine"]);
      expect(store.getView().conflicts).toEqual([]);
    });

    it("are read anew after a gap", async () => {
      others("1");
      await store.loadComments(ONE);
      server.socket?.end(1006);
      server.eventsFlow = false;
      others("2");
      server.forgetsBefore = server.state.seq;
      server.eventsFlow = true;
      await wait(1_000);
      expect(bodies()).toEqual(["1", "2"]);
      others("3");
      expect(bodies()).toEqual(["1", "2", "3"]);
    });
  });
});
