import { focusManager, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { fakeServer, page, problem } from "../../../test/fakeServer";
import { aRepository, aStatus } from "../../../test/github";
import { RepositoriesPage } from "./RepositoriesPage";

beforeEach(() =>
  vi.useFakeTimers({
    shouldAdvanceTime: true,
    toFake: ["setTimeout", "setInterval", "clearTimeout", "clearInterval"],
  }),
);
afterEach(() => {
  cleanup();
  focusManager.setFocused(undefined);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const LIST = "GET /workspaces/w1/repositories";
const CONNECT = "POST /workspaces/w1/repositories";
const ONE = "/workspaces/w1/repositories/r1";

/** One whose webhook somebody makes by hand. */
const rocket = aRepository({ state: "waiting", via: "hand", picked: false });
const FIVE_MINUTES_AGO = new Date(Date.now() - 300_000).toISOString();
const connected = aRepository({
  ...rocket,
  state: "connected",
  last_delivery_at: FIVE_MINUTES_AGO,
});

type Handlers = Parameters<typeof fakeServer>[0];
type Answer = Exclude<Handlers[string], (...all: never[]) => unknown>;

function open(handlers: Handlers, role = "admin") {
  const workspaces = page({ id: "w1", name: "Acme", role });
  const status = { body: aStatus() };
  const calls = fakeServer({
    "GET /workspaces": workspaces,
    "GET /github/status": status,
    ...handlers,
  });
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={queries}>
      <RepositoriesPage workspaceId="w1" />
    </QueryClientProvider>,
  );
  return calls;
}

const press = (name: string | RegExp) => fireEvent.click(screen.getByRole("button", { name }));
const field = (label: string): HTMLInputElement => screen.getByLabelText(label);
const fill = (label: string, value: string) =>
  fireEvent.change(field(label), { target: { value } });

/** The requests about repositories: how things stand with GitHub is asked for besides. */
const about = (calls: ReturnType<typeof fakeServer>) =>
  calls.filter(({ path }) => path.includes("/repositories"));

async function connecting(handlers: Handlers) {
  const calls = open({
    [LIST]: page(),
    "GET /github/repositories": { body: { items: [], next_cursor: null, truncated: false } },
    ...handlers,
  });
  fireEvent.click(await screen.findByRole("button", { name: "Connect repositories" }));
  fireEvent.click(await screen.findByRole("tab", { name: "By hand" }));
  return calls;
}

async function choose(item: string) {
  const more = await screen.findByRole("button", { name: "More for acme/rocket" });
  fireEvent.click(more);
  // The first press loads the menu's code; from then on Radix listens to keys.
  fireEvent.keyDown(more, { key: "Enter" });
  const found = await screen.findByRole("menuitem", { name: item });
  fireEvent.click(found);
}

describe("the list", () => {
  test("without a repository says what belongs there, and offers to connect one", async () => {
    open({ [LIST]: page() });
    expect(screen.getByRole("status", { name: "Loading the repositories" })).toBeDefined();
    expect(
      await screen.findByRole("heading", { name: "No repository is connected" }),
    ).toBeDefined();
    expect(screen.getAllByRole("button", { name: "Connect repositories" })).toHaveLength(1);
  });

  test("tells which are connected and when they were heard of last", async () => {
    open({ [LIST]: page(connected, { ...rocket, id: "r2", full_name: "acme/site" }) });
    const rows = within(await screen.findByRole("list", { name: "Repositories" }));
    const [first, second] = rows.getAllByRole("listitem");
    expect(first?.textContent).toMatch(
      /acme\/rocket.*Connected by a webhook made by hand, synced 5 min ago/,
    );
    expect(second?.textContent).toMatch(/acme\/site.*Waiting for a first delivery/);
    const link = screen.getByRole("link", { name: /acme\/rocket/ });
    expect(link.getAttribute("href")).toBe("https://github.com/acme/rocket");
  });

  test.each(["member", "viewer"])("is for a %s to read", async (role) => {
    open({ [LIST]: page(connected) }, role);
    expect(await screen.findByText("Admins of the workspace connect repositories.")).toBeDefined();
    await screen.findByText(/^Connected/);
    expect(screen.queryByRole("button")).toBeNull();
  });

  test("that cannot be loaded says so, and can be asked for again", async () => {
    let broken = true;
    open({ [LIST]: () => (broken ? "offline" : page()) });
    await screen.findByText("The server cannot be reached");
    broken = false;
    press("Try again");
    expect(await screen.findByText("No repository is connected")).toBeDefined();
  });

  test("of a workspace that one is no member of is not there", async () => {
    const calls = open({ "GET /workspaces": page() });
    expect(await screen.findByText("There is no such workspace")).toBeDefined();
    expect(about(calls)).toEqual([]);
  });
});

describe("connecting", () => {
  test("takes an address for a name, shows the steps, and turns green by itself", async () => {
    let now: object = rocket;
    let there = false;
    const calls = await connecting({
      [LIST]: () => (there ? page(now) : page()),
      [CONNECT]: () => ((there = true), { status: 201, body: rocket }),
    });
    const secret = field("Secret").value;
    expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
    press("Make another");
    const other = field("Secret").value;
    expect(other).not.toBe(secret);
    fill("Repository", "https://github.com/acme/rocket.git");
    fireEvent.blur(field("Repository"));
    expect(field("Repository").value).toBe("acme/rocket");
    press("Connect");
    const steps = within(
      await screen.findByRole("region", { name: "Set up the webhook of acme/rocket" }),
    );
    expect(calls.find(({ method }) => method === "POST")?.body).toEqual({
      full_name: "acme/rocket",
      secret: other,
    });
    await waitFor(() =>
      expect(document.activeElement?.textContent).toContain("Set up the webhook"),
    );
    expect(steps.getByText(other)).toBeDefined();
    expect(steps.getByText("https://trivet.example/webhooks/github")).toBeDefined();
    expect(steps.getByText("Branch or tag creation")).toBeDefined();
    expect(steps.getByText("Pull requests")).toBeDefined();
    expect(steps.getByRole("link", { name: /its webhooks on GitHub/ }).getAttribute("href")).toBe(
      rocket.webhook.settings_url,
    );
    expect(steps.queryByText(/TRIVET_PUBLIC_URL/)).toBeNull();
    expect(steps.getByRole("status").textContent).toContain("Waiting for GitHub");
    now = connected;
    await vi.advanceTimersByTimeAsync(2_100);
    await waitFor(() => expect(steps.getByRole("status").textContent).toBe("Connected"));
    const asked = about(calls).length;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(about(calls)).toHaveLength(asked);
  });

  test("says what is wrong before it asks the server", async () => {
    const calls = await connecting({});
    fill("Repository", "rocket");
    fill("Secret", "too short");
    press("Connect");
    expect(screen.getByText("Name it as owner/name, such as acme/rocket.")).toBeDefined();
    expect(screen.getByText("Give it at least 16 characters.")).toBeDefined();
    expect(calls.every(({ method }) => method === "GET")).toBe(true);
  });

  test.each([
    [problem(409, "repository_connected", "…"), "It is connected to this workspace already."],
    [
      {
        status: 422,
        body: {
          title: "No",
          status: 422,
          code: "validation_failed",
          fields: [{ field: "body.full_name", message: "Not like this.", code: "x" }],
        },
      },
      "Not like this.",
    ],
  ])("shows a refusal of the name beside it", async (refusal, words) => {
    await connecting({ [CONNECT]: refusal });
    fill("Repository", "acme/rocket");
    press("Connect");
    expect(await screen.findByText(words)).toBeDefined();
    expect(field("Repository").getAttribute("aria-invalid")).toBe("true");
    fill("Repository", "acme/rockets");
    expect(screen.queryByText(words)).toBeNull();
  });

  test("a lost answer is asked for again under the same key", async () => {
    let reachable = false;
    const calls = await connecting({
      [LIST]: () => (reachable ? page(rocket) : page()),
      [CONNECT]: () => (reachable ? { status: 201, body: rocket } : "offline"),
    });
    fill("Repository", "acme/rocket");
    press("Connect");
    await screen.findByText(/The server cannot be reached/);
    reachable = true;
    press("Connect");
    await screen.findByRole("region", { name: /Set up/ });
    const keys = calls
      .filter(({ method }) => method === "POST")
      .map(({ headers }) => headers.get("Idempotency-Key"));
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
  });
});

describe("a repository that waits", () => {
  const MINUTE = 60_000;
  const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

  /** How often the list is asked for within so many milliseconds. */
  async function looks(calls: ReturnType<typeof fakeServer>, ms: number) {
    const before = about(calls).length;
    await pass(ms);
    return about(calls).length - before;
  }

  /** With a clock that goes as the timers do. */
  async function waitingFor(answer: Handlers[string] = page(rocket), role = "admin") {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const calls = open({ [LIST]: answer, [`PATCH ${ONE}`]: { body: rocket } }, role);
    await screen.findByText(/^Waiting/);
    return calls;
  }

  test("is looked at often for five minutes, then now and then", async () => {
    const calls = await waitingFor();
    expect(await looks(calls, 11_000)).toBe(5);
    await pass(5 * MINUTE);
    expect(await looks(calls, 2 * MINUTE)).toBe(4);
    await choose("New secret…");
    await screen.findByRole("dialog");
    press("Use this secret");
    await screen.findByRole("region", { name: /Set up/ });
    expect(await looks(calls, 11_000)).toBe(5);
  });

  test.each(["member", "viewer"])("is looked at now and then for a %s", async (role) => {
    const calls = await waitingFor(page(rocket), role);
    expect(await looks(calls, MINUTE)).toBe(2);
  });

  test("is not looked at while nobody sees the page", async () => {
    const calls = await waitingFor();
    focusManager.setFocused(false);
    expect(await looks(calls, MINUTE)).toBe(0);
    focusManager.setFocused(undefined);
    expect(await looks(calls, 11_000)).toBeGreaterThanOrEqual(5);
  });

  test("is let be after a refusal", async () => {
    let answer: Answer = page(rocket);
    const calls = await waitingFor(() => answer);
    answer = problem(403, "forbidden");
    expect(await looks(calls, 10 * MINUTE)).toBe(1);
    expect(screen.getByText(/^Waiting/)).toBeDefined();
  });

  test("is looked at less and less while looking fails, and as before once it works", async () => {
    let answer: Answer = page(rocket);
    const calls = await waitingFor(() => answer);
    answer = "offline";
    expect(await looks(calls, MINUTE)).toBeLessThanOrEqual(6);
    expect(await looks(calls, MINUTE)).toBeLessThanOrEqual(1);
    answer = page(rocket);
    await pass(2 * MINUTE);
    expect(await looks(calls, 11_000)).toBeGreaterThanOrEqual(5);
  });
});

describe("a repository that is there", () => {
  test("is set up again without its secret, which nobody knows any more", async () => {
    const webhook = { ...rocket.webhook, reachable: false, url: "http://localhost:8000/x" };
    open({ [LIST]: page({ ...rocket, webhook }) });
    await choose("Set up");
    const steps = within(await screen.findByRole("region", { name: /Set up the webhook/ }));
    expect(steps.getByText(/It is never shown again/)).toBeDefined();
    expect(steps.getByText(/TRIVET_PUBLIC_URL/)).toBeDefined();
    fireEvent.click(steps.getByRole("button", { name: "Close the steps" }));
    expect(screen.queryByRole("region", { name: /Set up the webhook/ })).toBeNull();
    await waitFor(() =>
      expect(document.activeElement?.getAttribute("aria-label")).toBe("More for acme/rocket"),
    );
  });

  test("gets a new secret, which the steps then show", async () => {
    const calls = open({ [LIST]: page(connected), [`PATCH ${ONE}`]: { body: connected } });
    await choose("New secret…");
    await screen.findByRole("dialog", { name: "New secret for acme/rocket" });
    fill("Secret", "my-own-secret-of-old");
    press("Use this secret");
    const steps = within(await screen.findByRole("region", { name: /Set up the webhook/ }));
    expect(steps.getByText("my-own-secret-of-old")).toBeDefined();
    expect(calls.find(({ method }) => method === "PATCH")?.body).toEqual({
      secret: "my-own-secret-of-old",
    });
  });

  test("is disconnected once one has read what that means", async () => {
    let there = true;
    open({
      [LIST]: () => (there ? page(connected) : page()),
      [`DELETE ${ONE}`]: () => ((there = false), { status: 204 }),
    });
    await choose("Disconnect…");
    const dialog = await screen.findByRole("dialog", { name: "Disconnect acme/rocket?" });
    expect(dialog.textContent).toContain("Cards keep what they show of it");
    expect(dialog.textContent).toContain("delete the webhook on GitHub, too");
    press("Disconnect");
    expect(await screen.findByText("No repository is connected")).toBeDefined();
    await waitFor(() =>
      expect(document.activeElement).toBe(screen.getByRole("heading", { name: "Repositories" })),
    );
  });

  test("stays if disconnecting is refused", async () => {
    open({
      [LIST]: page(connected),
      [`DELETE ${ONE}`]: problem(403, "forbidden", "Ask an admin."),
    });
    await choose("Disconnect…");
    await screen.findByRole("dialog", { name: "Disconnect acme/rocket?" });
    press("Disconnect");
    expect(await screen.findByText(/Ask an admin/)).toBeDefined();
    expect(screen.getAllByText("acme/rocket").length).toBeGreaterThan(0);
  });
});
