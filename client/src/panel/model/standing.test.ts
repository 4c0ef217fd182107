import { expect, test } from "vitest";

import { aBoard, aTask } from "../testing";
import { amounts, standingOf } from "./standing";

test.each([
  [{}, { kind: "unread" }],
  [{ items: 3 }, { kind: "partial" }],
  [{ tags: 1 }, { kind: "partial" }],
  [{ items: 3, as_of: "2026-11-25T12:00:00Z", complete: false }, { kind: "partial" }],
  [
    { as_of: "2026-11-25T12:00:00Z", complete: true },
    { kind: "whole", asOf: "2026-11-25T12:00:00Z" },
  ],
  [{ task: aTask("queued") }, { kind: "waiting" }],
  [{ task: aTask("running") }, { kind: "reading", done: 0, total: null }],
  [
    { task: aTask("running", { progress: { done: 50, total: 120, note: "items" } }) },
    { kind: "reading", done: 50, total: 120 },
  ],
  [
    { task: aTask("retrying", { error: { code: "miro_unreachable", detail: "Away." } }) },
    { kind: "retrying", why: "Away." },
  ],
  [
    { task: aTask("failed", { error: { code: "miro_forbids", detail: "No." } }) },
    { kind: "failed", why: "No.", asOf: null },
  ],
  [
    { task: aTask("indeterminate"), as_of: "2026-11-25T12:00:00Z", complete: true },
    { kind: "failed", why: "", asOf: "2026-11-25T12:00:00Z" },
  ],
  // Somebody stopped it: that is no failure.
  [{ task: aTask("cancelled") }, { kind: "unread" }],
  [
    { task: aTask("succeeded"), as_of: "2026-11-25T12:00:00Z", complete: true },
    { kind: "whole", asOf: "2026-11-25T12:00:00Z" },
  ],
] as const)("%j stands as %j", (changes, standing) => {
  expect(standingOf(aBoard(changes))).toEqual(standing);
});

test("amounts are told in words", () => {
  expect(amounts({ items: 1, tags: 0 })).toBe("1 item, 0 tags");
  expect(amounts({ items: 1204, tags: 12 })).toBe("1,204 items, 12 tags");
});
