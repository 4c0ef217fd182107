/** A server in memory, to which a store speaks as to the real one; it can be told to misbehave. */
import { applyEvent, fromSnapshot } from "../apply";
import { newId } from "../ids";
import type { SocketLike } from "../socket";
import type { BoardEvent, BoardState, Card, Snapshot } from "../types";
import { answer, problem, refuse, Refused, type Body } from "./answers";
import { commentsOf, detailEvents, isOfDetails, itemsOf, linksOf } from "./detailWrites";
import { FakeSocket } from "./fakeSocket";
import { BULK, cardEvents, type NewEvent } from "./writes";

export const BOARD = "b0000000-0000-4000-8000-000000000001";
export const ME = "u0000000-0000-4000-8000-00000000000a";
export const GRACE = "u0000000-0000-4000-8000-00000000000b";

type Way = "ok" | "down" | "lost";

export class FakeServer {
  state: BoardState;
  log: BoardEvent[] = [];
  /** `down`: nothing arrives. `lost`: writes are done, their answers are not heard. */
  way: Way = "ok";
  socketsWork = true;
  /** Whether events reach sockets; if not, they wait for `flush`. */
  eventsFlow = true;
  /** Refuse the next writes so. */
  refusal: Refused | undefined;
  forgetsBefore = 0;
  /** How many comments are in an answer. */
  pageSize = 50;
  readonly sockets: FakeSocket[] = [];
  readonly requests: { method: string; path: string; body: Body; headers: Headers }[] = [];
  /** Answers wait here while `holding`. */
  holding = false;
  readonly #held: (() => void)[] = [];
  readonly #answered = new Map<string, unknown>();

  constructor(snapshot: Snapshot) {
    this.state = fromSnapshot(snapshot);
  }

  readonly fetch = async (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(String(input), "http://trivet.test");
    const body = (init.body ? JSON.parse(String(init.body)) : {}) as Body;
    const method = init.method ?? "GET";
    const headers = new Headers(init.headers);
    if (this.way === "down") throw new TypeError("fetch failed");
    this.requests.push({ method, path: url.pathname, body, headers });
    const response = this.#answer(method, url, body, headers);
    if (this.holding && method !== "GET") {
      await new Promise<void>((resolve) => this.#held.push(resolve));
    }
    if (this.way === "lost" && method !== "GET") throw new TypeError("connection reset");
    return response;
  };

  readonly openSocket = (url: string): SocketLike => {
    const socket = new FakeSocket(Number(new URL(url).searchParams.get("since")));
    this.sockets.push(socket);
    setTimeout(() => this.#greet(socket), 1);
    return socket;
  };

  get socket(): FakeSocket | undefined {
    return this.sockets.findLast((socket) => socket.open);
  }

  /** Let go of the answers that were held, the latest first if so wanted. */
  release(reversed = false): void {
    const held = this.#held.splice(0);
    for (const go of reversed ? held.reverse() : held) go();
    this.holding = false;
  }

  /** Somebody else does something. */
  does(method: string, path: string, body: Body, actor = GRACE): void {
    this.#write(method, path, body, actor, null);
  }

  /** Something happens on GitHub. */
  hears(event: NewEvent): void {
    this.#append(event, null, null, "github");
    for (const socket of this.sockets) this.#sendTo(socket);
  }

  /** Send sockets what was held back. */
  flush(): void {
    this.eventsFlow = true;
    for (const socket of this.sockets) this.#sendTo(socket);
  }

  snapshot(): Snapshot {
    const { head, seq, epoch, columns, labels, order, cards } = this.state;
    const inOrder = [...columns.keys()].flatMap((id) => order.get(id) ?? []);
    return {
      ...head,
      seq,
      epoch,
      columns: [...columns.values()],
      labels: [...labels.values()],
      cards: inOrder.map((id) => cards.get(id) as Card),
    };
  }

  #greet(socket: FakeSocket): void {
    if (this.way === "down" || !this.socketsWork) return socket.end(1006);
    const { seq, epoch } = this.state;
    socket.open = true;
    socket.say({ type: "hello", seq, epoch, protocol: "trivet.v1", user_id: ME, presence: [] });
    if (socket.sent < this.forgetsBefore) {
      socket.sent = seq;
      return socket.say({ type: "resync", seq });
    }
    this.#sendTo(socket);
  }

  #sendTo(socket: FakeSocket): void {
    const events = this.log.filter((event) => event.seq > socket.sent);
    const [first, last] = [events[0], events.at(-1)];
    if (!socket.open || !this.eventsFlow || !first || !last) return;
    socket.sent = last.seq;
    socket.say({ type: "events", from_seq: first.seq, to_seq: last.seq, events });
  }

