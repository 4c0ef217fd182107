import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { fakeServer, page, problem } from "../../../../test/fakeServer";
import { aRepository, aStatus } from "../../../../test/github";
import type { Reachable } from "../../api/repositories";
import { ConnectDialog } from "./ConnectDialog";

beforeEach(() =>
  vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ["setTimeout", "clearTimeout"] }),
);
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const STATUS = "GET /github/status";
const REACH = "GET /github/repositories";
const CONNECT = "POST /workspaces/w1/repositories";

function reachable(full_name: string, changes: Partial<Reachable> = {}): Reachable {
  return {
    github_id: full_name.length * 1000 + full_name.charCodeAt(5),
    full_name,
    url: null,
    private: false,
    archived: false,
    permission: "admin",
    writable: true,
    connected_to: [],
    connected: false,
    pushed_at: "2026-11-20T12:00:00Z",
    ...changes,
  };
}

const reach = (...items: Reachable[]) => ({
  body: { items, next_cursor: null, truncated: false, app_install_url: null },
});
const ROCKET = reachable("acme/rocket");
const SITE = reachable("acme/site", { private: true, permission: "push" });

type Handlers = Parameters<typeof fakeServer>[0];

function open(handlers: Handlers = {}) {
  const calls = fakeServer({
    [STATUS]: { body: aStatus() },
    [REACH]: reach(ROCKET, SITE),
    [CONNECT]: ({ body }) => ({
      status: 201,
      body: aRepository({ full_name: (body as { full_name: string }).full_name }),
    }),
    "GET /workspaces/w1/repositories": page(),
    ...handlers,
  });
  const told = { onClose: vi.fn(), onPicked: vi.fn(), onConnected: vi.fn() };
  render(
    <QueryClientProvider
      client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}
    >
      <ConnectDialog workspaceId="w1" {...told} />
    </QueryClientProvider>,
  );
  const posted = () => calls.filter(({ method }) => method === "POST").map(({ body }) => body);
  return { calls, posted, ...told };
}

const box = (name: string) => screen.findByRole<HTMLInputElement>("checkbox", { name });
const press = async (name: string) => fireEvent.click(await screen.findByRole("button", { name }));
const search = async (value: string) =>
  fireEvent.change(await screen.findByLabelText("Search your repositories"), { target: { value } });

describe("picking", () => {
  test("shows what one reaches, what one may do there, and what will not work", async () => {
    const whyNot = "It is archived on GitHub: unarchive it there first.";
    open({
      [REACH]: reach(
        SITE,
        reachable("acme/old", { archived: true, why_not: whyNot }),
        reachable("acme/here", { connected: true, why_not: whyNot }),
      ),
    });
    await box("acme/site");
    const [site, old, here] = screen.getAllByRole("listitem");
    expect(site?.textContent).toMatch(/acme\/sitePrivateWrite · pushed/);
    expect(old?.textContent).toMatch(/acme\/oldArchived.*It is archived on GitHub/);
    expect(here?.textContent).toMatch(/acme\/hereConnected/);
    expect(here?.textContent).not.toContain(whyNot);
    expect((await box("acme/here")).disabled).toBe(true);
    expect((await box("acme/old")).disabled).toBe(false);
  });

  test("is searched on the server, and what was picked before stays picked", async () => {
    const { calls, posted } = open({
      [REACH]: ({ query }) => (query.get("q") === "site" ? reach(SITE) : reach(ROCKET, SITE)),
    });
    fireEvent.click(await box("acme/rocket"));
    await search("site");
    await waitFor(() => expect(screen.queryByRole("checkbox", { name: "acme/rocket" })).toBeNull());
    fireEvent.click(await box("acme/site"));
    await press("Connect 2 repositories");
    await press("Done");
    expect(posted()).toEqual([{ full_name: "acme/rocket" }, { full_name: "acme/site" }]);
    expect(calls.find(({ query }) => query.get("q") === "site")?.query.get("workspace_id")).toBe(
      "w1",
    );
  });

  test("goes on page after page", async () => {
    open({
      [REACH]: ({ query }) =>
        query.get("cursor")
          ? reach(SITE)
          : { body: { ...reach(ROCKET).body, next_cursor: "further" } },
    });
    await box("acme/rocket");
    await press("Show more");
    await box("acme/site");
    expect(screen.queryByRole("button", { name: "Show more" })).toBeNull();
  });

  test("what does not stand there is connected by its name", async () => {
    const { posted } = open({
      [REACH]: ({ query }) =>
        query.get("q") ? reach() : { body: { ...reach(ROCKET).body, truncated: true } },
    });
    expect(await screen.findByText(/You reach more than stand here/)).toBeDefined();
    await search("https://github.com/acme/far-away");
    await press("Connect acme/far-away by its name");
    await press("Done");
    expect(posted()).toEqual([{ full_name: "acme/far-away" }]);
  });

  test("GitHub can be asked anew", async () => {
    let items = [ROCKET];
    const { calls } = open({ [REACH]: () => reach(...items) });
    await box("acme/rocket");
    items = [ROCKET, SITE];
    await press("Ask GitHub anew");
    await box("acme/site");
    expect(calls.some(({ query }) => query.get("refresh") === "true")).toBe(true);
  });

  test("says why GitHub cannot be asked, and tries again", async () => {
    let there = false;
    open({
      [REACH]: () =>
        there ? reach(ROCKET) : problem(403, "github_forbids", "Your organization forbids it."),
    });
    there = await screen.findByText("Your organization forbids it.").then(() => true);
    await press("Try again");
    await box("acme/rocket");
  });

  test("leads to where the GitHub App is given further ones", async () => {
    const app = { slug: "trivet", install_url: "https://github.com/apps/trivet/installations/new" };
    open({ [STATUS]: { body: aStatus({ app }) } });
    const link = await screen.findByRole("link", { name: /Give the GitHub App access to it/ });
    expect(link.getAttribute("href")).toBe(app.install_url);
  });
});

