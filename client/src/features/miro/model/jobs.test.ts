import { describe, expect, test } from "vitest";

import { ApiError } from "../../../api/errors";
import { aJob, aSending, aWholeJob, anOperation, someLimits } from "../../../test/miro";
import type { MiroJob } from "../api/jobs";
import {
  badWords,
  boardOf,
  canCancel,
  canRetry,
  doneWords,
  endedOf,
  endingWords,
  standingOf,
  waitsFor,
} from "./jobs";
import { nextLookAtJob, nextLookAtJobs } from "./looking";
import {
  answersOf,
  countsOf,
  itemLink,
  operationStanding,
  operationWords,
  shownOf,
} from "./operations";
import { failureOf, isAboutAccount, isForgotten, refusalOfJob, sentence } from "./troubles";

const NOW = Date.parse("2026-11-20T14:02:00Z");
const at = (seconds: number) => new Date(NOW + seconds * 1_000).toISOString();
const running = aSending({ state: "running" });
const waiting = aSending({ next_attempt_at: at(40) });
const ended = (changes: Partial<MiroJob>) => aJob({ pending: 0, ...changes });

describe("a job", () => {
  test.each<[string, MiroJob, string, boolean, boolean]>([
    ["waits", aJob(), "Waiting for its turn", true, false],
    ["begins", aJob({ task: running }), "Sending", true, false],
    ["goes on", aJob({ state: "working", done: 1 }), "Sending", true, false],
    ["is put off", aJob({ task: waiting }), "Waiting", true, false],
    [
      "gives way for a moment",
      aJob({ state: "working", task: aSending({ next_attempt_at: at(1) }) }),
      "Sending",
      true,
      false,
    ],
    [
      "ends",
      aJob({ state: "working", pending: 0, working: 1, cancelled: 2 }),
      "Stopping",
      false,
      false,
    ],
    [
      "was left",
      aJob({ state: "working", task: aSending({ state: "failed" }) }),
      "Interrupted",
      false,
      true,
    ],
    ["was left long ago", aJob({ task: null }), "Interrupted", false, true],
    ["is done", ended({ state: "done", done: 2 }), "Done", false, false],
    ["failed", ended({ state: "failed", failed: 2 }), "Failed", false, true],
    ["was cancelled", ended({ state: "cancelled", cancelled: 2 }), "Cancelled", false, true],
    [
      "is not known",
      ended({ state: "indeterminate", indeterminate: 1 }),
      "Needs you to look",
      false,
      false,
    ],
    [
      "is done in part",
      ended({ state: "partial", done: 1, failed: 1 }),
      "Done in part",
      false,
      true,
    ],
    ["is not done", ended({ state: "partial", failed: 1, cancelled: 1 }), "Not done", false, true],
  ])("that %s says so, and what can be done", (_, job, words, cancels, retries) => {
    expect([standingOf(job, NOW).words, canCancel(job), canRetry(job)]).toEqual([
      words,
      cancels,
      retries,
    ]);
  });

  test("tells how much of it is done, and what is not", () => {
    const job = aJob({ pending: 1_000, done: 420, failed: 3, indeterminate: 1, cancelled: 2 });
    expect(doneWords(job)).toBe("420 of 1,426 done");
    expect(badWords(job)).toEqual(["3 failed", "1 not known", "2 cancelled"]);
    expect(endedOf(job)).toBe(426);
    expect(endingWords(ended({ state: "done", done: 1 }))).toBe("done");
    expect(endingWords(ended({ state: "partial", done: 1, failed: 2 }))).toBe(
      "done in part: 2 failed",
    );
  });

  test("is called as its board is", () => {
    const names = ["Plan", " ", null].map((name) => boardOf(aJob({ board_name: name })));
    expect(names).toEqual(["Plan", "Untitled board", "Board uXjVOne="]);
  });
});

describe("a job waits", () => {
  const error = (code: string) =>
    aSending({ next_attempt_at: at(40), error: { code, detail: "So it was." } });
  test.each<[string, MiroJob, ReturnType<typeof someLimits> | undefined, string | undefined]>([
    ["for nothing", aJob({ task: running }), undefined, undefined],
    ["for nobody knows what", aJob({ task: waiting }), undefined, "Goes on in 40 s."],
    [
      "for credits, its task says",
      aJob({ task: error("miro_limited") }),
      undefined,
      "Your credits at Miro are used up; nothing is lost. Goes on in 40 s.",
    ],
    [
      "for credits",
      aJob({ task: waiting }),
      someLimits({ remaining: 0 }),
      "Your credits at Miro are used up; nothing is lost. Goes on in 40 s.",
    ],
    [
      "for Miro, its task says",
      aJob({ task: error("miro_unreachable") }),
      undefined,
      "Miro does not answer; nothing is lost. Goes on in 40 s.",
    ],
    [
      "for Miro",
      aJob({ task: waiting }),
      someLimits({}, { answering: false }),
      "Miro does not answer; nothing is lost. Goes on in 40 s.",
    ],
    ["for something else", aJob({ task: error("x") }), undefined, "So it was. Goes on in 40 s."],
    [
      "to look",
      aJob({ working: 1, task: waiting }),
      someLimits(),
      "No answer came about 1 change: Trivet looks at the board whether Miro did it. Goes on in 40 s.",
    ],
    [
      "to end",
      aJob({ pending: 0, working: 2, cancelled: 1 }),
      undefined,
      "2 changes were sent before that: what becomes of them shows here.",
    ],
    [
      "for a person",
      aJob({ task: null }),
      undefined,
      "Nothing works on it any more. Try again, and it goes on.",
    ],
    ["no more", ended({ state: "done", done: 1 }), undefined, undefined],
  ])("%s", (_, job, limits, words) => expect(waitsFor(job, limits, NOW)).toBe(words));
});

