import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";

import { later, localDay } from "../../features/cards/days";
import { aCardInList } from "../../test/cards";
import { fakeServer, page, problem } from "../../test/fakeServer";
import { SdkError } from "../api/sdk";
import { Visit } from "../api/visit";
import { followFocus } from "../focus";
import { aBoard, anSdk, aTask } from "../testing";
import { Panel } from "./Panel";

type Handlers = Parameters<typeof fakeServer>[0];

const SESSION = "POST /auth/miro/session";
const BOARD = "GET /api/boards/uXjVabc%3D";
const SYNC = "POST /api/boards/uXjVabc%3D/sync";
const CARDS = "GET /me/cards";
const today = localDay(new Date());
const signedIn = {
  access_token: "access",
  refresh_token: "refresh",
  expires_in: 900,
  user: { name: "Ada" },
};
const usual: Handlers = {
  [SESSION]: { body: signedIn },
  [BOARD]: { body: aBoard() },
  [CARDS]: page(),
};

followFocus();

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function open(
  handlers: Handlers = {},
  sdk: () => Promise<ReturnType<typeof anSdk>> = async () => anSdk(),
) {
  const calls = fakeServer({ ...usual, ...handlers });
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={queries}>
      <Panel visit={new Visit(sdk)} offered />
    </QueryClientProvider>,
  );
  return calls;
}

const board = () => screen.findByRole("region", { name: "Plan" });
const press = async (name: string) => fireEvent.click(await screen.findByRole("button", { name }));
const comeBack = () => act(async () => void window.dispatchEvent(new Event("focus")));
const leads = (link: HTMLElement) => [
  link.getAttribute("href"),
  link.getAttribute("target"),
  link.getAttribute("rel"),
];

describe("outside of its place", () => {
  test.each([
    [true, "This page belongs inside Miro"],
    [false, "Nobody has set up Miro here yet"],
  ])("the panel says so (an app is set up: %s)", (offered, title) => {
    render(
      <QueryClientProvider client={new QueryClient()}>
        <Panel visit={null} offered={offered} />
      </QueryClientProvider>,
    );
    expect(screen.getByRole("heading", { name: title, level: 1 })).toBeDefined();
    const link = screen.queryByRole("link", { name: /^Whiteboards in Trivet/ });
    expect(link && leads(link)).toEqual(
      offered ? ["/app/whiteboards", "_blank", "noopener"] : null,
    );
  });
});

