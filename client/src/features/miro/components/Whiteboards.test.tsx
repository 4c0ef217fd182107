import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { fakeServer, page, problem } from "../../../test/fakeServer";
import { aReading, aWhiteboard, someLimits } from "../../../test/miro";
import { renderInApp } from "../../../test/renderInApp";
import { dismissAllToasts } from "../../../test/toasts";
import type { Whiteboard } from "../api/whiteboards";
import { Whiteboards } from "./Whiteboards";

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));

afterEach(() => {
  dismissAllToasts();
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const BOARDS = "GET /api/boards";
const LIMITS = "GET /api/limits";
const ONE = "GET /api/boards/uXjVOne%3D";
const READ = "POST /api/boards/uXjVOne%3D/sync";

type Handlers = Parameters<typeof fakeServer>[0];

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const known = (changes: Partial<Whiteboard> = {}) =>
  aWhiteboard({ items: 1_204, tags: 1, as_of: ago(3), complete: true, ...changes });

function open(boards: readonly Whiteboard[], handlers: Handlers = {}) {
  const calls = fakeServer({
    "GET /auth/me": { body: { id: "u1", name: "Ada", created_at: "2026-11-20T12:00:00Z" } },
    [BOARDS]: page(...boards),
    [LIMITS]: { body: someLimits() },
    ...handlers,
  });
  renderInApp(<Whiteboards />);
  return calls;
}

const asked = (calls: ReturnType<typeof open>, path: string) =>
  calls.filter((call) => `${call.method} ${call.path}` === path).length;
const rows = async () =>
  within(await screen.findByRole("list", { name: "Your boards in Miro" })).getAllByRole("listitem");
const button = (name: string) => screen.findByRole("button", { name });
const press = async (name: string) => fireEvent.click(await button(name));
const field = () => screen.findByRole("searchbox", { name: "Search your boards in Miro" });
const text = (row: HTMLElement | undefined) =>
  row?.textContent?.replace(" (opens in a new tab)", " ");
const polite = () => [...document.querySelectorAll('[aria-live="polite"]')].at(-1)?.textContent;

describe("boards", () => {
  test("are told with what is known of each, and lead to Miro", async () => {
    open([known(), aWhiteboard({ id: "two", name: "Retro", team_name: null, view_link: null })]);
    expect(screen.queryByText("Asking Miro for your boards")).toBeNull();
    const [plan, retro] = await rows();
    expect(text(plan)).toBe("Plan Read 3 min ago1,204 items1 tagAcmeFollowRead now");
    const link = within(plan as HTMLElement).getByRole("link", { name: /^Plan/ });
    expect(link.getAttribute("href")).toBe("https://miro.com/app/board/uXjVOne=");
    expect(link.getAttribute("target")).toBe("_blank");
    expect(link.getAttribute("rel")).toContain("noopener");
    expect(text(retro)).toBe("RetroNot read yetFollowRead now");
    expect(within(retro as HTMLElement).queryByRole("link")).toBeNull();
  });

  test("whose tags are not known say so", async () => {
    open([known({ complete: false, tags: 0 })]);
    expect(text((await rows())[0])).toBe(
      "Plan Read 3 min ago, without its tags1,204 itemsAcmeFollowRead now",
    );
  });

  test("that are none say what would stand there, and are looked for again", async () => {
    let there = false;
    open([], { [BOARDS]: () => page(...(there ? [known()] : [])) });
    expect(await screen.findByText("Miro shows you no boards")).toBeDefined();
    expect(screen.queryByRole("searchbox")).toBeNull();
    there = true;
    await press("Look again");
    expect(await rows()).toHaveLength(1);
    const heading = screen.getByRole("heading", { name: "Your boards" });
    await waitFor(() => expect(document.activeElement).toBe(heading));
  });

  test("that cannot be listed say why, and can be asked for again", async () => {
    let works = false;
    open([], {
      [BOARDS]: () =>
        works ? page(known()) : problem(503, "miro_unreachable", "No answer came from Miro."),
    });
    expect(await screen.findByText("No answer came from Miro.")).toBeDefined();
    works = true;
    await press("Try again");
    expect(await rows()).toHaveLength(1);
  });

  test("are shown page by page, each once, and one goes on where the further ones begin", async () => {
    open([], {
      [BOARDS]: ({ query }) =>
        query.get("cursor") === "c2"
          ? page(known(), aWhiteboard({ id: "two", name: "Retro" }))
          : { body: { items: [known()], next_cursor: "c2" } },
    });
    expect(await rows()).toHaveLength(1);
    await press("Show more");
    await screen.findByRole("link", { name: /^Retro/ });
    expect(await rows()).toHaveLength(2);
    expect(screen.queryByRole("button", { name: "Show more" })).toBeNull();
    const link = screen.getByRole("link", { name: /^Retro/ });
    await waitFor(() => expect(document.activeElement).toBe(link));
    expect(polite()).toBe("1 more");
  });

  test("of which there are no more to be had now say why", async () => {
    open([], {
      [BOARDS]: ({ query }) =>
        query.has("cursor")
          ? problem(429, "miro_limited", "Miro lets us ask again in 12 seconds.")
          : { body: { items: [known()], next_cursor: "c2" } },
    });
    await press("Show more");
    expect((await screen.findByText(/again in 12 seconds/)).closest("[role=alert]")).not.toBeNull();
    expect(await rows()).toHaveLength(1);
    expect(await button("Show more")).toBeDefined();
  });
});

describe("the search", () => {
  test("asks once one pauses, and says what it found", async () => {
    const calls = open([], {
      [BOARDS]: ({ query }) =>
        page(...(query.get("query") ? [known()] : [known(), aWhiteboard({ id: "two" })])),
    });
    const input = await field();
    fireEvent.change(input, { target: { value: "pl" } });
    fireEvent.change(input, { target: { value: " plan " } });
    await waitFor(async () => expect(await rows()).toHaveLength(1));
    expect(screen.getByText("1 found")).toBeDefined();
    const queries = calls
      .filter(({ path }) => path === "/api/boards")
      .map(({ query }) => query.get("query"));
    expect(queries).toEqual([null, "plan"]);
    fireEvent.keyDown(input, { key: "Escape" });
    await waitFor(async () => expect(await rows()).toHaveLength(2));
  });

  test("that finds nothing says so, and is cleared", async () => {
    open([], { [BOARDS]: ({ query }) => page(...(query.get("query") ? [] : [known()])) });
    fireEvent.change(await field(), { target: { value: "xyz" } });
    expect(await screen.findByText("None of your boards is called “xyz”")).toBeDefined();
    await press("Clear the search");
    expect(await rows()).toHaveLength(1);
    expect(document.activeElement).toBe(await field());
    expect((await field()).getAttribute("value") ?? "").toBe("");
  });
});

describe("reading a board", () => {
  const running = (done: number) =>
    aReading({ state: "running", progress: { done, total: 1_200, note: "items" } });

  test("is begun, followed to its end, and told", async () => {
    let now = aWhiteboard({ task: running(250) });
    const calls = open([aWhiteboard()], {
      [READ]: { status: 202, body: { task: aReading() } },
      [ONE]: () => ({ body: now }),
    });
    (await button("Read now: Plan")).focus();
    await press("Read now: Plan");
    const stop = await button("Stop: Plan");
    // The same one, so that the focus is where it was.
    expect(document.activeElement).toBe(stop);
    expect(await screen.findByText("Reading: 250 of 1,200 items")).toBeDefined();
    const bar = screen.getByRole("progressbar", { name: "Reading Plan" });
    expect([bar.getAttribute("value"), bar.getAttribute("max")]).toEqual(["250", "1200"]);
    const task = aReading({ state: "succeeded", finished_at: ago(0) });
    now = known({ items: 1_200, tags: 12, as_of: ago(0), task });
    await vi.advanceTimersByTimeAsync(2_100);
    expect(text((await rows())[0])).toBe("Plan Read just now1,200 items12 tagsAcmeFollowRead now");
    expect(polite()).toBe("Plan was read: 1,200 items, 12 tags.");
    const before = asked(calls, ONE);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked(calls, ONE)).toBe(before);
  });

  test("is not stopped by the second click of two", async () => {
    const calls = open([aWhiteboard()], {
      [READ]: { status: 202, body: { task: aReading() } },
      [ONE]: { body: aWhiteboard({ task: running(0) }) },
    });
    await press("Read now: Plan");
    await press("Stop: Plan");
    await vi.advanceTimersByTimeAsync(0);
    expect(calls.some(({ path }) => path.endsWith("/cancel"))).toBe(false);
  });

  test("is stopped by who asked for it", async () => {
    const task = { ...running(250), cancelling: true };
    open([aWhiteboard({ task: running(250) })], {
      [ONE]: { body: aWhiteboard({ task: running(250) }) },
      "POST /tasks/task-1/cancel": { body: task },
    });
    await press("Stop: Plan");
    expect(await screen.findByText("Stopping")).toBeDefined();
  });

  test("that cannot be stopped says why", async () => {
    open([aWhiteboard({ task: running(250) })], {
      [ONE]: { body: aWhiteboard({ task: running(250) }) },
      "POST /tasks/task-1/cancel": problem(409, "task_not_cancellable", "It is over."),
    });
    await press("Stop: Plan");
    expect(await screen.findByText("“Plan” could not be stopped")).toBeDefined();
  });

  test("for somebody else cannot be stopped, nor begun again", async () => {
    const task = { ...running(250), requested_by: "u2" };
    const calls = open([aWhiteboard({ task })], { [ONE]: { body: aWhiteboard({ task }) } });
    const read = await button("Read now: Plan");
    expect(read.getAttribute("aria-disabled")).toBe("true");
    fireEvent.click(read);
    await vi.advanceTimersByTimeAsync(0);
    expect(calls.some(({ method }) => method === "POST")).toBe(false);
  });

  test("that failed says why and what to do, and is tried again", async () => {
    const error = { code: "database_busy", detail: "The database was busy. Try again." };
    const task = aReading({ state: "failed", error, finished_at: ago(1) });
    const calls = open([known({ as_of: ago(60), task })], {
      [READ]: { status: 202, body: { task: aReading() } },
      [ONE]: { body: aWhiteboard({ task: aReading() }) },
    });
    expect(text((await rows())[0])).toBe(
      "Plan Could not be readLast read 1 h ago1,204 items1 tagAcme" +
        "The database was busy. Try again.FollowTry again",
    );
    await press("Try again: Plan");
    expect(await screen.findByText("Waiting to be read")).toBeDefined();
    expect(asked(calls, READ)).toBe(1);
  });

  test("that fails before one's eyes is told", async () => {
    const error = { code: "miro_board_not_found", detail: "It is gone." };
    let now = aWhiteboard({ task: running(250) });
    open([now], { [ONE]: () => ({ body: now }) });
    await screen.findByText("Reading: 250 of 1,200 items");
    now = aWhiteboard({ task: aReading({ state: "failed", error, finished_at: ago(0) }) });
    await vi.advanceTimersByTimeAsync(2_100);
    expect(await screen.findByText(/^Miro says that it was deleted/)).toBeDefined();
    expect(polite()).toMatch(/^Plan could not be read\. Miro says that it was deleted/);
  });

  test("that waits to be tried again says for what, and when that is", async () => {
    const task = aReading({
      state: "retrying",
      error: { code: "miro_unreachable", detail: "No answer." },
      next_attempt_at: new Date(Date.now() + 25_000).toISOString(),
    });
    open([aWhiteboard({ task })], { [ONE]: { body: aWhiteboard({ task }) } });
    expect(await screen.findByText("Waiting to be tried again")).toBeDefined();
    expect(
      await screen.findByText(/^No answer came from Miro\. Next attempt in 2\d s\.$/),
    ).toBeDefined();
    expect(screen.queryByRole("progressbar")).toBeNull();
  });

  test("that is refused says why, and can be tried again", async () => {
    let works = false;
    open([known()], {
      [READ]: () =>
        works
          ? { status: 202, body: { task: aReading() } }
          : problem(503, "miro_unreachable", "No answer came from Miro. Nothing is lost."),
      [ONE]: { body: known({ task: aReading() }) },
    });
    await press("Read now: Plan");
    expect(await screen.findByText("Could not be read")).toBeDefined();
    expect(text((await rows())[0])).toContain("No answer came from Miro. Nothing is lost.");
    works = true;
    await press("Try again: Plan");
    expect(await screen.findByText("Waiting to be read")).toBeDefined();
    expect(text((await rows())[0])).not.toContain("Nothing is lost");
  });

  test("that cannot be followed says why", async () => {
    open([aWhiteboard({ task: running(250) })], { [ONE]: "offline" });
    expect(await screen.findByText(/^The server cannot be reached\./)).toBeDefined();
    expect(screen.getByText("Reading: 250 of 1,200 items")).toBeDefined();
  });

  test("of a board that is gone has the list asked for again, once", async () => {
    let gone = false;
    const calls = open([], {
      [BOARDS]: () => page(...(gone ? [] : [aWhiteboard({ task: running(250) })])),
      [ONE]: () => ((gone = true), problem(404, "miro_board_not_found", "It is gone.")),
    });
    expect(await screen.findByText("Miro shows you no boards")).toBeDefined();
    expect([asked(calls, ONE), asked(calls, BOARDS)]).toEqual([1, 2]);
  });
});

describe("following", () => {
  const FOLLOW = "PUT /api/boards/uXjVOne%3D/follow";
  const UNFOLLOW = "DELETE /api/boards/uXjVOne%3D/follow";
  const follow = (changes: Partial<NonNullable<Whiteboard["follow"]>> = {}) => ({
    lasting: true,
    until: null,
    every_s: 20,
    looked_at: ago(0),
    problem: null,
    ...changes,
  });

  test("is begun and ended with one button, and says how often it is looked", async () => {
    const calls = open([known()], {
      [FOLLOW]: { body: known({ follow: follow() }) },
      [UNFOLLOW]: { status: 204 },
    });
    await press("Follow: Plan");
    expect(await screen.findByText("Followed: looked at every 20 seconds")).toBeDefined();
    await press("Unfollow: Plan");
    expect(await button("Follow: Plan")).toBeDefined();
    expect(screen.queryByText(/^Followed/)).toBeNull();
    expect([asked(calls, FOLLOW), asked(calls, UNFOLLOW)]).toEqual([1, 1]);
  });

  test("for a program is told, and can be made to last", async () => {
    const until = new Date(Date.now() + 600_000).toISOString();
    open([known({ follow: follow({ lasting: false, until }) })]);
    expect(await screen.findByText(/^Followed until \d\d:\d\d$/)).toBeDefined();
    expect(await button("Follow: Plan")).toBeDefined();
  });

  test("that does not work says why, and can be begun again", async () => {
    open([known({ follow: follow({ problem: "miro_sign_in_needed" }) })]);
    expect(await screen.findByText(/connect Miro again, then follow it again/)).toBeDefined();
    expect(screen.queryByText(/^Followed/)).toBeNull();
    expect(await button("Follow: Plan")).toBeDefined();
  });

  test("that is refused says what to do", async () => {
    const off = problem(409, "miro_polling_off", "Whoever runs it can set TRIVET_MIRO_POLL_S.");
    open([known()], { [FOLLOW]: off });
    await press("Follow: Plan");
    expect(await screen.findByText("“Plan” could not be followed")).toBeDefined();
    expect(screen.getByText(/TRIVET_MIRO_POLL_S/)).toBeDefined();
  });
});

describe("Miro that is away", () => {
  const stale = { ...page(known()), headers: { "X-Cache": "STALE" } };

  test("is told, with how old what is shown is", async () => {
    open([known()], { [LIMITS]: { body: someLimits({}, { answering: false }) } });
    expect(
      await screen.findByText(/^Miro is not answering\. You see what was known at \d\d:\d\d\.$/),
    ).toBeDefined();
  });

  test("shows what is remembered, until it is back", async () => {
    let back = false;
    open([], { [BOARDS]: () => (back ? page(known(), aWhiteboard({ id: "two" })) : stale) });
    const words =
      /^Miro is not answering\..*, of boards that you worked with here since yesterday\.$/;
    expect(await screen.findByText(words)).toBeDefined();
    back = true;
    await press("Try again");
    await waitFor(async () => expect(await rows()).toHaveLength(2));
    expect(screen.queryByText(words)).toBeNull();
    const heading = screen.getByRole("heading", { name: "Your boards" });
    await waitFor(() => expect(document.activeElement).toBe(heading));
  });

  test("is looked at again by itself", async () => {
    let back = false;
    open([], { [BOARDS]: () => (back ? page(known()) : stale) });
    await screen.findByText(/^Miro is not answering/);
    back = true;
    await vi.advanceTimersByTimeAsync(30_100);
    await waitFor(() => expect(screen.queryByText(/^Miro is not answering/)).toBeNull());
  });

  test("since nothing may be asked any more is told apart", async () => {
    const until = new Date(Date.now() + 30_000).toISOString();
    open([], { [BOARDS]: stale, [LIMITS]: { body: someLimits({ blocked_until: until }) } });
    expect(
      await screen.findByText(/^Miro takes no more requests right now\. You see/),
    ).toBeDefined();
    expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
  });
});