describe("an operation", () => {
  test.each([
    ["create_sticky_note", "Create a sticky note"],
    ["update_shape", "Change a shape"],
    ["detach_tag", "Take off a tag"],
    ["paint_card", "paint_card"],
    ["constructor_x", "constructor_x"],
  ])("%s is said", (type, words) => expect(operationWords(type)).toBe(words));

  test("that is under way is being sent, or had no answer", () => {
    const words = [true, false].map(
      (sending) => operationStanding(anOperation({ state: "working" }), sending).words,
    );
    expect(words).toEqual(["Sending", "No answer yet"]);
    expect(operationStanding(anOperation({ state: "new" }), false).words).toBe("Waiting");
  });

  test("is asked after as one sees it on the board", () => {
    const asked = ["create_tag", "delete_card", "attach_tag"].map((type) => answersOf(type).made);
    expect(asked).toEqual(["It is there", "It is gone", "It was done"]);
  });

  const board = "https://miro.com/app/board/x=/?share=1";
  test.each([
    ["create_card", "done", board, `${board}&moveToWidget=3`],
    ["attach_tag", "failed", board, `${board}&moveToWidget=3`],
    ["delete_card", "failed", board, `${board}&moveToWidget=3`],
    ["delete_card", "done", board, undefined],
    ["update_tag", "done", board, undefined],
    ["create_card", "done", null, undefined],
    ["create_card", "done", "javascript:alert(1)", undefined],
  ])("%s, %s, leads to its item", (type, state, viewLink, link) => {
    expect(itemLink(viewLink, anOperation({ type, state, item_id: "3" }))).toBe(link);
    expect(itemLink(viewLink, anOperation({ type, state }))).toBeUndefined();
  });

  test("is shown with those of its kind", () => {
    const whole = aWholeJob(aJob({ pending: 1, working: 1, failed: 1, indeterminate: 2 }));
    for (const shown of ["all", "failed", "unknown", "open", "cancelled", "done"] as const) {
      expect(shownOf(whole.operations, shown)).toHaveLength(countsOf(whole)[shown]);
    }
    expect(countsOf(whole)).toMatchObject({ all: 5, open: 2, unknown: 2 });
  });
});

describe("what is wrong", () => {
  const refused = (status: number, code: string) =>
    new ApiError({
      status,
      code,
      title: "Refused",
      detail: "So it was.",
      fields: [],
      extra: {},
      request_id: null,
      retry_after_ms: null,
    });

  test("with a job is told with what to do", () => {
    expect(refusalOfJob(refused(409, "miro_job_open")).text).toMatch(/try again/);
    expect(refusalOfJob(refused(403, "toString"))).toMatchObject({
      title: "Refused",
      text: "So it was.",
    });
    const gone = [
      refused(404, "miro_job_not_found"),
      refused(422, "x"),
      refused(404, "http_404"),
      null,
    ];
    expect(gone.map(isForgotten)).toEqual([true, true, false, false]);
  });

  test("with an operation is told in words", () => {
    expect(failureOf("miro_invalid").title).toBe("Miro does not accept this");
    expect(failureOf("toString")).toEqual({ title: "It failed", text: "" });
    const codes = ["miro_sign_in_needed", "miro_account_missing", "miro_invalid", null];
    expect(codes.map(isAboutAccount)).toEqual([true, true, false, false]);
    expect(["So.", "So"].map(sentence)).toEqual(["So.", "So."]);
  });
});

test("one looks often while something is sent, and less often the more is told", () => {
  const pageOf = (job: MiroJob) => ({ items: [job], next_cursor: null });
  const one = pageOf(aJob());
  expect(nextLookAtJobs([one], null, NOW)).toBe(2_000);
  expect(nextLookAtJobs([one, one], null, NOW)).toBe(4_000);
  expect(nextLookAtJobs([pageOf(ended({ done: 1 }))], null, NOW)).toBe(10_000);
  expect(nextLookAtJobs([pageOf(aJob({ task: waiting }))], null, NOW)).toBe(10_000);
  expect(nextLookAtJobs([one], new Error("offline"), NOW)).toBe(30_000);
  const look = (job: MiroJob) => nextLookAtJob(aWholeJob(job), null, NOW);
  expect(look(aJob())).toBe(2_000);
  expect(look(aJob({ pending: 1_000 }))).toBe(10_000);
  expect(look(aJob({ task: waiting }))).toBe(10_000);
  expect(look(ended({ done: 1 }))).toBe(false);
  expect(nextLookAtJob(undefined, null, NOW)).toBe(false);
  expect(nextLookAtJob(undefined, new Error("offline"), NOW)).toBe(30_000);
});