describe("signing in", () => {
  test("is by what Miro says, and asks for no account", async () => {
    const calls = open();
    expect(await screen.findByText("Ada")).toBeDefined();
    const [first] = calls;
    expect(first?.body).toEqual({ id_token: "id-token", sign_up: false });
    expect(first?.headers.has("Authorization")).toBe(false);
    await board();
    const later = calls.slice(1).map(({ headers }) => headers.get("Authorization"));
    expect(new Set(later)).toEqual(new Set(["Bearer access"]));
    expect(document.activeElement).toBe(screen.getByRole("heading", { level: 1 }));
  });

  test("that Trivet refuses says what to do, and can be tried again", async () => {
    let works = false;
    open({
      [SESSION]: () =>
        works ? { body: signedIn } : problem(403, "miro_id_token_invalid", "Load it."),
    });
    expect((await screen.findByText(/does not accept who Miro says/)).closest("[role]")?.role).toBe(
      "alert",
    );
    expect(screen.getByText(/compares its client id and its client secret/)).toBeDefined();
    works = true;
    await press("Try again");
    await board();
  });

  test.each([
    [false, "part of this panel did not load"],
    [true, "Miro does not answer this panel"],
  ])("without Miro's part of the page says so (it loaded: %s)", async (loaded, words) => {
    let works = false;
    const sdk = async () => {
      if (!works) throw new SdkError(loaded);
      return anSdk();
    };
    open({}, sdk);
    await screen.findByText(new RegExp(words));
    works = true;
    await press("Try again");
    await board();
  });

  test("at a Trivet without an app at Miro says who can help", async () => {
    open({ [SESSION]: problem(404, "miro_not_set_up") });
    await screen.findByText("Nobody has set up Miro here yet");
    expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
  });

  test("of somebody unknown leads to their account, and goes on when they are back", async () => {
    let known = false;
    const calls = open({
      [SESSION]: () => (known ? { body: signedIn } : problem(404, "miro_person_unknown")),
    });
    const link = await screen.findByRole("link", { name: /^Connect my account/ });
    expect(leads(link)).toEqual(["/app/whiteboards", "_blank", "noopener"]);
    await comeBack();
    await waitFor(() => expect(calls).toHaveLength(2));
    // What one is about to click stays where it is.
    expect(screen.getByRole("link", { name: /^Connect my account/ })).toBe(link);
    known = true;
    await comeBack();
    await board();
  });

  test("of somebody new makes an account only if they say so", async () => {
    const calls = open({
      [SESSION]: ({ body }) =>
        (body as { sign_up: boolean }).sign_up
          ? { body: signedIn }
          : problem(404, "miro_person_unknown"),
    });
    await press("I am new here");
    await board();
    expect(calls.filter(({ path }) => path === "/auth/miro/session")).toHaveLength(2);
  });

  test("of somebody new who needs an invitation says so", async () => {
    open({
      [SESSION]: ({ body }) =>
        (body as { sign_up: boolean }).sign_up
          ? problem(403, "sign_up_closed", "Ask somebody who works here.")
          : problem(404, "miro_person_unknown"),
    });
    await press("I am new here");
    expect((await screen.findByText(/Ask somebody who works here/)).role).toBe("alert");
    await comeBack();
    expect(screen.getByText(/Ask somebody who works here/)).toBeDefined();
  });
});

describe("the board", () => {
  test("is read, with progress, to the end; it is asked for again only meanwhile", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval"] });
    const done = new Date().toISOString();
    let shown = aBoard();
    const calls = open({
      [BOARD]: () => ({ body: shown }),
      [SYNC]: { status: 202, body: { task: aTask("queued") } },
    });
    const asked = () => calls.filter(({ path }) => path.endsWith("%3D")).length;
    const passes = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
    await passes(100);
    const region = screen.getByRole("region", { name: "Plan" });
    expect(region.textContent).toContain("Not read yet");
    await passes(60_000);
    expect(asked()).toBe(1);

    const progress = { done: 50, total: 120, note: "items" };
    shown = aBoard({ items: 50, task: aTask("running", { progress }) });
    fireEvent.click(within(region).getByRole("button", { name: "Read now" }));
    await passes(100);
    expect(region.textContent).toContain("Waiting to be read");
    expect(within(region).queryByRole("button")).toBeNull();
    await passes(2_000);
    expect(region.textContent).toContain("50 of 120 items");
    expect(within(region).getByRole("progressbar", { name: "Reading the board" })).toMatchObject({
      value: 50,
      max: 120,
    });
    expect(screen.getByText("Reading the board.")).toBeDefined();

    const visibility = vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    document.dispatchEvent(new Event("visibilitychange"));
    const before = asked();
    await passes(30_000);
    expect(asked()).toBe(before);
    visibility.mockReturnValue("visible");
    shown = aBoard({ items: 120, tags: 1, as_of: done, complete: true, task: aTask("succeeded") });
    document.dispatchEvent(new Event("visibilitychange"));
    await passes(2_000);
    expect(region.textContent).toContain("Read just now120 items, 1 tag");
    expect(screen.getByText("The board is read: 120 items, 1 tag.")).toBeDefined();
    const last = asked();
    await passes(60_000);
    expect(asked()).toBe(last);
  });

  test("that could not be read says why, and what was known before", async () => {
    const error = { code: "miro_unreachable", detail: "Miro is away." };
    const as_of = new Date().toISOString();
    open({
      [BOARD]: {
        body: aBoard({ items: 7, as_of, complete: true, task: aTask("failed", { error }) }),
      },
    });
    const region = await board();
    expect(region.textContent).toContain("The board could not be read");
    expect(region.textContent).toContain(
      "Miro is away. It was last read just now: 7 items, 0 tags.",
    );
    expect(within(region).getByRole("button", { name: "Try again" })).toBeDefined();
  });

  test.each([
    ["miro_account_missing", "Let Trivet read this board", "Connect Miro"],
    ["miro_sign_in_needed", "Miro wants you to connect again", "Connect again"],
    ["miro_board_not_found", "Trivet cannot read this board", "Connect again"],
  ])("that may not be read (%s) leads to Miro, and goes on", async (code, title, name) => {
    let connected = false;
    open({ [BOARD]: () => (connected ? { body: aBoard() } : problem(404, code)) });
    await screen.findByRole("heading", { name: title });
    const link = screen.getByRole("link", { name: new RegExp(`^${name}`) });
    expect(leads(link)).toEqual([
      "/oauth/login?returnUrl=%2Fapp%2Fwhiteboards",
      "_blank",
      "noopener",
    ]);
    connected = true;
    await comeBack();
    await board();
  });

  test("whose reading Miro refuses leads there, too", async () => {
    let connected = false;
    open({
      [SYNC]: () =>
        connected
          ? { status: 202, body: { task: aTask("queued") } }
          : problem(404, "miro_sign_in_needed"),
    });
    await press("Read now");
    await screen.findByRole("link", { name: /^Connect again/ });
    connected = true;
    vi.useFakeTimers({ now: Date.now() + 60_000, toFake: ["Date"] });
    await comeBack();
    await press("Read now");
    expect((await board()).textContent).toContain("Waiting to be read");
  });

  test("that cannot be asked for says why beside what is known", async () => {
    let broken = false;
    open({
      [BOARD]: () =>
        broken ? problem(503, "miro_unreachable", "Try later.") : (usual[BOARD] as object),
    });
    const region = await board();
    broken = true;
    vi.useFakeTimers({ now: Date.now() + 60_000, toFake: ["Date"] });
    await comeBack();
    expect((await within(region).findByText(/Try later/)).role).toBe("alert");
    expect(region.textContent).toContain("Not read yet");
  });
});

