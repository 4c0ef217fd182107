import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { fakeServer, page, problem } from "../../../../test/fakeServer";
import { aDelivery, aRepository, aStory, aTask, named } from "../../../../test/github";
import { renderInApp } from "../../../../test/renderInApp";
import { dismissAllToasts } from "../../../../test/toasts";
import type { Delivery, Filter } from "../../api/deliveries";
import { DeliveriesPage } from "./DeliveriesPage";

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

const LIST = "GET /deliveries";
const REPLAY = "POST /deliveries/d1/replay";
const TASK = "GET /tasks/task-2";

const moved = aDelivery({
  story: aStory({ moved: [named("ENG-42")], linked: [named("ENG-42"), named("ENG-43")] }),
});
const failed = aDelivery({
  state: "failed",
  processed_at: null,
  story: null,
  task: aTask({ state: "failed", attempts: 4, max_attempts: 4 }),
  error: { code: "board_busy", detail: "The board was busy." },
});

type Handlers = Parameters<typeof fakeServer>[0];

function open(handlers: Handlers, { role = "admin", first = {} as Partial<Filter> } = {}) {
  const calls = fakeServer({
    "GET /workspaces": page({ id: "w1", name: "Acme", role }),
    "GET /workspaces/w1/repositories": page(aRepository()),
    ...handlers,
  });
  function Page() {
    const [filter, setFilter] = useState<Filter>({ shown: "all", event: undefined, ...first });
    return (
      <DeliveriesPage
        workspaceId="w1"
        repositoryId="r1"
        back={<a href="/app/w/w1/repositories">All repositories</a>}
        filter={filter}
        onFilter={setFilter}
      />
    );
  }
  return { calls, ...renderInApp(<Page />) };
}

const list = (...items: Delivery[]) => page(...items);
const rows = async () =>
  within(await screen.findByRole("list", { name: /^Deliveries/ })).getAllByRole("listitem");
const press = async (name: string | RegExp) =>
  fireEvent.click(await screen.findByRole("button", { name }));
const asked = (calls: ReturnType<typeof fakeServer>) =>
  calls.filter(({ path }) => path === "/deliveries").map(({ query }) => Object.fromEntries(query));

/** Once it was asked again how things stand. */
const soon = () => act(() => vi.advanceTimersByTimeAsync(2_100));

