import { describe, expect, it } from "vitest";

import { applyEvent, fromSnapshot } from "./apply";
import { without } from "./members";
import { aBoard, cardId } from "./testing/fakeServer";
import type { BoardEvent, Branch, Card, Counterparts, HeldBack, PullRequest } from "./types";

const AT = "2026-11-20T12:00:01.000000Z";

function request(id: string, more: Partial<PullRequest> = {}): PullRequest {
  const facts = { repository: "acme/rocket", number: 12, title: "Fix", branch: "fix" };
  return { id, ...facts, state: "open", ...more };
}

const branch = (id: string): Branch => ({ id, repository: "acme/rocket", name: `eng-1-${id}` });

function after(has: Counterparts, type: string, payload: Record<string, unknown>): Card {
  return applied(has, type, payload).after;
}

function applied(has: Counterparts, type: string, payload: Record<string, unknown>) {
  const board = aBoard(1);
  const before: Card = { ...(board.cards[0] as Card), ...has };
  const state = fromSnapshot({ ...board, cards: [before] });
  const place = { seq: 1, actor_id: null, correlation_id: null, origin: "github" as const };
  const event: BoardEvent = { ...place, type, card_id: cardId(0), created_at: AT, payload };
  return { before, state, after: applyEvent(state, event).cards.get(cardId(0)) as Card };
}

describe("pull requests of a card", () => {
  const merged = request("b", { state: "merged" });
  it.each<[string, Counterparts, string, unknown, unknown]>([
    ["the first", {}, "linked", request("b"), [request("b")]],
    [
      "one before others, by id",
      { pull_requests: [request("b"), request("c")] },
      "linked",
      request("a"),
      [request("a"), request("b"), request("c")],
    ],
    [
      "capitals stand before small letters",
      { pull_requests: [request("a")] },
      "linked",
      request("B"),
      [request("B"), request("a")],
    ],
    [
      "one that is there is replaced",
      { pull_requests: [request("a"), request("b", { author: "octocat" })] },
      "updated",
      merged,
      [request("a"), merged],
    ],
    [
      "one of which less is known now is what is known now",
      { pull_requests: [request("b", { closes: false, review: "approved", commits: 3 })] },
      "updated",
      request("b", { commits: 4 }),
      [request("b", { commits: 4 })],
    ],
    ["one that is linked again", { pull_requests: [request("b")] }, "linked", merged, [merged]],
    ["an update of one that is not there adds it", {}, "updated", request("b"), [request("b")]],
    [
      "what is null is left out",
      {},
      "linked",
      { ...request("b"), author: null, url: null },
      [request("b")],
    ],
  ])("%s", (_, has, what, pull_request, expected) => {
    const card = after(has, `pull_request.${what}`, { pull_request });
    expect(card.pull_requests).toStrictEqual(expected);
  });

  it("are unlinked one by one, and leave nothing behind", () => {
    const has = { pull_requests: [request("a"), request("b")] };
    const one = after(has, "pull_request.unlinked", { pull_request_id: "a" });
    expect(one.pull_requests).toEqual([request("b")]);
    const none = after({ pull_requests: one.pull_requests ?? [] }, "pull_request.unlinked", {
      pull_request_id: "b",
    });
    expect(none).not.toHaveProperty("pull_requests");
  });

  it("that are not there are not unlinked", () => {
    const has = { pull_requests: [request("a")] };
    const { before, after: card } = applied(has, "pull_request.unlinked", { pull_request_id: "x" });
    expect(card).toBe(before);
  });
});

describe("branches of a card", () => {
  it("come and go by id", () => {
    const two = after({ branches: [branch("b")] }, "branch.created", { branch: branch("a") });
    expect(two.branches).toEqual([branch("a"), branch("b")]);
    const one = after({ branches: two.branches ?? [] }, "branch.deleted", { branch_id: "b" });
    expect(one.branches).toEqual([branch("a")]);
    const none = after({ branches: one.branches ?? [] }, "branch.deleted", { branch_id: "a" });
    expect(none).not.toHaveProperty("branches");
  });

  it("show what was pushed to them", () => {
    const pushed = { ...branch("a"), head_sha: "c0ffee", pushed_at: AT };
    const has = { branches: [branch("a"), branch("b")] };
    const card = after(has, "branch.updated", { branch: pushed });
    expect(card.branches).toEqual([pushed, branch("b")]);
  });
});