describe("connecting", () => {
  test("says of each what became of it, and tries again those that failed", async () => {
    let broken = true;
    const { posted, onPicked, onClose } = open({
      [CONNECT]: ({ body }) =>
        broken && (body as { full_name: string }).full_name === "acme/rocket"
          ? problem(404, "github_unseen", "GitHub shows you no such repository.")
          : { status: 201, body: aRepository() },
    });
    fireEvent.click(await box("acme/rocket"));
    fireEvent.click(await box("acme/site"));
    await press("Connect 2 repositories");
    const list = within(await screen.findByRole("list", { name: "Repositories to connect" }));
    await list.findByText(/GitHub shows you no such repository/);
    await waitFor(() =>
      expect(list.getAllByRole("listitem")[1]?.textContent).toBe("acme/siteConnected"),
    );
    expect(onPicked).toHaveBeenCalledTimes(1);
    broken = false;
    await press("Try again");
    await waitFor(() =>
      expect(list.getAllByRole("listitem")[0]?.textContent).toBe("acme/rocketConnected"),
    );
    expect(posted()).toHaveLength(3);
    await press("Done");
    expect(onClose).toHaveBeenCalledTimes(1);
  });
});

describe("what is needed first", () => {
  test("where nobody can connect GitHub, it is done by hand, and said who changes that", async () => {
    open({ [STATUS]: { body: aStatus({ api: "not_set_up", account: null }) } });
    expect(await screen.findByLabelText("Repository")).toBeDefined();
    fireEvent.click(screen.getByRole("tab", { name: "From GitHub" }));
    expect(await screen.findByText(/Whoever runs Trivet sets that up/)).toBeDefined();
  });

  test.each([
    [null, /Connect your GitHub account first/, "Connect GitHub"],
    [{ login: "ana", sign_in_needed: true, missing_scopes: [] }, /any more/, "Sign in again"],
  ])("an account: %j", async (account, words, link) => {
    const { calls } = open({ [STATUS]: { body: aStatus({ account }) } });
    expect(await screen.findByText(words)).toBeDefined();
    const href = (await screen.findByRole("link", { name: link })).getAttribute("href");
    expect(href).toMatch(/^\/auth\/github\/login\?connect=true/);
    expect(calls.some(({ path }) => path === "/github/repositories")).toBe(false);
  });

  test("what GitHub was not allowed is said above what it shows", async () => {
    const account = { login: "ana", sign_in_needed: false, missing_scopes: ["repo"] };
    open({ [STATUS]: { body: aStatus({ account }) } });
    expect(await screen.findByRole("link", { name: "Allow it on GitHub" })).toBeDefined();
    await box("acme/rocket");
  });
});

test("arrows lead from one way to the other", async () => {
  open();
  const first = await screen.findByRole("tab", { name: "From GitHub" });
  first.focus();
  fireEvent.keyDown(first, { key: "ArrowRight" });
  const second = screen.getByRole("tab", { name: "By hand" });
  expect(second.getAttribute("aria-selected")).toBe("true");
  await waitFor(() => expect(document.activeElement).toBe(second));
  expect(await screen.findByLabelText("Secret")).toBeDefined();
});