describe("a delivery", () => {
  test("reads as a sentence, whose cards lead to their places", async () => {
    const { calls, address } = open({ [LIST]: list(moved) });
    expect(await screen.findByRole("status", { name: "Loading the deliveries" })).toBeDefined();
    const [row] = await rows();
    expect(row?.textContent).toBe(
      "pull_request opened#720 Nov 2025moved ENG-42linked to ENG-42, ENG-43Done",
    );
    await screen.findByText("acme/rocket");
    expect(document.title).toBe("Deliveries · Trivet");
    expect(asked(calls)[0]).toEqual({ workspace_id: "w1", repository_id: "r1", limit: "30" });
    fireEvent.click(screen.getByRole("link", { name: "ENG-43" }));
    await waitFor(() => expect(address()).toBe("/b/b1/c/ENG-43"));
  });

  test("names a few cards, and all of them once it is opened", async () => {
    const cards = [1, 2, 3, 4, 5].map((number) => named(`ENG-${number}`));
    open({ [LIST]: list(aDelivery({ story: aStory({ linked: cards }) })) });
    const [row] = await rows();
    expect(row?.textContent).toContain("linked to ENG-1, ENG-2, ENG-3 and 2 more");
    await press("pull_request opened, #7");
    expect(row?.textContent).toContain("Linked toENG-1, ENG-2, ENG-3, ENG-4, ENG-5");
  });

  test("that failed says why, and what to do", async () => {
    open({ [LIST]: list(failed) });
    const [row] = await rows();
    expect(row?.textContent).toContain("The board was busy.");
    expect(screen.getByText("Failed", { selector: "li *" })).toBeDefined();
    const opener = screen.getByRole("button", { name: "pull_request opened, #7" });
    expect(opener.getAttribute("aria-expanded")).toBe("false");
    fireEvent.click(opener);
    expect(opener.getAttribute("aria-expanded")).toBe("true");
    const details = within(row as HTMLElement);
    details.getByText("board_busy");
    details.getByText(/Replay it once the cause is mended/);
    details.getByText("4 of 4");
    details.getByText("72d3162e-cc78-11e3-81ab-4c9367dc0958");
    expect(
      details.getByRole("link", { name: /Recent deliveries on GitHub/ }).getAttribute("href"),
    ).toBe("https://github.com/acme/rocket/settings/hooks/109948940?tab=deliveries");
  });

  test("whose body is forgotten cannot be replayed, and says what helps", async () => {
    open({ [LIST]: list({ ...failed, body_kept: false }) });
    await press("pull_request opened, #7");
    await screen.findByText(/Have GitHub deliver it again/);
    expect(screen.queryByRole("button", { name: /Replay/ })).toBeNull();
    expect(screen.queryByRole("button", { name: "Show what was delivered" })).toBeNull();
  });

  test("shows what was delivered when one asks for it", async () => {
    const body = { action: "opened", number: 7 };
    open({
      [LIST]: list(moved),
      "GET /deliveries/d1": { body: { ...moved, body } },
    });
    await press("pull_request opened, #7");
    await press("Show what was delivered");
    const shown = await screen.findByLabelText("What was delivered");
    expect(JSON.parse(shown.textContent)).toEqual(body);
    await press("Hide what was delivered");
    expect(screen.queryByLabelText("What was delivered")).toBeNull();
  });

  test("whose body cannot be had says so", async () => {
    open({ [LIST]: list(moved), "GET /deliveries/d1": problem(503, "unavailable", "Later.") });
    await press("pull_request opened, #7");
    await press("Show what was delivered");
    expect((await screen.findByText(/Later\./)).closest("[role=alert]")).not.toBeNull();
  });
});

describe("a replay", () => {
  const queued = aTask({ id: "task-2", name: "process_webhook_task" });

  test("shows how far it is, and what came of it", async () => {
    let state: "queued" | "succeeded" = "queued";
    let begun = false;
    const { calls } = open({
      [LIST]: () =>
        list(
          !begun
            ? failed
            : state === "queued"
              ? { ...failed, state: "waiting", error: null, task: queued }
              : moved,
        ),
      [REPLAY]: () => ((begun = true), { status: 202, body: { task: queued } }),
      [TASK]: () => ({ body: { ...queued, state } }),
    });
    await press("Replay: pull_request opened, #7");
    const [row] = await rows();
    await waitFor(() => expect(row?.textContent).toContain("Waiting"));
    expect(screen.queryByRole("button", { name: /^Replay/ })).toBeNull();
    expect(row?.textContent).not.toContain("The board was busy.");
    state = "succeeded";
    await soon();
    await screen.findByText("Replayed: pull_request opened, #7");
    await screen.findByText("moved ENG-42 · linked to ENG-42, ENG-43");
    expect((await rows())[0]?.textContent).toContain("Done");
    expect(calls.filter(({ method }) => method === "POST")).toHaveLength(1);
  });

  test("of one that was done is offered in its details", async () => {
    open({
      [LIST]: list(moved),
      [REPLAY]: { status: 202, body: { task: queued } },
      [TASK]: { body: { ...queued, state: "failed", error: { code: "x", detail: "In vain." } } },
    });
    await rows();
    expect(screen.queryByRole("button", { name: /^Replay/ })).toBeNull();
    await press("pull_request opened, #7");
    await press("Replay: pull_request opened, #7");
    await soon();
    await screen.findByText("Not replayed: pull_request opened, #7");
    await screen.findByText("In vain.");
  });

  test("that is refused says why", async () => {
    open({
      [LIST]: list(failed),
      [REPLAY]: problem(409, "delivery_under_way", "It waits for its turn."),
    });
    await press("Replay: pull_request opened, #7");
    await screen.findByText("It waits for its turn.");
    expect(await screen.findByRole("button", { name: /^Replay/ })).toBeDefined();
  });

  test("that takes it off the list gives the focus to the heading", async () => {
    let begun = false;
    open(
      {
        [LIST]: () => (begun ? list() : list(failed)),
        [REPLAY]: () => ((begun = true), { status: 202, body: { task: queued } }),
        [TASK]: { body: { ...queued, state: "succeeded" } },
      },
      { first: { shown: "failed" } },
    );
    await press("Replay: pull_request opened, #7");
    const heading = screen.getByRole("heading", { name: "Deliveries" });
    await waitFor(() => expect(document.activeElement).toBe(heading));
    await soon();
    await screen.findByText("No delivery failed");
    await screen.findByText("Replayed: pull_request opened, #7");
  });
});

