import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { useState } from "react";
import { afterEach, describe, expect, test, vi } from "vitest";

import { ToastRegion } from "../../../lib";
import { fakeServer, page, problem } from "../../../test/fakeServer";
import { dismissAllToasts } from "../../../test/toasts";
import type { Shown, Task } from "../api/tasks";
import { InstallationTasksPage } from "./InstallationTasksPage";
import { WorkspaceTasksPage } from "./WorkspaceTasksPage";

afterEach(() => {
  dismissAllToasts();
  cleanup();
  vi.unstubAllGlobals();
});

const LIST = "GET /workspaces/w1/tasks";

const failed: Task = {
  id: "t1",
  name: "process_webhook_task",
  state: "failed",
  attempts: 4,
  max_attempts: 4,
  next_attempt_at: null,
  progress: null,
  error: { code: "board_busy", detail: "The board was busy." },
  result: null,
  requested_by: "u2",
  cancelling: false,
  created_at: "2025-11-20T12:00:00Z",
  finished_at: "2025-11-20T12:05:00Z",
};
const running: Task = {
  ...failed,
  id: "t2",
  name: "bulk_update_cards_task",
  state: "running",
  attempts: 1,
  error: null,
  requested_by: "u1",
  progress: { done: 120, total: 1_400, note: "of Engine" },
  finished_at: null,
};

type Handlers = Parameters<typeof fakeServer>[0];
type Call = ReturnType<typeof fakeServer>[number];

/** A list that answers by the states that it is asked for. */
const tasks =
  (by: Readonly<Record<string, () => readonly Task[]>>) =>
  ({ query }: Call) =>
    page(...(by[query.getAll("state").join()]?.() ?? []));

function open(handlers: Handlers, role = "admin", first: Shown = "attention") {
  const calls = fakeServer({
    "GET /auth/me": { body: { id: "u1", name: "Ada", instance_admin: role === "instance admin" } },
    "GET /workspaces": page({ id: "w1", name: "Acme", role }),
    "GET /workspaces/w1/members": page({ user_id: "u2", name: "Ben", role: "member" }),
    ...handlers,
  });
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  function Page() {
    const [shown, setShown] = useState<Shown>(first);
    const props = { shown, onShow: setShown };
    if (role.startsWith("instance")) return <InstallationTasksPage {...props} />;
    return <WorkspaceTasksPage workspaceId="w1" {...props} />;
  }
  render(
    <QueryClientProvider client={queries}>
      <Page />
      <ToastRegion />
    </QueryClientProvider>,
  );
  return { calls, queries };
}

const press = (name: string | RegExp) => fireEvent.click(screen.getByRole("button", { name }));
const rows = async () =>
  within(await screen.findByRole("list", { name: /^What/ })).getAllByRole("listitem");

describe("what needs attention", () => {
  test("is told in plain words, with the reason, and counted", async () => {
    open({ [LIST]: tasks({ dead: () => [failed] }) });
    expect(screen.getByRole("status", { name: "Loading the background work" })).toBeDefined();
    const [row] = await rows();
    await waitFor(() =>
      expect(row?.textContent).toBe(
        "Work on a delivery from GitHub Failed" +
          "Asked for by BenEnded 20 Nov 2025after 4 attempts" +
          "The board was busy. board_busyRetryDrop…",
      ),
    );
    expect(screen.getByRole("button", { name: /^Needs attention\W*1$/ })).toBeDefined();
    expect(document.title).toBe("Background work · Trivet");
  });

  test("is retried, and can be looked at while it is under way", async () => {
    let retried = false;
    const again: Task = { ...failed, state: "queued", attempts: 0, error: null, finished_at: null };
    open({
      [LIST]: tasks({
        dead: () => (retried ? [] : [failed]),
        open: () => (retried ? [again] : []),
      }),
      "POST /tasks/t1/retry": () => ((retried = true), { body: again }),
    });
    await rows();
    press("Retry: Work on a delivery from GitHub");
    expect(
      await screen.findByText("“Work on a delivery from GitHub” waits for its turn"),
    ).toBeDefined();
    expect(await screen.findByText("Nothing needs attention")).toBeDefined();
    const heading = screen.getByRole("heading", { name: "Background work" });
    await waitFor(() => expect(document.activeElement).toBe(heading));
    press("Show");
    const [row] = await rows();
    expect(row?.textContent).toContain("Waiting");
  });

  test("is dropped once one is sure", async () => {
    let there = true;
    open({
      [LIST]: tasks({ dead: () => (there ? [failed] : []) }),
      "DELETE /tasks/t1": () => ((there = false), { status: 204 }),
    });
    await rows();
    press("Drop…: Work on a delivery from GitHub");
    const dialog = await screen.findByRole("dialog", {
      name: "Drop “Work on a delivery from GitHub”?",
    });
    fireEvent.click(within(dialog).getByRole("button", { name: "Drop" }));
    expect(await screen.findByText("Nothing needs attention")).toBeDefined();
    expect(screen.getByText("“Work on a delivery from GitHub” was dropped")).toBeDefined();
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(screen.getByRole("button", { name: /^Needs attention/ }).textContent).toBe(
      "Needs attention",
    );
  });

  test("that somebody else saw to meanwhile is refused, and looked at again", async () => {
    let seenTo = false;
    open({
      [LIST]: tasks({ dead: () => (seenTo ? [] : [failed]) }),
      "DELETE /tasks/t1": problem(409, "task_not_droppable", "This task is running."),
      "POST /tasks/t1/retry": () => (
        (seenTo = true),
        problem(409, "task_not_retryable", "This task is running.")
      ),
    });
    await rows();
    press("Drop…: Work on a delivery from GitHub");
    const dialog = await screen.findByRole("dialog");
    fireEvent.click(within(dialog).getByRole("button", { name: "Drop" }));
    expect((await within(dialog).findByRole("alert")).textContent).toMatch(
      /This task is running\./,
    );
    fireEvent.click(within(dialog).getByRole("button", { name: "Cancel" }));
    press("Retry: Work on a delivery from GitHub");
    expect(await screen.findByText("This task is running.")).toBeDefined();
    expect(await screen.findByText("Nothing needs attention")).toBeDefined();
  });

  test("comes in pages", async () => {
    let broken = true;
    const { calls } = open({
      [LIST]: ({ query }) => {
        if (query.get("cursor") === "c2") {
          return broken ? "offline" : page({ ...failed, id: "t9" });
        }
        return { body: { items: [failed], next_cursor: "c2" } };
      },
    });
    await rows();
    press("Load more");
    expect(await screen.findByText(/The server cannot be reached/)).toBeDefined();
    expect(await rows()).toHaveLength(1);
    broken = false;
    press("Load more");
    await waitFor(async () => expect(await rows()).toHaveLength(2));
    expect(calls.at(-1)?.query.getAll("state")).toEqual(["dead"]);
    expect(screen.queryByRole("button", { name: "Load more" })).toBeNull();
  });

  test("cannot always be loaded, and can be asked for again", async () => {
    let broken = true;
    open({ [LIST]: () => (broken ? "offline" : page(failed)) });
    await screen.findByText("The server cannot be reached");
    broken = false;
    press("Try again");
    expect(await rows()).toHaveLength(1);
  });
});

