import { describe, expect, test } from "vitest";

import type { Task } from "../../../api/tasks";
import { aReading, aWhiteboard, someLimits } from "../../../test/miro";
import type { Whiteboard } from "../api/whiteboards";
import { creditWords, isSpent } from "./credits";
import { healthOf, isUnderWay, nameOf } from "./health";
import { nextLook, nextLookAtLimits } from "./looking";
import { atMoment, lastOf } from "./moments";
import { whyNot } from "./why";

const NOW = new Date(2026, 10, 20, 14, 2, 0);
const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000).toISOString();
const ended = (changes: Partial<Task>) => aReading({ finished_at: at(0), ...changes });

describe("health", () => {
  test.each<[string, Partial<Whiteboard>, string, string]>([
    ["nothing is known", {}, "unread", "Not read yet"],
    ["something is known", { items: 3 }, "part", "Read in part"],
    ["all is known", { as_of: at(-60), task: ended({ state: "succeeded" }) }, "read", "Read"],
    ["it waits", { task: aReading() }, "waiting", "Waiting to be read"],
    ["it begins", { task: aReading({ state: "running" }) }, "reading", "Reading…"],
    [
      "it goes on",
      {
        as_of: at(-60),
        task: aReading({ state: "running", progress: { done: 250, total: 1_200, note: "items" } }),
      },
      "reading",
      "Reading: 250 of 1,200 items",
    ],
    ["it ends", { task: aReading({ state: "running", cancelling: true }) }, "stopping", "Stopping"],
    [
      "it is tried again",
      { task: aReading({ state: "retrying" }) },
      "retrying",
      "Waiting to be tried again",
    ],
    ["it was stopped", { task: ended({ state: "cancelled" }) }, "stopped", "Reading was stopped"],
    [
      "it failed",
      { as_of: at(-60), task: ended({ state: "failed" }) },
      "failed",
      "Could not be read",
    ],
    ["nobody knows", { task: ended({ state: "indeterminate" }) }, "failed", "Could not be read"],
    ["it was read since", { as_of: at(60), task: ended({ state: "failed" }) }, "read", "Read"],
  ])("where %s", (_, changes, kind, words) => {
    expect(healthOf(aWhiteboard(changes))).toMatchObject({ kind, words });
  });

  test("is bad where it was not even begun", () => {
    expect(healthOf(aWhiteboard({ as_of: at(-60) }), true).kind).toBe("failed");
  });

  test("says whether it goes on", () => {
    expect(isUnderWay(aWhiteboard())).toBe(false);
    expect(isUnderWay(aWhiteboard({ task: aReading({ state: "retrying" }) }))).toBe(true);
    expect(isUnderWay(aWhiteboard({ task: ended({ state: "succeeded" }) }))).toBe(false);
  });
});

test("a board without a name is called something", () => {
  expect(nameOf(aWhiteboard({ name: " " }))).toBe("Untitled board");
});

describe("why a board", () => {
  const failed = { kind: "failed" } as const;
  const error = (code: string) => ({ code, detail: "So it was." });

  test.each([
    ["database_busy", true, "So it was."],
    ["miro_board_not_found", true, /deleted, or that you have no access.*try again/],
    ["miro_board_not_found", false, /somebody else.s name.*in yours then/],
    ["miro_sign_in_needed", true, "So it was."],
    ["miro_limited", true, "Miro took no more requests. Try again in a minute."],
  ])("could not be read: %s, mine %s", (code, mine, words) => {
    expect(whyNot(ended({ state: "failed", error: error(code) }), failed, mine)).toMatch(words);
  });

  test("could not be read for no reason that is known", () => {
    expect(whyNot(ended({ state: "failed" }), failed, true)).toMatch("Try again");
  });

  test.each([
    ["database_busy", "So it was. Next attempt in 25 s."],
    ["miro_limited", "Miro takes no more requests right now. Next attempt in 25 s."],
    ["miro_unreachable", "No answer came from Miro. Next attempt in 25 s."],
  ])("is not read yet: %s", (code, words) => {
    const task = aReading({ state: "retrying", error: error(code), next_attempt_at: at(25) });
    expect(whyNot(task, { kind: "retrying" }, true, NOW.getTime())).toBe(words);
  });

  test("is read: nothing is amiss", () => {
    expect(whyNot(ended({ state: "succeeded" }), { kind: "read" }, true)).toBeUndefined();
  });
});

describe("credits", () => {
  test.each([
    ["all is well", someLimits(), "84,200 of 100,000 left this minute", undefined],
    [
      "few are left",
      someLimits({ remaining: 19_000, reset_at: at(30) }),
      "19,000 of 100,000 left this minute",
      "Few credits are left. Boards that are being read wait until there are new ones, at 14:02:30.",
    ],
    [
      "none are left",
      someLimits({ remaining: 10, reset_at: at(30) }),
      "10 of 100,000 left this minute",
      /^Miro takes no more requests until 14:02:30; nothing is lost/,
    ],
    [
      "Miro says so",
      someLimits({ blocked_until: at(45) }),
      "84,200 of 100,000 left this minute",
      /^Miro takes no more requests until 14:02:45; nothing is lost/,
    ],
    [
      "that is over",
      someLimits({ blocked_until: at(-1) }),
      "84,200 of 100,000 left this minute",
      undefined,
    ],
  ])("where %s", (_, limits, left, trouble) => {
    const words = creditWords(limits, NOW.getTime());
    expect(words.left).toBe(left);
    if (trouble) expect(words.trouble).toMatch(trouble);
    else expect(words.trouble).toBeUndefined();
  });

  test("say what waits", () => {
    const waiting = (syncs: number, changes = 0) =>
      creditWords(someLimits({}, { queued: syncs + changes, syncs }), 0).waiting;
    expect([waiting(0), waiting(1), waiting(2), waiting(0, 980), waiting(1, 1)]).toEqual([
      undefined,
      "1 board waits to be read",
      "2 boards wait to be read",
      "980 changes wait to be sent to Miro",
      "1 board waits to be read; 1 change waits to be sent to Miro",
    ]);
  });

  test("are spent where nothing more can be asked", () => {
    expect(isSpent(someLimits())).toBe(false);
    expect(isSpent(someLimits({ remaining: 0 }))).toBe(true);
    expect(isSpent(someLimits({ blocked_until: at(5) }))).toBe(true);
  });
});

test("one looks less often the more boards are read", () => {
  expect([0, 1, 3, 50].map(nextLook)).toEqual([2_000, 2_000, 6_000, 10_000]);
});

test("one looks at the credits when they change by themselves", () => {
  const look = (credits: Parameters<typeof someLimits>[0]) =>
    nextLookAtLimits(someLimits(credits), NOW.getTime());
  expect(nextLookAtLimits(undefined, 0)).toBe(10_000);
  expect(look({})).toBe(10_000);
  expect(look({ reset_at: at(4) })).toBe(4_300);
  expect(look({ reset_at: at(40), blocked_until: at(2) })).toBe(2_300);
  expect(look({ reset_at: at(-40) })).toBe(10_000);
});

test("moments are told with their day where it is another one", () => {
  expect(atMoment(NOW, NOW)).toBe("at 14:02");
  expect(atMoment(new Date(2026, 10, 19, 9, 5), NOW)).toBe("on 19 Nov at 09:05");
  expect(lastOf([null, at(-5), at(0), null])).toEqual(NOW);
  expect(lastOf([null])).toBeUndefined();
});