  #answer(method: string, url: URL, body: Body, headers: Headers): Response {
    const { pathname: path, searchParams } = url;
    const { seq, epoch } = this.state;
    try {
      if (method !== "GET") return this.#answerWrite(method, path, body, headers);
      if (path === "/auth/me") return answer(200, { id: ME });
      if (path === `/boards/${BOARD}`) return answer(200, this.snapshot(), seq);
      if (path.endsWith("/events")) {
        const since = Number(searchParams.get("since"));
        const items = this.log.filter((event) => event.seq > since);
        const resync = since < this.forgetsBefore;
        return answer(200, { items: resync ? [] : items, next_cursor: null, seq, epoch, resync });
      }
      const id = path.split("/")[2] ?? "";
      if (path.endsWith("/comments")) return answer(200, this.#comments(id, searchParams), seq);
      return answer(200, this.#whole(id) ?? refuse(404, "x"));
    } catch (error) {
      return problem(error);
    }
  }

  #comments(id: string, query: URLSearchParams): unknown {
    const from = Number(query.get("cursor") ?? 0);
    const all = commentsOf(this.log, id);
    const next = from + this.pageSize;
    return {
      items: all.slice(from, next),
      next_cursor: next < all.length ? String(next) : null,
    };
  }

  #whole(id: string): unknown {
    const card = this.state.cards.get(id);
    return card && { ...card, checklist: itemsOf(this.log, id), links: linksOf(this.log, id) };
  }

  #answerWrite(method: string, path: string, body: Body, headers: Headers): Response {
    if (this.refusal) throw this.refusal;
    const key = headers.get("Idempotency-Key");
    if (key !== null && this.#answered.has(key)) {
      return answer(201, this.#answered.get(key), this.state.seq);
    }
    if (path === BULK) return this.#answerBulk(body, headers.get("X-Request-ID"));
    const made = this.#write(method, path, body, ME, headers.get("X-Request-ID"));
    if (key !== null) this.#answered.set(key, made);
    return answer(method === "POST" ? 201 : 200, made, this.state.seq);
  }

  /** A result for each card, or a task where there are too many. */
  #answerBulk(body: Body, correlation: string | null): Response {
    const ids = body.card_ids as readonly string[];
    const batch_id = newId();
    if (ids.length > 200) return answer(202, { task: aTask(newId()), batch_id });
    const there = ids.filter((id) => this.state.cards.has(id));
    this.#write("POST", BULK, body, ME, correlation);
    const results = ids.map((card_id) =>
      there.includes(card_id)
        ? { card_id, status: "updated" }
        : { card_id, status: "failed", error: { code: "card_not_found", detail: "It is gone." } },
    );
    const failed = ids.length - there.length;
    const said = {
      mode: "partial",
      batch_id,
      updated: there.length,
      unchanged: 0,
      failed,
      results,
    };
    return answer(200, said, there.length > 0 ? this.state.seq : undefined);
  }

  #write(
    method: string,
    path: string,
    body: Body,
    actor: string,
    correlation: string | null,
  ): unknown {
    const events = isOfDetails(path)
      ? detailEvents(this.state, this.log, method, path, body, actor)
      : cardEvents(this.state, this.log, method, path, body);
    for (const event of events) this.#append(event, actor, correlation);
    for (const socket of this.sockets) this.#sendTo(socket);
    const id = events[0]?.card_id ?? path.split("/")[2] ?? "";
    return events[0]?.payload.comment ?? this.#whole(id) ?? null;
  }

  #append(
    event: NewEvent,
    actor_id: string | null,
    correlation_id: string | null,
    origin: BoardEvent["origin"] = "board",
  ): void {
    const seq = this.state.seq + 1;
    const created_at = new Date(Date.now()).toISOString();
    const whole = { ...event, seq, actor_id, correlation_id, created_at, origin };
    this.log.push(whole);
    this.state = applyEvent(this.state, whole);
  }
}

/** A task as the server tells of it when it was just asked for. */
export function aTask(id: string): Body {
  return {
    id,
    name: "bulk_update_cards",
    state: "queued",
    progress: null,
    error: null,
    result: null,
  };
}

/** A board with three columns; card n stands in the first of them. */
export function aBoard(cards = 3): Snapshot {
  const columns = ["Todo", "Doing", "Done"].map((name, index) => ({
    id: `c0000000-0000-4000-8000-00000000000${index}`,
    name,
    category: "unstarted" as const,
    rank: `a${index}`,
  }));
  const at = "2026-11-20T12:00:00.000000Z";
  return {
    id: BOARD,
    workspace_id: newId(),
    key: "ENG",
    name: "Engine",
    seq: 0,
    epoch: "e1",
    columns,
    labels: [],
    cards: Array.from({ length: cards }, (_, index) => ({
      id: cardId(index),
      key: `ENG-${index + 1}`,
      number: index + 1,
      title: `Card ${index + 1}`,
      column_id: columns[0]?.id ?? "",
      rank: `b${String(index).padStart(5, "0")}V`,
      version: 1,
      created_at: at,
      updated_at: at,
    })),
  };
}

export function cardId(index: number): string {
  return `d0000000-0000-4000-8000-${String(index).padStart(12, "0")}`;
}
