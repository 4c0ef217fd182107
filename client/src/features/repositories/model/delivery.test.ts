import { describe, expect, it, test } from "vitest";

import { aDelivery, aStory, aTask, named } from "../../../test/github";
import type { Delivery } from "../api/deliveries";
import { nextLook } from "./deliveryPolling";
import { adviceOf, canReplay, outcomeWords, stateWords, titleOf } from "./deliveryWords";

const subject = { pull_request: null, branch: null, tag: null, commit: null };

describe("what a delivery is called", () => {
  test.each<[Partial<Delivery>, string]>([
    [{}, "pull_request opened, #7"],
    [{ action: null, subject }, "pull_request"],
    [
      { event: "create", action: null, subject: { ...subject, branch: "eng-42-x" } },
      "create, eng-42-x",
    ],
    [{ event: "create", action: null, subject: { ...subject, tag: "v1" } }, "create, v1"],
    [
      { event: "status", action: null, subject: { ...subject, commit: "0123456789" } },
      "status, 0123456",
    ],
  ])("%j", (changes, words) => expect(titleOf(aDelivery(changes))).toBe(words));
});

describe("what came of it", () => {
  const [one, two, three] = [named("ENG-42"), named("ENG-43"), named("ENG-44")];
  test.each<[Partial<Delivery>, string]>([
    [
      { story: aStory({ moved: [one], linked: [one, two] }) },
      "moved ENG-42 · linked to ENG-42, ENG-43",
    ],
    [
      { story: aStory({ unlinked: [two], concerned: [three] }) },
      "taken off ENG-43 · shown on ENG-44",
    ],
    [{ story: aStory({ moved: [one], gone: 1 }) }, "moved ENG-42 · a card that is gone"],
    [{ story: aStory({ gone: 2 }) }, "2 cards that are gone"],
    [{}, "no card"],
    [{ event: "ping" }, "the webhook works"],
    [{ event: "repository" }, "the repository was looked at"],
    [{ story: aStory({ ignored: "disconnected" }) }, "left alone: the repository was disconnected"],
    [{ story: aStory({ ignored: "overtaken" }) }, "left alone: something newer was known"],
    [{ story: null }, ""],
  ])("%#", (changes, words) => expect(outcomeWords(aDelivery(changes))).toBe(words));
});

describe("how it stands", () => {
  test.each<[Partial<Delivery>, string]>([
    [{ state: "waiting", task: aTask({ state: "queued" }) }, "Waiting"],
    [{ state: "waiting", task: aTask({ state: "retrying" }) }, "Trying again"],
    [{ state: "working", task: aTask({ state: "running" }) }, "Working"],
    [{ state: "failed", task: aTask({ state: "failed" }) }, "Failed"],
    [{ state: "failed", task: aTask({ state: "indeterminate" }) }, "Outcome unknown"],
    [{ state: "dropped", task: null }, "Dropped"],
    [{ state: "done", task: null }, "Done"],
  ])("%j", (changes, label) => expect(stateWords(aDelivery(changes)).label).toBe(label));
});

describe("what to do", () => {
  const failed = (code: string) =>
    aDelivery({ state: "failed", story: null, error: { code, detail: "So it was." } });
  test.each<[Delivery, RegExp | undefined, boolean]>([
    [aDelivery(), undefined, true],
    [failed("unexpected"), /a mistake of Trivet\u2019s/, true],
    [failed("malformed_payload"), /after an upgrade/, true],
    [failed("board_busy"), /once the cause is mended/, true],
    [aDelivery({ state: "dropped" }), /cancelled or dropped/, true],
    [aDelivery({ body_kept: false }), /Have GitHub deliver it again/, false],
    [
      aDelivery({ repository: { id: "r1", full_name: "a/b", connected: false } }),
      /connect the repository again/,
      false,
    ],
    [aDelivery({ state: "waiting" }), undefined, false],
    [aDelivery({ state: "working", body_kept: false }), undefined, false],
  ])("%#", (delivery, advice, may) => {
    if (advice) expect(adviceOf(delivery)).toMatch(advice);
    else expect(adviceOf(delivery)).toBeUndefined();
    expect(canReplay(delivery)).toBe(may);
  });
});

it("is looked at often while something is under way, and seldom while that fails", () => {
  const page = (...items: Delivery[]) => ({ items, next_cursor: null });
  expect(nextLook([], null)).toBe(10_000);
  expect(nextLook([page(aDelivery())], null)).toBe(10_000);
  expect(nextLook([page(aDelivery({ state: "waiting" }))], null)).toBe(2_000);
  expect(nextLook([page(aDelivery()), page(aDelivery({ state: "working" }))], null)).toBe(4_000);
  expect(nextLook([page(aDelivery({ state: "waiting" }))], new Error())).toBe(30_000);
});
