import { describe, expect, test } from "vitest";

import type { Task } from "../api/tasks";
import { taskName } from "./names";
import { nextLook } from "./polling";
import { attemptWords, endedBadly, isOpen, nextWords, progressWords, stateWords } from "./words";

const task: Task = {
  id: "t1",
  name: "process_webhook_task",
  state: "queued",
  attempts: 0,
  max_attempts: 4,
  next_attempt_at: null,
  progress: null,
  error: null,
  result: null,
  requested_by: null,
  cancelling: false,
  created_at: "2026-11-20T12:00:00Z",
  finished_at: null,
};
const like = (changes: Partial<Task>): Task => ({ ...task, ...changes });

test.each([
  ["process_webhook_task", "Work on a delivery from GitHub"],
  ["undo_change_task", "Take back a change of many cards"],
  ["create_miro_card_task", "Create miro card"],
  ["toString", "ToString"],
  ["_task", "_task"],
  ["", ""],
])("%s is called “%s”", (name, words) => expect(taskName(name)).toBe(words));

test.each<[Partial<Task>, string]>([
  [{}, "Waiting"],
  [{ state: "running" }, "Running"],
  [{ state: "running", cancelling: true }, "Stopping"],
  [{ state: "retrying" }, "Trying again"],
  [{ state: "succeeded" }, "Done"],
  [{ state: "failed" }, "Failed"],
  [{ state: "cancelled" }, "Cancelled"],
  [{ state: "indeterminate" }, "Outcome unknown"],
])("%j is said", (changes, words) => expect(stateWords(like(changes)).label).toBe(words));

test("what is open ended neither well nor badly", () => {
  const states = ["queued", "running", "retrying", "succeeded", "failed", "cancelled"] as const;
  const told = states.map((state) => [isOpen(like({ state })), endedBadly(like({ state }))]);
  expect(told.map(String)).toEqual([
    ...Array(3).fill("true,false"),
    "false,false",
    ...Array(2).fill("false,true"),
  ]);
});

test.each<[Partial<Task>, string | undefined]>([
  [{}, undefined],
  [{ state: "running", attempts: 1 }, "attempt 1 of 4"],
  [{ state: "running", attempts: 1, max_attempts: 1 }, undefined],
  [{ state: "failed", attempts: 4 }, "after 4 attempts"],
  [{ state: "failed", attempts: 1 }, undefined],
])("%j was tried", (changes, words) => expect(attemptWords(like(changes))).toBe(words));

describe("the next attempt", () => {
  const now = Date.parse("2026-11-20T12:00:00Z");
  const at = (seconds: number) => new Date(now + seconds * 1_000).toISOString();
  test.each<[Partial<Task>, string | undefined]>([
    [{}, undefined],
    [{ next_attempt_at: at(-5) }, undefined],
    [{ next_attempt_at: at(3_600) }, "begins in 60 min"],
    [{ state: "retrying", next_attempt_at: at(-5) }, "next attempt any moment"],
    [{ state: "retrying", next_attempt_at: at(25) }, "next attempt in 25 s"],
    [{ state: "retrying", next_attempt_at: at(150) }, "next attempt in 3 min"],
    [{ state: "retrying", next_attempt_at: at(18_000) }, "next attempt in 5 h"],
  ])("of %j is told", (changes, words) => expect(nextWords(like(changes), now)).toBe(words));
});

test("how far it is has a total", () => {
  expect(progressWords(task)).toBeUndefined();
  expect(progressWords(like({ progress: { done: 0, total: 0, note: "" } }))).toBeUndefined();
  const progress = { done: 1_200, total: 5_000, note: "" };
  expect(progressWords(like({ progress }))).toBe("1,200 of 5,000");
});

test("one looks often while something goes on, and less often the more there is to ask", () => {
  const pageOf = (state: Task["state"]) => ({ items: [like({ state })] });
  expect(nextLook([], null)).toBe(10_000);
  expect(nextLook([pageOf("failed")], null)).toBe(10_000);
  expect(nextLook([pageOf("failed"), pageOf("running")], null)).toBe(4_000);
  expect(nextLook([pageOf("retrying")], null)).toBe(2_000);
  expect(nextLook([pageOf("running")], new Error("offline"))).toBe(30_000);
});
