import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import type { Repository, Workspace } from "../../../api/queries";
import { ToastRegion } from "../../../lib";
import { fakeServer, page, problem } from "../../../test/fakeServer";
import { aRepository, aStatus, aTask } from "../../../test/github";
import { dismissAllToasts } from "../../../test/toasts";
import { Repositories } from "./Repositories";

beforeEach(() =>
  vi.useFakeTimers({
    shouldAdvanceTime: true,
    toFake: ["setTimeout", "setInterval", "clearTimeout", "clearInterval"],
  }),
);
afterEach(() => {
  dismissAllToasts();
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const LIST = "GET /workspaces/w1/repositories";
const CHECK = "POST /workspaces/w1/repositories/r1/check";
const TASK = "GET /tasks/task-1";

type Handlers = Parameters<typeof fakeServer>[0];

function open(repositories: Repository[] | (() => Repository[]), handlers: Handlers = {}) {
  const listed = typeof repositories === "function" ? repositories : () => repositories;
  const calls = fakeServer({
    [LIST]: () => page(...listed()),
    "GET /github/status": { body: aStatus() },
    ...handlers,
  });
  const workspace = { id: "w1", name: "Acme", role: "admin" } as Workspace;
  render(
    <QueryClientProvider
      client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}
    >
      <Repositories workspace={workspace} tabs={null} />
      <ToastRegion />
    </QueryClientProvider>,
  );
  return calls;
}

const row = async () => (await screen.findAllByRole("listitem"))[0] as HTMLElement;
const press = async (name: string) => fireEvent.click(await screen.findByRole("button", { name }));

/** Once it was asked how far a task is that has begun just now. */
async function soon() {
  await act(() => vi.advanceTimersByTimeAsync(100));
  await act(() => vi.advanceTimersByTimeAsync(2_100));
}

describe("how a repository stands", () => {
  test.each<[Partial<Repository>, RegExp]>([
    [{ via: "hook", state: "connected" }, /Connected by webhook/],
    [{ via: "app", state: "connected" }, /Connected by the GitHub App/],
    [{ via: "hand", state: "connected" }, /Connected by a webhook made by hand/],
    [{ via: "poll", state: "polled" }, /Polled as GitHub cannot reach this Trivet/],
    [{ via: "poll", state: "polled", hook: { state: "refused" } }, /Polled as no webhook can be/],
    [{ via: "hand", state: "polled" }, /Polled until its webhook delivers/],
    [{ via: "hook", state: "waiting" }, /Waiting for the ping of its webhook/],
    [{ via: "poll", state: "waiting" }, /Waiting for a first look/],
    [{ private: true, archived: true }, /acme\/rocket.*PrivateArchived/],
  ])("%j", async (changes, words) => {
    open([aRepository(changes)]);
    expect((await row()).textContent).toMatch(words);
  });

  test("the last that was heard of it counts, however it came", async () => {
    const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
    open([aRepository({ last_delivery_at: ago(60), polled_at: ago(4) })]);
    expect((await row()).textContent).toContain("synced 4 min ago");
  });

  test("what is being done says how far it is", async () => {
    const progress = { done: 1, total: 2, note: "Making the webhook" };
    const task = aTask({ state: "running", progress });
    open([aRepository({ state: "waiting", task })]);
    expect(await screen.findByText("Making the webhook")).toBeDefined();
  });

  test("another name on GitHub is noticed", async () => {
    let name = "acme/rocket";
    open(() => [aRepository({ full_name: name })]);
    await row();
    name = "acme/comet";
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await screen.findByText("acme/rocket is called acme/comet now")).toBeDefined();
  });
});

describe("a problem", () => {
  const problemOf = (code: string, detail = "It went wrong."): Repository =>
    aRepository({ state: "problem", problem: { code: code as never, detail } });

  test("says what happened, is repaired, and is gone", async () => {
    let now = problemOf("hook_missing", "Somebody deleted the webhook.");
    const calls = open(() => [now], {
      [CHECK]: { status: 202, body: { task: aTask({ name: "check_repository_task" }) } },
      [TASK]: () => ((now = aRepository()), { body: aTask({ state: "succeeded" }) }),
    });
    expect((await row()).textContent).toMatch(/Needs care.*Somebody deleted the webhook\./);
    await press("Repair");
    await soon();
    await waitFor(async () => expect((await row()).textContent).toMatch(/Connected/));
    expect(calls.filter(({ method }) => method === "POST")).toHaveLength(1);
  });

  test("a check that fails says why", async () => {
    const error = { code: "github_unreachable", detail: "GitHub does not answer." };
    open([problemOf("access_lost")], {
      [CHECK]: { status: 202, body: { task: aTask() } },
      [TASK]: { body: aTask({ state: "failed", error }) },
    });
    await press("Check again");
    await soon();
    expect(await screen.findByText("acme/rocket could not be checked")).toBeDefined();
    expect(screen.getByText("GitHub does not answer.")).toBeDefined();
  });

  test("a check that is refused says why", async () => {
    open([problemOf("access_lost")], { [CHECK]: problem(403, "role_too_low", "Ask an admin.") });
    await press("Check again");
    expect(await screen.findByText(/Ask an admin\./)).toBeDefined();
  });

  test("whom GitHub refuses signs in again", async () => {
    const account = { login: "ana", sign_in_needed: true, missing_scopes: [] };
    open([problemOf("sign_in_needed")], {
      "GET /github/status": { body: aStatus({ account, api: "limited" }) },
    });
    expect(await screen.findByRole("link", { name: "Sign in again" })).toBeDefined();
  });

  test("an App that was removed is installed again", async () => {
    const app = { slug: "trivet", install_url: "https://github.com/apps/trivet/installations/new" };
    open([problemOf("app_removed")], { "GET /github/status": { body: aStatus({ app }) } });
    const link = await screen.findByRole("link", { name: /Install the GitHub App again/ });
    expect(link.getAttribute("href")).toBe(app.install_url);
  });
});

test("disconnecting says that the webhook is removed", async () => {
  open([aRepository()]);
  const more = await screen.findByRole("button", { name: "More for acme/rocket" });
  fireEvent.click(more);
  // The first press loads the menu's code; from then on Radix listens to keys.
  fireEvent.keyDown(more, { key: "Enter" });
  fireEvent.click(await screen.findByRole("menuitem", { name: "Disconnect…" }));
  const dialog = await screen.findByRole("dialog", { name: "Disconnect acme/rocket?" });
  expect(dialog.textContent).toContain("The webhook that Trivet made on GitHub is removed.");
});
