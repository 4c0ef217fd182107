import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { fakeServer, problem } from "../../../test/fakeServer";
import { ProfilePage } from "./ProfilePage";

const replace = vi.fn();

beforeEach(() => {
  window.history.replaceState(null, "", "/app/account");
  vi.spyOn(window.location, "replace").mockImplementation(replace);
});

afterEach(() => {
  cleanup();
  replace.mockReset();
  window.history.replaceState(null, "", "/");
  localStorage.clear();
  sessionStorage.clear();
  vi.unstubAllGlobals();
});

const ME = {
  id: "u1",
  name: "Ada  Lovelace",
  email: "ada@example.com",
  avatar_url: null,
  instance_admin: false,
  created_at: "2025-03-12T12:00:00Z",
};
const GITHUB = "GET /auth/github";
const METHODS = "GET /auth/methods";
const PREFIX = "GET /me/branch-prefix";
const account = {
  connected: true,
  login: "ada-l",
  scopes: ["read:user", "user:email", "repo"],
  missing_scopes: [],
  sign_in_needed: false,
  expires_at: null,
};
const CONNECT = "/auth/github/login?connect=true&return_to=%2Fapp%2Faccount";

type Handlers = Parameters<typeof fakeServer>[0];

function open(handlers: Handlers = {}) {
  const calls = fakeServer({
    "GET /auth/me": { body: ME },
    [GITHUB]: { body: account },
    [METHODS]: { body: { github: true, email: true, local: false } },
    [PREFIX]: { body: { prefix: "" } },
    ...handlers,
  });
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={queries}>
      <ProfilePage />
    </QueryClientProvider>,
  );
  return calls;
}

const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
const section = async (name: string) => within(await screen.findByRole("region", { name }));

describe("GitHub", () => {
  test("says as whom one is connected, and asks for nothing", async () => {
    open();
    const github = await section("GitHub");
    expect(github.getByRole("status", { name: "Loading your GitHub account" })).toBeDefined();
    expect((await github.findByText(/^Connected as/)).textContent).toBe("Connected as ada-l");
    expect(github.getByText(/Name, e-mail and picture are those/)).toBeDefined();
    expect(github.queryByRole("link")).toBeNull();
  });

  test("that refuses us asks to sign in again", async () => {
    open({ [GITHUB]: { body: { ...account, sign_in_needed: true } } });
    const link = await screen.findByRole("link", { name: "Sign in again" });
    expect(link.getAttribute("href")).toBe(CONNECT);
    expect(screen.getByText(/does not accept this connection any more/)).toBeDefined();
  });

  test("that allows less than was asked for says what does not work", async () => {
    open({ [GITHUB]: { body: { ...account, missing_scopes: ["repo", "x:y"] } } });
    const list = await screen.findByRole("list", { name: "What is missing" });
    expect(
      within(list)
        .getAllByRole("listitem")
        .map((item) => item.textContent),
    ).toEqual([
      "Without repo, private repositories cannot be read, and no branches or pull requests made.",
      "Without x:y, what needs it does not work.",
    ]);
    expect(screen.getByRole("link", { name: "Allow it on GitHub" }).getAttribute("href")).toBe(
      CONNECT,
    );
  });

  test("can be connected, with a session that lasts that long", async () => {
    const calls = open({ [GITHUB]: { body: { connected: false } } });
    const link = await screen.findByRole("link", { name: "Connect GitHub" });
    expect(link.getAttribute("href")).toBe(CONNECT);
    const asked = () => calls.filter(({ path }) => path === "/auth/me").length;
    fireEvent.focus(link);
    expect(asked()).toBe(1);
    vi.spyOn(Date, "now").mockReturnValue(Date.now() + 60_000);
    fireEvent.focus(link);
    await waitFor(() => expect(asked()).toBe(2));
    vi.mocked(Date.now).mockRestore();
  });

  test("that is not set up is not offered", async () => {
    open({
      [GITHUB]: { body: { connected: false } },
      [METHODS]: { body: { github: false, email: true, local: false } },
    });
    expect(await screen.findByText(/Signing in with GitHub is not set up here/)).toBeDefined();
    expect(screen.queryByRole("link", { name: "Connect GitHub" })).toBeNull();
  });

  test("that cannot be loaded can be asked for again, and the rest is there", async () => {
    let broken = true;
    open({ [GITHUB]: () => (broken ? problem(500, "internal_error") : { body: account }) });
    await screen.findByText("The server failed");
    expect(screen.getByText("ada@example.com")).toBeDefined();
    broken = false;
    press("Try again");
    expect(await screen.findByText(/^Connected as/)).toBeDefined();
  });
});

