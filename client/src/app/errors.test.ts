import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { ApiError, OfflineError } from "../api/errors";
import { fakeServer } from "../test/fakeServer";
import { forgetErrors, noteError } from "./errorReports";
import { followErrors } from "./errors";

const LOGS = { "POST /api/logs": { status: 202, body: { accepted: 1 } } };

interface Report {
  readonly message: string;
  readonly level: string;
  readonly context: Readonly<Record<string, string>>;
}

beforeEach(() => {
  document.cookie = "trivet_csrf=x";
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});

afterEach(() => {
  forgetErrors();
  document.cookie = "trivet_csrf=; max-age=0";
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** What was sent, delivery by delivery. */
async function sent(calls: ReturnType<typeof fakeServer>): Promise<Report[][]> {
  await vi.advanceTimersByTimeAsync(3_000);
  return calls.map(({ body }) => body as Report[]);
}

test("errors of one moment are sent together, each once", async () => {
  const calls = fakeServer(LOGS);
  const error = new TypeError("x is not a function");
  noteError(error, "window");
  noteError(error, "promise");
  noteError("only words", "promise");
  const [reports] = await sent(calls);
  expect(reports?.map(({ message }) => message)).toEqual([
    "TypeError: x is not a function",
    "only words",
  ]);
  expect(reports?.[0]).toMatchObject({
    level: "error",
    context: { where: "window", page: window.location.pathname },
  });
  expect(calls).toHaveLength(1);
});

test("no secret of an address goes along", async () => {
  const calls = fakeServer(LOGS);
  const error = new Error("Cannot load https://t.example/app/sign-in#trl_secret");
  error.stack = "at f (https://t.example/app/a.js?token=trv_secret:1:2)\nat g (a.js:3:4)";
  window.history.replaceState(null, "", "/app/search?q=secret");
  noteError(error, "page", "at Card (https://t.example/app/b.js#secret)");
  window.history.replaceState(null, "", "/");
  const [reports] = await sent(calls);
  expect(JSON.stringify(reports)).not.toContain("secret");
  expect(reports?.[0]?.context).toMatchObject({
    page: "/app/search",
    stack: "at f (https://t.example/app/a.js)\nat g (a.js:3:4)",
  });
});

test("what is foreseen is not told, nor what nobody signed in sees", async () => {
  const calls = fakeServer(LOGS);
  noteError(new ApiError({ status: 409, code: "conflict" } as never), "promise");
  noteError(new OfflineError(false), "promise");
  noteError(new DOMException("gone", "AbortError"), "promise");
  noteError("ResizeObserver loop completed with undelivered notifications.", "window");
  document.cookie = "trivet_csrf=; max-age=0";
  noteError(new Error("On the sign-in page"), "window");
  expect(await sent(calls)).toEqual([]);
});

test("a page tells of few errors, and what cannot be sent is lost", async () => {
  const calls = fakeServer({ "POST /api/logs": { status: 401 } });
  for (let number = 0; number < 50; number += 1) noteError(`error ${number}`, "window");
  const [reports] = await sent(calls);
  expect(reports).toHaveLength(20);
  noteError("one more", "window");
  expect(await sent(calls)).toHaveLength(1);
});

test("what nobody catches is heard of", async () => {
  const calls = fakeServer(LOGS);
  followErrors();
  window.dispatchEvent(new ErrorEvent("error", { message: "Script error.", error: null }));
  const rejection = new Event("unhandledrejection");
  Object.assign(rejection, { reason: new Error("Nobody waited") });
  window.dispatchEvent(rejection);
  await vi.dynamicImportSettled();
  const reports = (await sent(calls)).flat();
  expect(reports.map(({ message, context }) => [message, context["where"]])).toEqual([
    ["Script error.", "window"],
    ["Error: Nobody waited", "promise"],
  ]);
});