describe("what holds a card back", () => {
  const why: HeldBack = {
    ...{ rule: "opened", column_id: "full", why: "wip_limit", at: AT },
    ...{ cause: "opened", repository: "acme/rocket", pull_request: 12 },
  };

  it("is shown, replaced and taken away", () => {
    expect(after({}, "card.held_back", { held_back: { ...why, branch: null } }).held_back).toEqual(
      why,
    );
    const other = { ...why, rule: "merged" };
    expect(after({ held_back: why }, "card.held_back", { held_back: other }).held_back).toEqual(
      other,
    );
    const over = after({ held_back: why }, "card.held_back", { held_back: null });
    expect(over).not.toHaveProperty("held_back");
    const { before, after: same } = applied({}, "card.held_back", { held_back: null });
    expect(same).toBe(before);
  });

  it("is over as soon as the card is moved", () => {
    const moved = { version: 2, column_id: cardId(0), rank: "a1" };
    const has = { held_back: why };
    expect(after(has, "card.moved", moved)).not.toHaveProperty("held_back");
    expect(after(has, "card.updated", { version: 2, fields: { title: "New" } }).held_back).toEqual(
      why,
    );
  });

  it("is over where the column of the card goes", () => {
    const board = aBoard(1);
    const before: Card = { ...(board.cards[0] as Card), held_back: why };
    const state = fromSnapshot({ ...board, cards: [before] });
    const place = { seq: 1, actor_id: null, correlation_id: null, origin: "board" as const };
    const to_column_id = board.columns[1]?.id as string;
    const payload = {
      column_id: before.column_id,
      to_column_id,
      cards: [{ id: before.id, rank: "a5", version: 2 }],
    };
    const event = { ...place, type: "column.deleted", card_id: null, created_at: AT, payload };
    const card = applyEvent(state, event).cards.get(before.id);
    expect(card).toMatchObject({ column_id: to_column_id, version: 2 });
    expect(card).not.toHaveProperty("held_back");
  });
});

describe("events from GitHub", () => {
  const events: [string, Record<string, unknown>][] = [
    ["pull_request.linked", { pull_request: request("a") }],
    ["pull_request.updated", { pull_request: request("a") }],
    ["pull_request.unlinked", { pull_request_id: "a" }],
    ["branch.created", { branch: branch("a") }],
    ["branch.updated", { branch: branch("a") }],
    ["branch.deleted", { branch_id: "a" }],
  ];

  it.each(events)("%s is no change of the card itself", (type, payload) => {
    const has = { pull_requests: [request("a")], branches: [branch("a")] };
    const { before, after: card } = applied(has, type, payload);
    const bare = (whole: Card) => without(whole, "pull_requests", "branches");
    expect(bare(card)).toEqual(bare(before));
  });

  it.each(events)("%s does not bring back a card that has gone", (type, payload) => {
    const state = fromSnapshot(aBoard(1));
    const place = { seq: 1, actor_id: null, correlation_id: null, origin: "github" as const };
    const event = { ...place, type, card_id: cardId(7), created_at: AT, payload };
    expect(applyEvent(state, event)).toEqual({ ...state, seq: 1 });
  });

  it.each([
    ["rules.updated", { rules: [{ event: "merged", column_id: null, default: false }] }],
    ["branching.updated", { branching: { template: "{key}", repository_id: null } }],
  ])("%s changes nothing that the board shows", (type, payload) => {
    const state = fromSnapshot(aBoard(1));
    const place = { seq: 1, actor_id: null, correlation_id: null, origin: "board" as const };
    const event = { ...place, type, card_id: null, created_at: AT, payload };
    expect(applyEvent(state, event)).toEqual({ ...state, seq: 1 });
  });

  it("card.restored brings back what the card has on GitHub", () => {
    const has = { pull_requests: [request("a")], branches: [branch("a")] };
    const card = { ...(aBoard(1).cards[0] as Card), ...has, board_id: "b", description: "Text" };
    const restored = after({}, "card.restored", { version: 3, card });
    expect(restored).toMatchObject({ ...has, has_description: true });
    expect(restored).not.toHaveProperty("board_id");
  });

  it("card.moved takes no notice of its reason", () => {
    const reason = { rule: "merged", corrected: false, repository: "acme/rocket", pull_request: 1 };
    const column_id = aBoard().columns[1]?.id;
    const card = after({}, "card.moved", { version: 2, column_id, rank: "a0V", reason });
    expect(card).toMatchObject({ version: 2, column_id, updated_at: AT });
    expect(card).not.toHaveProperty("reason");
  });
});