describe("the name", () => {
  test("is GitHub's for those who have an account there", async () => {
    open();
    await screen.findByText(/^Connected as/);
    expect(screen.queryByRole("button", { name: "Change name…" })).toBeNull();
  });

  test("is changed by all others", async () => {
    let name = "ada";
    const calls = open({
      [GITHUB]: { body: { ...account, connected: false, login: null } },
      "GET /auth/me": () => ({ body: { ...ME, name } }),
      "PATCH /auth/me": () => {
        name = "Ada";
        return { body: ME };
      },
    });
    fireEvent.click(await screen.findByRole("button", { name: "Change name…" }));
    fireEvent.change(screen.getByLabelText(/^Name/), { target: { value: " Ada " } });
    press("Save");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(await screen.findByText("Ada")).toBeDefined();
    expect(calls.find(({ method }) => method === "PATCH")?.body).toEqual({ name: "Ada" });
  });
});

describe("an address", () => {
  const ASK = "POST /auth/me/addresses";
  const type = (text: string) =>
    fireEvent.change(screen.getByLabelText("E-mail"), { target: { value: text } });

  async function adding(handlers: Handlers) {
    const calls = open(handlers);
    fireEvent.click(await screen.findByRole("button", { name: "Add an address…" }));
    await screen.findByRole("dialog", { name: "Add an e-mail address" });
    return calls;
  }

  test("is added by a link that is mailed to it", async () => {
    const calls = await adding({ [ASK]: { status: 202 } });
    press("Email me a link");
    expect(screen.getByText("Type your address.")).toBeDefined();
    type(" ada@work.example ");
    press("Email me a link");
    const dialog = await screen.findByRole("dialog", { name: "Look into your mail" });
    expect(dialog.textContent).toContain("ada@work.example");
    expect(calls.find(({ method }) => method === "POST")?.body).toEqual({
      email: "ada@work.example",
    });
    press("Got it");
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  test("that is refused says why", async () => {
    await adding({ [ASK]: problem(409, "address_already_yours", "There is nothing to do.") });
    type("ada@example.com");
    press("Email me a link");
    expect(await screen.findByText(/There is nothing to do/)).toBeDefined();
  });

  test("is not asked for where no mail can be sent", async () => {
    open({ [METHODS]: { body: { github: true, email: false, local: false } } });
    await screen.findByText(/^Connected as/);
    expect(screen.queryByRole("button", { name: "Add an address…" })).toBeNull();
  });
});

describe("your data", () => {
  const DELETE = "DELETE /auth/me";

  async function ask(handlers: Handlers = {}) {
    const calls = open(handlers);
    fireEvent.click(await screen.findByRole("button", { name: "Delete account…" }));
    await screen.findByRole("dialog", { name: "Delete your account?" });
    return calls;
  }
  const type = (name: string) =>
    fireEvent.change(screen.getByLabelText(/^Type your name/), { target: { value: name } });
  const sent = (calls: Awaited<ReturnType<typeof ask>>) =>
    calls.filter(({ method }) => method === "DELETE");

  test("can be taken along as a file", async () => {
    open();
    const link = await screen.findByRole("link", { name: "Download everything" });
    expect(link.getAttribute("href")).toBe("/auth/me/export");
    expect(link.hasAttribute("download")).toBe(true);
  });

  test("goes with the account, after saying what happens", async () => {
    localStorage.setItem("trivet.draft", "x");
    localStorage.setItem("trivet.theme", "dark");
    const calls = await ask({ [DELETE]: { status: 204 } });
    const dialog = within(screen.getByRole("dialog"));
    expect(dialog.getAllByRole("listitem").map((item) => item.textContent)).toEqual([
      "Your sign-ins, API tokens, name, address and picture are gone for ever.",
      "What you made stays with the team, by “Former member”.",
      "Workspaces in which you are alone go with it, and all that is in them.",
    ]);
    // As it is shown: the page draws several spaces as one.
    type(" Ada Lovelace ");
    press("Delete account");
    await waitFor(() =>
      expect(replace).toHaveBeenCalledExactlyOnceWith("/app/sign-in?why=signed-out"),
    );
    expect(sent(calls)).toHaveLength(1);
    expect(calls.some(({ path }) => path === "/auth/logout")).toBe(false);
    expect(localStorage.getItem("trivet.draft")).toBeNull();
    expect(localStorage.getItem("trivet.theme")).toBe("dark");
  });

  test("takes what one typed out of the history, where it is asked for", async () => {
    const calls = await ask({ [DELETE]: { status: 204 } });
    fireEvent.click(screen.getByRole("checkbox", { name: /Empty what I typed/ }));
    type("Ada Lovelace");
    press("Delete account");
    await waitFor(() => expect(replace).toHaveBeenCalledOnce());
    expect(sent(calls).map(({ query }) => query.get("redact_texts"))).toEqual(["true"]);
  });

  test.each(["", "ada lovelace", "Grace"])(
    "stays while %j is typed for one's name",
    async (name) => {
      const calls = await ask();
      type(name);
      press("Delete account");
      expect((await screen.findByRole("alert")).textContent).toMatch(/Ada Lovelace/);
      expect(sent(calls)).toEqual([]);
      press("Cancel");
      expect(screen.queryByRole("dialog")).toBeNull();
    },
  );

  test.each([
    [problem(409, "last_owner", "Make somebody else an owner first: Acme"), "Acme"],
    ["offline" as const, "The server cannot be reached"],
  ])("stays where the server refuses, and says why", async (answer, words) => {
    await ask({ [DELETE]: answer });
    type("Ada Lovelace");
    press("Delete account");
    expect((await screen.findByRole("alert")).textContent).toContain(words);
    expect(replace).not.toHaveBeenCalled();
    expect(screen.getByRole("button", { name: "Delete account" })).toBeDefined();
  });
});

describe("how one's branches begin", () => {
  const field = () => screen.findByRole<HTMLInputElement>("textbox", { name: "Prefix" });
  const PUT = "PUT /me/branch-prefix";

  test("shows in an example, and is saved", async () => {
    const calls = open({ [PREFIX]: { body: { prefix: "ada/" } }, [PUT]: { body: { prefix: "" } } });
    expect((await field()).value).toBe("ada/");
    expect(screen.getByText("ada/feature/ENG-42-lift-off")).toBeDefined();
    const save = screen.getByRole<HTMLButtonElement>("button", { name: "Save prefix" });
    expect(save.disabled).toBe(true);
    fireEvent.change(await field(), { target: { value: " " } });
    press("Save prefix");
    await waitFor(() => expect(save.disabled).toBe(true));
    expect(calls.find(({ method }) => method === "PUT")?.body).toEqual({ prefix: "" });
  });

  test("is refused beside its field", async () => {
    const fields = [{ field: "prefix", message: "No branch begins with a dash.", code: "x" }];
    const body = { title: "No", status: 422, code: "invalid_branch_name", fields };
    open({ [PUT]: { status: 422, body } });
    fireEvent.change(await field(), { target: { value: "-" } });
    press("Save prefix");
    expect(await screen.findByText("No branch begins with a dash.")).toBeDefined();
    expect((await field()).value).toBe("-");
  });
});
