import { createMemoryHistory } from "@tanstack/react-router";
import { act, cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { takeSecretFromAddress } from "../features/session";
import { fakeServer, page, problem } from "../test/fakeServer";
import { aRepository, aStatus } from "../test/github";
import { aJob, aWholeJob } from "../test/miro";
import { App } from "./App";
import { openPalette } from "./palette/open";
import { createQueryClient } from "./queryClient";
import { createAppRouter } from "./router";

const ADA = { id: "01", name: "Ada", created_at: "2026-11-20T12:00:00Z" };

function serve(handlers: Parameters<typeof fakeServer>[0] = {}) {
  return fakeServer({
    "GET /auth/me": { body: ADA },
    "GET /workspaces": page(
      { id: "w1", name: "Acme", role: "owner" },
      { id: "w2", name: "Bits", role: "viewer" },
    ),
    "GET /me/notifications": { body: { items: [], next_cursor: null, unread: 2 } },
    "GET /workspaces/w1/boards": page(),
    "GET /workspaces/w2/boards": page(),
    "GET /workspaces/w2/repositories": page(),
    "GET /workspaces/w1/members": page(),
    "GET /workspaces/w1/invitations": page(),
    "GET /workspaces/w1/audit": page(),
    "GET /workspaces/w1/tasks": page(),
    "GET /workspaces/w2/tasks": page(),
    "GET /workspaces/w2/members": page(),
    "GET /auth/methods": { body: { github: false, email: false, local: true, miro: true } },
    "GET /auth/github": { body: { connected: false } },
    "GET /auth/miro": { body: { connected: false } },
    "GET /api/jobs": page(),
    "GET /auth/sessions": page(),
    "GET /auth/tokens": page(),
    ...handlers,
  });
}

beforeEach(() => {
  document.cookie = "trivet_csrf=x";
  serve();
});

afterEach(() => {
  cleanup();
  document.cookie = "trivet_csrf=; max-age=0";
  vi.unstubAllGlobals();
});

function open(address: string) {
  const queryClient = createQueryClient();
  const router = createAppRouter(queryClient, createMemoryHistory({ initialEntries: [address] }));
  render(<App router={router} queryClient={queryClient} />);
  return router;
}

test("the repositories of a workspace have an address, which says where one is", async () => {
  open("/app/w/w2/repositories");
  expect(await screen.findByRole("heading", { name: "Repositories", level: 1 })).toBeDefined();
  await screen.findByText("Admins of the workspace connect repositories.");
  await waitFor(() => expect(document.title).toBe("Repositories · Trivet"));
  expect(screen.getByRole("button", { name: /workspace Bits/ })).toBeDefined();
});

test.each([
  [
    "/app/w/w1/members",
    "Members",
    "Workspace",
    ["Members", "Repositories", "Background work", "Audit log"],
  ],
  [
    "/app/w/w1/audit",
    "Audit log",
    "Workspace",
    ["Members", "Repositories", "Background work", "Audit log"],
  ],
  [
    "/app/w/w2/repositories",
    "Repositories",
    "Workspace",
    ["Members", "Repositories", "Background work"],
  ],
  [
    "/app/w/w2/background-work",
    "Background work",
    "Workspace",
    ["Members", "Repositories", "Background work"],
  ],
  ["/app/account", "Profile", "Account", ["Profile", "Sessions", "API tokens"]],
  ["/app/account/sessions", "Sessions", "Account", ["Profile", "Sessions", "API tokens"]],
  ["/app/account/tokens", "API tokens", "Account", ["Profile", "Sessions", "API tokens"]],
])("%s has its title, and leads to its neighbours", async (address, title, nav, names) => {
  open(address);
  expect(await screen.findByRole("heading", { name: title, level: 1 })).toBeDefined();
  // They are drawn anew once the workspace is known.
  const tabs = () => within(screen.getByRole("navigation", { name: nav }));
  await waitFor(() =>
    expect(
      tabs()
        .getAllByRole("link")
        .map(({ textContent }) => textContent),
    ).toEqual(names),
  );
  expect(tabs().getByRole("link", { current: "page" }).textContent).toBe(title);
  expect(document.title).toBe(`${title} · Trivet`);
});

test("what a repository delivered has an address, filters included", async () => {
  fakeServer({
    "GET /auth/me": { body: ADA },
    "GET /workspaces": page({ id: "w1", name: "Acme", role: "admin" }),
    "GET /workspaces/w1/boards": page(),
    "GET /workspaces/w1/tasks": page(),
    "GET /workspaces/w1/repositories": page(aRepository()),
    "GET /github/status": { body: aStatus() },
    "GET /me/notifications": { body: { items: [], next_cursor: null, unread: 0 } },
    "GET /deliveries": ({ query }) => {
      expect(query.get("repository_id")).toBe("r1");
      return page();
    },
  });
  const router = open("/app/w/w1/repositories");
  const link = { name: "Deliveries of acme/rocket" };
  // The pages are loaded first.
  fireEvent.click(await screen.findByRole("link", link, { timeout: 10_000 }));
  await screen.findByRole("heading", { name: "Deliveries", level: 1 });
  const { pathname } = router.state.location;
  expect(pathname).toBe("/w/w1/repositories/r1/deliveries");
  fireEvent.click(await screen.findByRole("button", { name: "Failed" }));
  await screen.findByText("No delivery failed");
  expect(router.state.location.search).toMatchObject({ show: "failed" });
  act(() => router.history.push(`/app${pathname}?show=lost&event=A%00`));
  await screen.findByText("Nothing was delivered");
  fireEvent.click(screen.getByRole("link", { name: "All repositories" }));
  await screen.findByRole("heading", { name: "Repositories", level: 1 });
});

test("of the address of the sign-in page nothing is taken that leads out of here", async () => {
  const address = "/app/sign-in?back=https%3A%2F%2Fevil.example&why=lost";
  const router = open(address);
  await waitFor(() => expect(router.state.matches.at(-1)?.routeId).toBe("/sign-in"));
  expect(router.state.matches.at(-1)?.search).toEqual({});
});

test("an address that asks for background work that there is not shows what there is", async () => {
  open("/app/w/w1/background-work?show=lost");
  const shown = await screen.findByRole("button", { name: "Needs attention" }, { timeout: 10_000 });
  expect(shown.getAttribute("aria-pressed")).toBe("true");
});

test("the menu of the workspace leads to its members", async () => {
  const router = open("/app/w/w1/audit");
  const menu = await screen.findByRole("button", { name: /workspace Acme/ });
  fireEvent.click(menu);
  // The first press loads the menu's code; from then on Radix listens to keys.
  fireEvent.keyDown(menu, { key: "Enter" });
  fireEvent.click(await screen.findByRole("menuitem", { name: "Members" }));
  await waitFor(() => expect(router.state.location.pathname).toBe("/w/w1/members"));
});

test("an admin sees from anywhere how much background work needs attention", async () => {
  fakeServer({
    "GET /auth/me": { body: ADA },
    "GET /workspaces": page({ id: "w1", name: "Acme", role: "admin" }),
    "GET /workspaces/w1/boards": page(),
    "GET /workspaces/w1/audit": page(),
    "GET /workspaces/w1/tasks": ({ query }) => {
      expect(query.getAll("state")).toEqual(["dead"]);
      return page(...Array(21).fill({ id: "t1", name: "purge_bin_task", state: "failed" }));
    },
  });
  open("/app/w/w1/audit");
  const link = await screen.findByRole("link", { name: "Background work 20+ need attention" });
  expect(link.getAttribute("href")).toBe("/app/w/w1/background-work");
});

test.each([true, false])("the installation's work is offered to its admins: %s", async (admin) => {
  fakeServer({
    "GET /auth/me": { body: { ...ADA, instance_admin: admin } },
    "GET /workspaces": page(),
    "GET /tasks": page(),
  });
  const router = open("/app/settings");
  await screen.findByText(admin ? "This installation" : "Theme");
  await screen.findAllByText(/Ada/);
  const link = screen.queryByRole("link", { name: "Background work" });
  expect(link !== null).toBe(admin);
  if (!link) return;
  fireEvent.click(link);
  expect(await screen.findByText("Nothing needs attention")).toBeDefined();
  fireEvent.click(screen.getByRole("button", { name: "Under way" }));
  expect(await screen.findByText("Nothing is under way")).toBeDefined();
  expect(router.state.location.href).toBe("/background-work?show=running");
});

test("who leaves a workspace is back at the boards, without it", async () => {
  let inside = true;
  fakeServer({
    "GET /auth/me": { body: ADA },
    "GET /workspaces": () => (inside ? page({ id: "w1", name: "Acme", role: "viewer" }) : page()),
    "GET /workspaces/w1/boards": page(),
    "GET /workspaces/w1/members": page({
      user_id: "01",
      name: "Ada",
      role: "viewer",
      joined_at: "2026-11-20T12:00:00Z",
    }),
    "DELETE /workspaces/w1/members/01": () => ((inside = false), { status: 204 }),
  });
  const router = open("/app/w/w1/members");
  fireEvent.click(await screen.findByRole("button", { name: "Leave…" }));
  fireEvent.click(await screen.findByRole("button", { name: "Leave" }));
  expect(await screen.findByText("You left Acme.")).toBeDefined();
  expect(router.state.location.pathname).toBe("/");
  await waitFor(() => expect(screen.queryByText("Acme")).toBeNull());
});

test("who was removed is told by the next question, and the rail forgets the workspace", async () => {
  let inside = true;
  const acme = { id: "w1", name: "Acme", role: "viewer" };
  const gone = problem(404, "workspace_not_found");
  fakeServer({
    "GET /auth/me": { body: ADA },
    "GET /workspaces": () => page(...(inside ? [acme] : []), { ...acme, id: "w2", name: "Bits" }),
    "GET /workspaces/w1/boards": () => (inside ? page() : gone),
    "GET /workspaces/w2/boards": page(),
    "GET /workspaces/w1/members": () =>
      inside ? page({ ...ADA, user_id: "01", role: "viewer", joined_at: ADA.created_at }) : gone,
  });
  open("/app/w/w1/members");
  await screen.findByRole("button", { name: /workspace Acme/ });
  await screen.findByRole("list", { name: "Members" });
  inside = false;
  act(() => window.dispatchEvent(new Event("visibilitychange")));
  expect(await screen.findByText("There is no such workspace")).toBeDefined();
  expect(await screen.findByRole("button", { name: /workspace Bits/ })).toBeDefined();
  expect(screen.queryByText("Acme")).toBeNull();
});

test("an invitation waits while somebody signs in, and leads into the workspace", async () => {
  document.cookie = "trivet_csrf=; max-age=0";
  window.history.replaceState(null, "", "/app/invitation#tri_1");
  takeSecretFromAddress();
  fakeServer({
    "GET /auth/methods": { body: { github: true, email: false, local: false } },
    "GET /auth/me": { body: ADA },
    "GET /workspaces": page({ id: "w1", name: "Acme", role: "member" }),
    "GET /workspaces/w1/boards": page(),
    "POST /invitations/preview": {
      body: {
        workspace_name: "Acme",
        role: "member",
        invited_by_name: null,
        bound: false,
        email_hint: null,
        expires_at: "2027-03-12T12:00:00Z",
      },
    },
    "POST /invitations/tri_1/accept": { body: { id: "w1", name: "Acme", role: "member" } },
  });
  const router = open("/app/invitation");
  fireEvent.click(await screen.findByRole("link", { name: "Sign in to accept" }));
  const link = await screen.findByRole("link", { name: "Continue with GitHub" });
  expect(link.getAttribute("href")).toBe("/auth/github/login?return_to=%2Fapp%2Finvitation");
  document.cookie = "trivet_csrf=x";
  router.history.push("/app/invitation");
  fireEvent.click(await screen.findByRole("button", { name: "Accept" }));
  expect(await screen.findByText("You are in Acme now.")).toBeDefined();
  await waitFor(() => expect(router.state.location.pathname).toBe("/"));
});

test.each([
  ["GitHub", "/app/sign-in/github#code=c&state=s", "/auth/github/callback"],
  ["a mail", "/app/sign-in/email#tre_1", "/auth/email/callback"],
])("from %s one goes on to where one wanted to go, and nowhere else", async (_, address, path) => {
  for (const [returnTo, arrived] of [
    ["/app/account/tokens", "/account/tokens"],
    ["https://elsewhere.example/app/account", "/"],
  ] as const) {
    window.history.replaceState(null, "", address);
    takeSecretFromAddress();
    fakeServer({
      [`POST ${path}`]: { body: { return_to: returnTo } },
      "GET /auth/me": { body: ADA },
      "GET /auth/tokens": page(),
      "GET /workspaces": page(),
    });
    const router = open(window.location.pathname);
    await waitFor(() => expect(router.state.location.pathname).toBe(arrived));
    cleanup();
  }
});

test("a link of a mail that is not accepted leads to the sign-in page", async () => {
  window.history.replaceState(null, "", "/app/sign-in/email#tre_1");
  takeSecretFromAddress();
  fakeServer({ "POST /auth/email/callback": problem(401, "invalid_sign_in_link") });
  open("/app/sign-in/email");
  const link = await screen.findByRole("link", { name: "Go to the sign-in page" });
  expect(link.getAttribute("href")).toBe("/app/sign-in");
});

test.each([
  [{ body: ADA }, "The address is yours here: you can sign in by it."],
  [problem(404, "address_link_not_found", "Have a new one sent."), "Have a new one sent."],
] as const)(
  "the link that adds an address works once, and says how it went",
  async (answer, words) => {
    window.history.replaceState(null, "", "/app/account/address#trp_1");
    takeSecretFromAddress();
    const calls = fakeServer({
      "GET /auth/me": { body: ADA },
      "GET /workspaces": page(),
      "POST /auth/me/addresses/confirm": answer,
    });
    open("/app/account/address");
    expect(await screen.findByText(words, { exact: false })).toBeDefined();
    expect(screen.getByRole("link", { name: "Go to your profile" })).toBeDefined();
    const sent = calls.filter(({ method }) => method === "POST");
    expect(sent.map(({ body }) => body)).toEqual([{ token: "trp_1" }]);
    expect(window.location.hash).toBe("");
    cleanup();
    open("/app/account/address");
    expect(await screen.findByText(/works once/)).toBeDefined();
  },
);

test("the palette leads to people and to one's account", async () => {
  const router = open("/app/");
  await screen.findByRole("button", { name: /workspace Acme/ });
  act(() => openPalette("palette"));
  const names = (await screen.findAllByRole("option")).map(({ textContent }) => textContent);
  expect(names).toEqual(
    expect.arrayContaining(["Members of Acme", "Members of Bits", "Audit log of Acme"]),
  );
  expect(names).not.toContain("Audit log of Bits");
  fireEvent.click(screen.getByRole("option", { name: "Your API tokens" }));
  await waitFor(() => expect(router.state.location.pathname).toBe("/account/tokens"));
});

test("the rail, the palette and the person's menu lead to whiteboards", async () => {
  const router = open("/app/");
  fireEvent.click(await screen.findByRole("link", { name: "Whiteboards" }));
  await waitFor(() => expect(router.state.location.pathname).toBe("/whiteboards"));
  act(() => router.history.push("/app/"));
  await screen.findByRole("button", { name: /workspace Acme/ });
  act(() => openPalette("palette"));
  const field = await screen.findByRole("combobox", { name: "Search and commands" });
  fireEvent.change(field, { target: { value: "miro" } });
  fireEvent.click(await screen.findByRole("option", { name: /^Whiteboards in Miro/ }));
  expect(await screen.findByRole("heading", { name: "Whiteboards", level: 1 })).toBeDefined();
  await waitFor(() => expect(document.title).toBe("Whiteboards · Trivet"));
  act(() => router.history.push("/app/settings"));
  const menu = await screen.findByRole("button", { name: "You: Ada" });
  fireEvent.click(menu);
  // The first press loads the menu's code; from then on Radix listens to keys.
  fireEvent.keyDown(menu, { key: "Enter" });
  fireEvent.click(await screen.findByRole("menuitem", { name: /^Whiteboards/ }));
  await waitFor(() => expect(router.state.location.pathname).toBe("/whiteboards"));
});

test("where nobody set up Miro the rail does not lead there, and there is no queue", async () => {
  const answers = { github: false, email: false, local: true, miro: false };
  const calls = serve({ "GET /auth/methods": { body: answers } });
  open("/app/whiteboards");
  expect(await screen.findByText("Nobody can connect Miro here yet")).toBeDefined();
  expect(screen.queryByRole("link", { name: "Whiteboards" })).toBeNull();
  expect(screen.queryByRole("navigation", { name: "Whiteboards" })).toBeNull();
  expect(calls.map(({ path }) => path)).not.toContain("/api/jobs");
});

test("what is queued has an address, and tells beside the boards how much of it is open", async () => {
  const jobs = page(aJob({ pending: 0, done: 3 }), aJob({ id: "j2" }));
  serve({
    "GET /api/jobs": jobs,
    "GET /api/jobs/j2": { body: aWholeJob(aJob({ id: "j2" })) },
  });
  const router = open("/app/whiteboards");
  fireEvent.click(await screen.findByRole("link", { name: /^Queued changes ?1 open/ }));
  expect(await screen.findByRole("heading", { name: "Queued changes", level: 1 })).toBeDefined();
  const list = await screen.findByRole("list", { name: "Your queued changes" });
  fireEvent.click(within(list).getAllByRole("link", { name: "Plan" })[1] as HTMLElement);
  expect(await screen.findByRole("heading", { name: "Changes to “Plan”" })).toBeDefined();
  expect(router.state.location.href).toBe("/whiteboards/queue/j2");
  fireEvent.click(await screen.findByRole("button", { name: /^To be sent/ }));
  await waitFor(() => expect(router.state.location.href).toBe("/whiteboards/queue/j2?show=open"));
  fireEvent.click(screen.getByRole("link", { name: "All queued changes" }));
  await waitFor(() => expect(router.state.location.pathname).toBe("/whiteboards/queue"));
});

test.each(["access_denied", "404", "%7B%22a%22%3A1%7D"])(
  "what Miro refused with goes from the address once it is read: %s",
  async (code) => {
    const router = open(`/app/whiteboards?miro_error=${code}`);
    const note = await screen.findByRole("group", { name: /declined|was not connected/ });
    await waitFor(() => expect(router.state.location.href).toBe("/whiteboards"));
    expect(screen.getByRole("group", { name: note.textContent })).toBe(note);
    await screen.findByRole("link", { name: "Connect Miro" });
    act(() => router.history.push("/app/whiteboards?miro_error=miro_unreachable"));
    const other = await screen.findByRole("group", { name: /does not answer/ });
    fireEvent.click(within(other).getByRole("button", { name: "Dismiss" }));
    expect(screen.queryByRole("group")).toBeNull();
  },
);

test("the rail counts what is unread, and leads to what is one's own on all boards", async () => {
  const router = open("/app/");
  const bell = await screen.findByRole("link", { name: "Notifications, 2 unread" });
  fireEvent.click(bell);
  await waitFor(() => expect(router.state.location.pathname).toBe("/notifications"));
  expect(await screen.findByRole("heading", { name: "Notifications", level: 1 })).toBeDefined();
  expect(screen.getByRole("link", { name: "My work" })).toBeDefined();
  expect(screen.getByRole("link", { name: "Search all boards" })).toBeDefined();
});

test("what is written into the palette can be searched for on all boards", async () => {
  const router = open("/app/");
  await screen.findByRole("link", { name: "My work" });
  act(() => openPalette("palette"));
  const field = await screen.findByRole("combobox", { name: "Search and commands" });
  fireEvent.change(field, { target: { value: "42" } });
  fireEvent.click(await screen.findByRole("option", { name: "Search all boards for “42”" }));
  await waitFor(() => expect(router.state.location.href).toContain("/search?q="));
  const search = await screen.findByRole("combobox", { name: "Search all boards" });
  expect((search as HTMLInputElement).value).toBe("42");
});