describe("what is under way", () => {
  test("shows how far it is, live, until it is over", async () => {
    let done = 120;
    const now = (): Task => ({ ...running, progress: { done, total: 1_400, note: "of Engine" } });
    const { queries } = open(
      { [LIST]: tasks({ open: () => (done < 1_400 ? [now()] : []) }) },
      "admin",
      "running",
    );
    const bar = await screen.findByRole("progressbar", { name: "Change many cards" });
    expect([bar.getAttribute("value"), bar.getAttribute("max")]).toEqual(["120", "1400"]);
    await screen.findByText("120 of 1,400 · of Engine");
    expect((await rows())[0]?.textContent).toContain("Asked for by you 20 Nov 2025attempt 1 of 4");
    done = 700;
    // What the timer does every two seconds.
    await queries.refetchQueries();
    await screen.findByText("700 of 1,400 · of Engine");
    done = 1_400;
    await queries.refetchQueries();
    expect(await screen.findByText("Nothing is under way")).toBeDefined();
    press("Show what is finished");
    expect(await screen.findByText("Nothing is finished yet")).toBeDefined();
  });

  test("is asked to stop, and says that it will", async () => {
    const stopping = { ...running, cancelling: true };
    let asked = false;
    open(
      {
        [LIST]: tasks({ open: () => [asked ? stopping : running] }),
        "POST /tasks/t2/cancel": () => ((asked = true), { body: stopping }),
      },
      "admin",
      "running",
    );
    await rows();
    press("Cancel: Change many cards");
    expect(await screen.findByText("Stopping")).toBeDefined();
    expect(screen.getByText("“Change many cards” stops at its next step")).toBeDefined();
    expect(screen.queryByRole("button", { name: /^Cancel/ })).toBeNull();
  });
});

test.each([
  ["viewer", 0],
  ["member", 1],
  ["owner", 2],
])("a %s can steer what they may", async (role, steered) => {
  const mine = { ...failed, id: "t3", requested_by: "u1" };
  open({ [LIST]: tasks({ dead: () => [failed, mine] }) }, role);
  await rows();
  await waitFor(() =>
    expect(screen.queryAllByRole("button", { name: /^Retry/ })).toHaveLength(steered),
  );
  const note = screen.queryByText(/Admins of the workspace, and whoever asked/);
  expect(note === null).toBe(role === "owner");
});

test("what the installation does is for instance admins", async () => {
  const { calls } = open(
    { "GET /tasks": page({ ...failed, name: "purge_bin_task" }) },
    "instance admin",
  );
  const [row] = await rows();
  expect(row?.textContent).toContain("Delete for good what was in a bin for 30 days");
  expect(screen.getByRole("button", { name: /^Retry/ })).toBeDefined();
  expect(screen.getByText("This installation")).toBeDefined();
  expect(calls.some(({ path }) => path.startsWith("/workspaces"))).toBe(false);
});

test("for everybody else the installation says where to look", async () => {
  const { calls } = open({}, "instance stranger");
  expect(await screen.findByText("This is for instance admins")).toBeDefined();
  expect(calls.map(({ path }) => path)).toEqual(["/auth/me"]);
});

test("in a workspace that is not there there is nothing to see", async () => {
  open({ "GET /workspaces": page() });
  expect(await screen.findByText("There is no such workspace")).toBeDefined();
});
