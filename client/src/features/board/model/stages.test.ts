import { describe, expect, it } from "vitest";

import { applyOperation } from "./optimistic";
import { ApiError } from "../../../api/errors";
import { noticeOf } from "./problems";
import { finishing, isOver, mergedBranches, nextStage, starting } from "./stages";
import type { Card, Category, Column } from "./types";
import { fromSnapshot } from "./apply";

const column = (category: Category): Column => ({
  id: category,
  name: category,
  category,
  rank: category,
});
const ALL = (["backlog", "unstarted", "started", "review", "done", "cancelled"] as const).map(
  column,
);
const card = (at: Category, more: Partial<Card> = {}): Card => ({
  id: "c1",
  key: "T-1",
  number: 1,
  title: "Card",
  column_id: at,
  rank: "a1",
  version: 1,
  created_at: "2026-11-20T10:00:00Z",
  updated_at: "2026-11-20T10:00:00Z",
  ...more,
});

describe("what comes next", () => {
  it.each([
    ["backlog", "start"],
    ["unstarted", "start"],
    ["started", "finish"],
    ["review", "finish"],
    ["done", null],
    ["cancelled", null],
  ] as const)("in %s it is %s", (at, next) => {
    expect(nextStage(card(at), ALL)).toBe(next);
    expect(isOver(card(at), ALL)).toBe(next === null);
  });

  it("is nothing where the board has no column for it", () => {
    expect(nextStage(card("backlog"), [column("backlog"), column("done")])).toBeNull();
    expect(nextStage(card("started"), [column("started")])).toBeNull();
  });
});

describe("where it goes", () => {
  it("is to the first column of what has begun, and to me", () => {
    const further = { ...column("started"), id: "second" };
    expect(starting(card("backlog"), [...ALL, further], "ana")).toEqual({
      type: "startCard",
      card_id: "c1",
      column_id: "started",
      person_id: "ana",
    });
    // What is so already is not said again.
    const mine = card("review", { assignee_ids: ["ana"] });
    expect(starting(mine, ALL, "ana")).toEqual({ type: "startCard", card_id: "c1" });
  });

  it("is to the first column of what is done", () => {
    expect(finishing(card("review"), ALL)).toMatchObject({ column_id: "done" });
    expect(finishing(card("done"), ALL)).toEqual({ type: "finishCard", card_id: "c1" });
  });

  it("is shown at once, at the column's end, beside who is assigned already", () => {
    const state = fromSnapshot({
      id: "board",
      workspace_id: "w",
      key: "T",
      name: "Test",
      seq: 1,
      epoch: "e",
      columns: ALL,
      labels: [],
      cards: [
        card("backlog", { assignee_ids: ["ben"] }),
        card("started", { id: "c2", rank: "a5" }),
      ],
    });
    const operation = starting(card("backlog"), ALL, "ana");
    const after = applyOperation(state, { id: "o1", ...operation });
    expect(after.order.get("started")).toEqual(["c2", "c1"]);
    expect(after.cards.get("c1")?.assignee_ids).toEqual(["ana", "ben"]);
    const again = applyOperation(after, { id: "o2", ...operation });
    expect(again.cards.get("c1")?.rank).toBe(after.cards.get("c1")?.rank);
  });
});

it("branches are merged whose pull requests are, unless another one is open", () => {
  const branch = (name: string) => ({ id: name, repository: "acme/rocket", name });
  const pull = (number: number, branch: string, state: string, closes = true) => ({
    id: String(number),
    repository: "acme/rocket",
    number,
    title: "Work",
    state,
    branch,
    closes,
  });
  const all = card("done", {
    branches: ["merged", "open", "both", "none", "mentioned"].map(branch),
    pull_requests: [
      pull(1, "merged", "merged"),
      pull(2, "open", "open"),
      pull(3, "both", "merged"),
      pull(4, "both", "draft"),
      pull(5, "mentioned", "merged", false),
    ] as never,
  });
  expect(mergedBranches(all).map(({ name }) => name)).toEqual(["merged"]);
});

it("a refusal names the pull requests that are in the way", () => {
  const pull_requests = [{ id: "p1", repository: "acme/rocket", number: 12 }];
  const error = new ApiError({
    ...{ status: 409, code: "pull_requests_open", title: "Open", detail: "One is open." },
    ...{ fields: [], extra: { pull_requests }, request_id: null, retry_after_ms: null },
  });
  const notice = noticeOf({ id: "o", type: "finishCard", card_id: "c1" }, error);
  expect(notice.open).toEqual(pull_requests);
});