describe("one's cards", () => {
  test("stand by when they are due, and lead to Trivet", async () => {
    open({
      [CARDS]: page(
        aCardInList(1, { due_date: later(today, -1) }),
        aCardInList(2, { due_date: today, title: "<b>Weigh</b>" }),
        aCardInList(3),
      ),
    });
    const overdue = await screen.findByRole("group", { name: "Overdue 1" });
    const link = within(overdue).getByRole("link");
    expect(link.textContent).toContain("ENG-1");
    expect(link.textContent).toContain("Due yesterday");
    expect(link.textContent).toContain("Doing · Engine");
    expect(leads(link)).toEqual(["/app/b/b1/c/ENG-1", "_blank", "noopener"]);
    expect(screen.getByText("<b>Weigh</b>")).toBeDefined();
    expect(screen.getByRole("group", { name: "No date 1" })).toBeDefined();
  });

  test("come page after page", async () => {
    const calls = open({
      [CARDS]: ({ query }) =>
        query.get("cursor") === "next"
          ? page(aCardInList(2))
          : { body: { items: [aCardInList(1)], next_cursor: "next" } },
    });
    await press("Show more");
    expect(await screen.findByText("Card 2")).toBeDefined();
    expect(screen.getByText("Card 1")).toBeDefined();
    expect(screen.queryByRole("button", { name: "Show more" })).toBeNull();
    expect(calls.at(-1)?.query.get("limit")).toBe("50");
  });

  test("that are none, and those that cannot be loaded, say so", async () => {
    let broken = true;
    open({ [CARDS]: () => (broken ? "offline" : page()) });
    await screen.findByText(/The server cannot be reached/);
    broken = false;
    await press("Try again");
    expect(await screen.findByText(/Nothing waits for you/)).toBeDefined();
    await board();
  });
});
