import { cleanup, createEvent, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { fakeServer, page, problem } from "../../../test/fakeServer";
import { someLimits } from "../../../test/miro";
import { renderInApp } from "../../../test/renderInApp";
import { dismissAllToasts } from "../../../test/toasts";
import { rememberConnecting, wasConnecting } from "../model/connecting";
import { WhiteboardsPage } from "./WhiteboardsPage";

const assign = vi.fn();

beforeEach(() => {
  vi.spyOn(window.location, "assign").mockImplementation(assign);
});

afterEach(() => {
  dismissAllToasts();
  cleanup();
  assign.mockReset();
  sessionStorage.clear();
  vi.unstubAllGlobals();
});

const ME = { id: "u1", name: "Ada", created_at: "2026-11-20T12:00:00Z" };
const MIRO = "GET /auth/miro";
const METHODS = "GET /auth/methods";
const BOARDS = "GET /api/boards";
const LIMITS = "GET /api/limits";
const DISCONNECT = "DELETE /auth/miro";
const TO_MIRO = "/oauth/login?returnUrl=%2Fapp%2Fwhiteboards&connect=true";

const account = {
  connected: true,
  id: "3074457345618265000",
  name: "Ada Lovelace",
  team_id: "3074457345618265001",
  team_name: "Acme",
  scopes: ["boards:read", "boards:write"],
  missing_scopes: [],
  sign_in_needed: false,
  expires_at: "2026-11-20T13:00:00Z",
};
const none = { connected: false, scopes: [], missing_scopes: [], sign_in_needed: false };
const methods = (miro: boolean) => ({ body: { github: true, email: false, local: false, miro } });

type Handlers = Parameters<typeof fakeServer>[0];
type Props = Parameters<typeof WhiteboardsPage>[0];

function open(handlers: Handlers = {}, props: Props = {}) {
  const calls = fakeServer({
    "GET /auth/me": { body: ME },
    [MIRO]: { body: account },
    [METHODS]: methods(true),
    [BOARDS]: page(),
    [LIMITS]: { body: someLimits() },
    ...handlers,
  });
  renderInApp(<WhiteboardsPage {...props} />);
  return calls;
}

const link = (name: string) => screen.findByRole("link", { name });
const connected = () => screen.findByRole("region", { name: /^Connected/ });
const heading = () => screen.getByRole("heading", { name: "Whiteboards", level: 1 });
const press = async (name: string) => fireEvent.click(await screen.findByRole("button", { name }));

describe("the account at Miro", () => {
  test("is told with its team and what Trivet may do, and asks for nothing", async () => {
    open();
    expect(await screen.findByRole("status", { name: "Loading your Miro account" })).toBeDefined();
    const region = await connected();
    await within(region).findByText(/left this minute/);
    const facts = within(region)
      .getAllByRole("definition")
      .map(({ textContent }) => textContent);
    expect(within(region).getByRole("heading").textContent).toBe("Connected as Ada Lovelace");
    expect(facts).toEqual([
      "Acme",
      "Read boards, change boards",
      "84,200 of 100,000 left this minuteRequests cost credits, and new ones come each minute. ",
    ]);
    expect(within(region).queryByRole("link")).toBeNull();
  });

  test("whose team has no name is told with the team's id", async () => {
    open({ [MIRO]: { body: { ...account, team_name: null, scopes: [] } } });
    const facts = within(await connected()).getAllByRole("definition");
    expect(facts[0]?.textContent).toBe("3074457345618265001");
  });

  test("that is not there can be connected", async () => {
    open({ [MIRO]: { body: none } });
    expect((await link("Connect Miro")).getAttribute("href")).toBe(TO_MIRO);
    expect(screen.queryByRole("button", { name: "Disconnect…" })).toBeNull();
  });

  test("that Miro refuses is to be connected again", async () => {
    open({
      [MIRO]: { body: { ...account, sign_in_needed: true, missing_scopes: ["boards:read"] } },
    });
    expect((await link("Connect again")).getAttribute("href")).toBe(TO_MIRO);
    expect(screen.getByText(/does not accept this connection any more/)).toBeDefined();
    // What is missing is known again once it is connected.
    expect(screen.queryByRole("list", { name: "What is missing" })).toBeNull();
  });

  test("that may do less than is needed says what, and who adds it", async () => {
    open({
      [MIRO]: { body: { ...account, scopes: ["x:y"], missing_scopes: ["boards:write", "a:b"] } },
    });
    const list = await screen.findByRole("list", { name: "What is missing" });
    expect(
      within(list)
        .getAllByRole("listitem")
        .map(({ textContent }) => textContent),
    ).toEqual([
      "Without boards:write, nothing can be put on a board, or changed there.",
      "Without a:b, what needs it does not work.",
    ]);
    expect(screen.getByText(/Whoever looks after the app at Miro adds them there/)).toBeDefined();
    expect((await link("Connect again")).getAttribute("href")).toBe(TO_MIRO);
  });

  test("cannot be connected where no app is set up, which says what to set", async () => {
    open({ [MIRO]: { body: none }, [METHODS]: methods(false) });
    const words = (await screen.findByText(/Whoever runs this Trivet/)).textContent;
    expect(words).toContain("TRIVET_MIRO_CLIENT_ID and TRIVET_MIRO_CLIENT_SECRET");
    expect(words).toContain("docs/miro.md");
    expect(screen.queryByRole("link", { name: "Connect Miro" })).toBeNull();
  });

  test("whose app is set up no more can only be disconnected", async () => {
    open({ [MIRO]: { body: { ...account, sign_in_needed: true } }, [METHODS]: methods(false) });
    expect(await screen.findByText(/No app at Miro is set up here any more/)).toBeDefined();
    expect(screen.queryByRole("link", { name: "Connect again" })).toBeNull();
    expect(screen.getByRole("button", { name: "Disconnect…" })).toBeDefined();
  });

  test.each([MIRO, METHODS])("that cannot be loaded can be asked for again: %s", async (broken) => {
    let works = false;
    open({
      [MIRO]: () => (works || broken !== MIRO ? { body: account } : problem(500, "internal_error")),
      [METHODS]: () =>
        works || broken !== METHODS ? methods(true) : problem(500, "internal_error"),
    });
    await screen.findByText("The server failed");
    works = true;
    await press("Try again");
    expect(await connected()).toBeDefined();
  });
});

describe("boards", () => {
  test.each([
    ["nothing is connected", none, true],
    ["Miro wants one to connect again", { ...account, sign_in_needed: true }, true],
    ["they may not be read", { ...account, missing_scopes: ["boards:read"] }, true],
    ["no app is set up any more", account, false],
  ])("are not asked for where %s", async (_, body, offered) => {
    const calls = open({ [MIRO]: { body }, [METHODS]: methods(offered) });
    await screen.findByRole("heading", { level: 2 });
    expect(screen.queryByRole("heading", { name: "Your boards" })).toBeNull();
    expect(calls.map(({ path }) => path).filter((path) => path.startsWith("/api/"))).toEqual([]);
  });

  test("are shown where they may only be read", async () => {
    open({ [MIRO]: { body: { ...account, missing_scopes: ["boards:write"] } } });
    expect(await screen.findByRole("heading", { name: "Your boards" })).toBeDefined();
  });

  test("lead back to the account where it turns out to be refused", async () => {
    let refused = false;
    open({
      [MIRO]: () => ({ body: { ...account, sign_in_needed: refused } }),
      [BOARDS]: () => {
        refused = true;
        return problem(404, "miro_sign_in_needed", "Connect it again.");
      },
    });
    expect(await link("Connect again")).toBeDefined();
    expect(screen.queryByRole("heading", { name: "Your boards" })).toBeNull();
  });
});

describe("credits", () => {
  const until = new Date(Date.now() + 30_000);
  const time = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" }).format(until);

  test("that are used up say until when, and that nothing is lost", async () => {
    const limits = someLimits({ blocked_until: until.toISOString() }, { queued: 2, syncs: 2 });
    open({ [LIMITS]: { body: limits } });
    expect(
      await screen.findByText(
        `Miro takes no more requests until ${time}; nothing is lost. What waits goes on by itself then.`,
      ),
    ).toBeDefined();
    expect(screen.getByText("2 boards wait to be read.")).toBeDefined();
  });

  test("that are not known are not told", async () => {
    open({ [LIMITS]: problem(500, "internal_error") });
    await waitFor(() => expect(screen.queryByText("Miro credits")).toBeNull());
    expect(await connected()).toBeDefined();
  });
});

describe("the way to Miro", () => {
  test("is taken with a session that stands", async () => {
    const calls = open({ [MIRO]: { body: none } });
    fireEvent.click(await link("Connect Miro"));
    await waitFor(() => expect(assign).toHaveBeenCalledExactlyOnceWith(TO_MIRO));
    expect(calls.at(-1)?.path).toBe("/auth/me");
    expect(wasConnecting()).toBe(true);
  });

  test("is not taken by who is signed out meanwhile: it would be another person's", async () => {
    const gone = problem(401, "sign_in_needed");
    fakeServer({ [MIRO]: { body: none }, [METHODS]: methods(true), "GET /auth/me": gone });
    const { queries } = renderInApp(<WhiteboardsPage />);
    fireEvent.click(await link("Connect Miro"));
    await waitFor(() => expect(queries.getQueryState(["me"])?.status).toBe("error"));
    expect(assign).not.toHaveBeenCalled();
    expect(wasConnecting()).toBe(false);
    expect(screen.queryByRole("button", { name: "Dismiss" })).toBeNull();
  });

  test("that cannot be begun says why", async () => {
    open({ [MIRO]: { body: none }, "GET /auth/me": "offline" });
    fireEvent.click(await link("Connect Miro"));
    expect(await screen.findByText("The server cannot be reached")).toBeDefined();
    expect(assign).not.toHaveBeenCalled();
  });

  test("is left to the browser in a tab of its own", async () => {
    open({ [MIRO]: { body: none } });
    const way = await link("Connect Miro");
    const click = createEvent.click(way, { ctrlKey: true, cancelable: true });
    // Nothing may navigate in a test.
    way.parentElement?.addEventListener("click", (event) => event.preventDefault(), {
      once: true,
    });
    const prevent = vi.spyOn(click, "preventDefault");
    fireEvent(way, click);
    expect(prevent).toHaveBeenCalledTimes(1);
    expect(assign).not.toHaveBeenCalled();
  });

  test("ends with the news that it worked, once", async () => {
    rememberConnecting();
    open();
    expect(await screen.findByText("Miro is connected as Ada Lovelace.")).toBeDefined();
    expect(wasConnecting()).toBe(false);
  });

  test.each([
    ["nothing is connected", none, undefined],
    ["Miro still refuses", { ...account, sign_in_needed: true }, undefined],
    ["something is missing", { ...account, missing_scopes: ["boards:read"] }, undefined],
    ["nothing came of it", account, "access_denied"],
  ])("ends without such news where %s", async (_, body, refusal) => {
    rememberConnecting();
    open({ [MIRO]: { body } }, { refusal });
    await screen.findByRole("heading", { level: 2, name: /onnected/ });
    expect(screen.queryByText(/^Miro is connected/)).toBeNull();
    expect(wasConnecting()).toBe(false);
  });
});

describe("what Miro sends back with", () => {
  test.each([
    ["access_denied", /Access was declined at Miro\. Nothing has changed/],
    ["oauth_state_invalid", /attempt to connect Miro is over\..*Begin again here/],
    ["miro_account_taken", /belongs to somebody else here\. Sign in at Miro with your own/],
    ["miro_refused", /Miro refused\. Try again/],
    ["miro_unreachable", /Miro does not answer\. Nothing has changed/],
    ["miro_not_set_up", /Nobody can connect Miro here yet\. .* Whoever runs this Trivet/],
    ["sign_up_closed", /could not sign you in\..*need an invitation.*connect Miro again/],
    ["no_code", /did not say why\. Try again/],
    ["server_error", /was not connected\. .* The reason given was server_error/],
  ])("%s is told in words, where the reader begins", async (code, words) => {
    open({ [MIRO]: { body: none } }, { refusal: code });
    const note = await screen.findByRole("group", { name: words });
    expect(document.activeElement).toBe(note);
  });

  test.each(["Call 555-0100 now", "constructor!", "<b>x</b>", ""])(
    "%j is no reason, and is not repeated",
    async (code) => {
      open({}, { refusal: code });
      const note = await screen.findByRole("group", { name: /^Miro was not connected\./ });
      expect(note.textContent).not.toContain("The reason given");
      if (code) expect(note.textContent).not.toContain(code);
    },
  );

  test("names of what every object has are reasons like others", async () => {
    open({}, { refusal: "constructor" });
    expect(
      await screen.findByRole("group", { name: /reason given was constructor/ }),
    ).toBeDefined();
  });

  test("is put away, and the page has the focus", async () => {
    const onDismiss = vi.fn();
    open({}, { refusal: "miro_refused", onDismiss });
    await press("Dismiss");
    expect(onDismiss).toHaveBeenCalledOnce();
    await waitFor(() => expect(document.activeElement).toBe(heading()));
  });
});

describe("disconnecting", () => {
  async function ask(handlers: Handlers) {
    const calls = open(handlers);
    const button = await screen.findByRole("button", { name: "Disconnect…" });
    button.focus();
    fireEvent.click(button);
    const dialog = await screen.findByRole("dialog", { name: "Disconnect Miro?" });
    return { calls, button, dialog };
  }
  const sent = (calls: ReturnType<typeof fakeServer>) =>
    calls.filter(({ method }) => method === "DELETE").length;

  test.each([
    ["", { status: 204 }],
    [", though it was done elsewhere", problem(404, "miro_account_missing")],
  ])("says what it means, then is done%s", async (_, answer) => {
    let body: object = account;
    const { calls, dialog } = await ask({
      [MIRO]: () => ({ body }),
      [DISCONNECT]: () => ((body = none), answer),
    });
    expect(dialog.textContent).toMatch(/forgets its access.*boards stay.*another way in/);
    expect(document.activeElement).toBe(within(dialog).getByRole("button", { name: "Cancel" }));
    await press("Disconnect");
    expect(await link("Connect Miro")).toBeDefined();
    expect(screen.queryByRole("heading", { name: "Your boards" })).toBeNull();
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(sent(calls)).toBe(1);
    expect(screen.getByText("Miro is disconnected.").getAttribute("aria-live")).toBe("polite");
    await waitFor(() => expect(document.activeElement).toBe(heading()));
  });

  test("is not done by who thinks better of it, and the focus is back", async () => {
    const { calls, button, dialog } = await ask({});
    fireEvent.keyDown(dialog, { key: "Escape" });
    fireEvent(dialog, new Event("cancel", { cancelable: true }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(document.activeElement).toBe(button);
    expect(sent(calls)).toBe(0);
  });

  test.each([
    [problem(500, "internal_error"), "The server failed"],
    [problem(404, "http_404"), "http_404"],
    ["offline" as const, "The server cannot be reached"],
  ])("that fails says why, and can be tried again", async (answer, words) => {
    let works = false;
    const { dialog } = await ask({ [DISCONNECT]: () => (works ? { status: 204 } : answer) });
    await press("Disconnect");
    expect((await within(dialog).findByRole("alert")).textContent).toContain(words);
    works = true;
    await press("Disconnect");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });
});