describe("the list", () => {
  test("is filtered by how they stand and by event, and shows all again", async () => {
    const { calls } = open({ [LIST]: ({ query }) => (query.get("state") ? list() : list(moved)) });
    await rows();
    await press("Failed");
    await screen.findByText("No delivery failed");
    await press("Events: All events");
    // The first press loads the list's code.
    await press("Events: All events");
    fireEvent.click(await screen.findByRole("option", { name: /Pull requests/ }));
    await screen.findByText("No delivery failed of this kind");
    expect(asked(calls).at(-1)).toMatchObject({ state: "failed", event: "pull_request" });
    await press("Show all deliveries");
    await rows();
    expect(asked(calls).at(-1)).toEqual({ workspace_id: "w1", repository_id: "r1", limit: "30" });
    expect(screen.getByRole("button", { name: "All" }).getAttribute("aria-pressed")).toBe("true");
  });

  test("goes on where it was cut", async () => {
    const older = aDelivery({ id: "d2", event: "ping", action: null, subject: none });
    const { calls } = open({
      [LIST]: ({ query }) => ({
        body: query.get("cursor")
          ? { items: [older], next_cursor: null }
          : { items: [moved], next_cursor: "next" },
      }),
    });
    await press("Show more");
    await waitFor(async () => expect(await rows()).toHaveLength(2));
    expect(asked(calls).at(-1)).toMatchObject({ cursor: "next" });
    expect((await rows())[1]?.textContent).toContain("the webhook works");
    expect(screen.queryByRole("button", { name: "Show more" })).toBeNull();
  });

  test("is looked at again while something is under way", async () => {
    let state: Delivery["state"] = "working";
    open({ [LIST]: () => list(aDelivery({ state, story: null })) });
    await screen.findByText("Working");
    state = "done";
    await soon();
    await waitFor(() => expect(screen.queryByText("Working")).toBeNull());
  });

  test("that is empty says what belongs there", async () => {
    open({ [LIST]: list() });
    await screen.findByText("Nothing was delivered");
    expect(screen.getByText(/in the last 30 days/)).toBeDefined();
  });

  test("of a repository at which Trivet looks itself says so", async () => {
    open({
      [LIST]: list(),
      "GET /workspaces/w1/repositories": page(aRepository({ via: "poll", state: "polled" })),
    });
    await screen.findByText(/Trivet looks at this repository itself/);
  });

  test("that cannot be had says so, and is asked for again", async () => {
    let broken = true;
    open({ [LIST]: () => (broken ? problem(500, "internal_error") : list(moved)) });
    await screen.findByRole("alert");
    broken = false;
    await press("Try again");
    await rows();
  });

  test.each(["viewer", "member"])("is nothing for a %s", async (role) => {
    const { calls } = open({}, { role });
    await screen.findByText("Deliveries are for admins");
    expect(asked(calls)).toEqual([]);
    expect(screen.getByRole("link", { name: "All repositories" })).toBeDefined();
  });
});

const none = { pull_request: null, branch: null, tag: null, commit: null };
