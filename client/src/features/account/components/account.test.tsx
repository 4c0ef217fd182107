import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { ToastRegion } from "../../../lib";
import { fakeServer, page, problem } from "../../../test/fakeServer";
import { expiresAt, hasEnded } from "../model/expiry";
import { fewest, includedIn } from "../model/scopes";
import { ProfilePage } from "./ProfilePage";
import { SessionsPage } from "./SessionsPage";
import { TokensPage } from "./TokensPage";

const replace = vi.fn();

beforeEach(() => {
  vi.spyOn(window.location, "replace").mockImplementation(replace);
});

afterEach(() => {
  cleanup();
  replace.mockReset();
  vi.unstubAllGlobals();
});

type Handlers = Parameters<typeof fakeServer>[0];

function open(pageShown: ReactNode, handlers: Handlers) {
  const calls = fakeServer(handlers);
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={queries}>
      {pageShown}
      <ToastRegion />
    </QueryClientProvider>,
  );
  return calls;
}

const press = (name: string | RegExp) => fireEvent.click(screen.getByRole("button", { name }));
const rows = async (name: string) =>
  within(await screen.findByRole("list", { name })).getAllByRole("listitem");

describe("the profile", () => {
  const me = {
    id: "u1",
    name: "Ada",
    email: "ada@example.com",
    avatar_url: "https://avatars.example/1",
    instance_admin: false,
    created_at: "2025-03-12T12:00:00Z",
  };

  const server = {
    "GET /auth/me": { body: me },
    "GET /auth/github": { body: { connected: false } },
    "GET /auth/methods": { body: { github: false, email: false, local: true } },
  };

  test("shows name, e-mail and picture as they are known", async () => {
    open(<ProfilePage />, server);
    expect(screen.getByRole("status", { name: "Loading your profile" })).toBeDefined();
    expect(await screen.findByText("ada@example.com")).toBeDefined();
    expect(screen.getByText("12 Mar 2025")).toBeDefined();
    const picture = document.querySelector("img");
    expect(picture?.src).toBe("https://avatars.example/1");
    if (picture) fireEvent.error(picture);
    expect(document.querySelector("img")).toBeNull();
    expect(screen.getByText("A")).toBeDefined();
    expect(document.title).toBe("Profile · Trivet");
  });

  test("of who signed in by a link says that there is no e-mail", async () => {
    const nobody = { ...me, email: null, avatar_url: null };
    open(<ProfilePage />, { ...server, "GET /auth/me": { body: nobody } });
    expect(await screen.findByText(/None is known/)).toBeDefined();
  });

  test("that cannot be loaded can be asked for again", async () => {
    let broken = true;
    open(<ProfilePage />, { ...server, "GET /auth/me": () => (broken ? "offline" : { body: me }) });
    await screen.findByText("The server cannot be reached");
    broken = false;
    press("Try again");
    expect(await screen.findByText("ada@example.com")).toBeDefined();
  });
});

describe("sessions", () => {
  const LIST = "GET /auth/sessions";
  const here = {
    id: "s1",
    current: true,
    method: "github",
    device: "Firefox on Linux",
    address: "192.0.2.7",
    created_at: "2025-03-12T12:00:00Z",
    last_used_at: new Date(Date.now() - 300_000).toISOString(),
    expires_at: "2027-03-19T12:00:00Z",
  };
  const phone = { ...here, id: "s2", current: false, method: null, device: "Safari on iPhone" };

  test("tell device, address and last use, and which is this one", async () => {
    open(<SessionsPage />, { [LIST]: page(here, phone) });
    expect(screen.getByRole("status", { name: "Loading your sessions" })).toBeDefined();
    const [first, second] = await rows("Sessions");
    expect(first?.textContent).toMatch(
      /Firefox on Linux.*This device.*192\.0\.2\.7.*Last used 5 min ago.*with GitHub.*Sign out/,
    );
    expect(second?.textContent).toMatch(/Safari on iPhone.*Signed in 12 Mar 2025.*End…/);
    expect(second?.textContent).not.toContain("This device");
  });

  test("end one by one", async () => {
    let there = true;
    open(<SessionsPage />, {
      [LIST]: () => (there ? page(here, phone) : page(here)),
      "DELETE /auth/sessions/s2": () => ((there = false), { status: 204 }),
    });
    await rows("Sessions");
    press("End the session on Safari on iPhone");
    await screen.findByRole("dialog", { name: "End the session on Safari on iPhone?" });
    press("End");
    await waitFor(() => expect(screen.queryByText("Safari on iPhone")).toBeNull());
    await waitFor(() => expect(document.activeElement?.textContent).toBe("Sessions"));
  });

  test("that have ended meanwhile are gone too", async () => {
    let there = true;
    open(<SessionsPage />, {
      [LIST]: () => (there ? page(here, phone) : page(here)),
      "DELETE /auth/sessions/s2": () => ((there = false), problem(404, "session_not_found")),
    });
    await rows("Sessions");
    press("End the session on Safari on iPhone");
    press("End");
    await waitFor(() => expect(screen.queryByText("Safari on iPhone")).toBeNull());
  });

  test("end everywhere at once", async () => {
    const calls = open(<SessionsPage />, {
      [LIST]: page(here),
      "POST /auth/logout": { status: 204 },
    });
    await rows("Sessions");
    press("Sign out everywhere");
    const dialog = within(await screen.findByRole("dialog", { name: "Sign out everywhere?" }));
    await waitFor(() => expect(document.activeElement?.textContent).toBe("Cancel"));
    fireEvent.click(dialog.getByRole("button", { name: "Sign out everywhere" }));
    await waitFor(() => expect(replace).toHaveBeenCalledWith("/app/sign-in?why=signed-out"));
    expect(calls.at(-1)?.body).toEqual({ everywhere: true });
  });

  test("that cannot be loaded can be asked for again", async () => {
    let broken = true;
    open(<SessionsPage />, { [LIST]: () => (broken ? "offline" : page(here)) });
    await screen.findByText("The server cannot be reached");
    broken = false;
    press("Try again");
    expect(await rows("Sessions")).toHaveLength(1);
  });
});

describe("API tokens", () => {
  const LIST = "GET /auth/tokens";
  const CREATE = "POST /auth/tokens";
  const nightly = {
    id: "t1",
    name: "Nightly",
    scopes: ["read", "miro"],
    created_at: "2025-03-12T12:00:00Z",
    expires_at: null,
    last_used_at: null,
  };

  const creating = async (handlers: Handlers) => {
    const calls = open(<TokensPage />, { [LIST]: page(), ...handlers });
    fireEvent.click(await screen.findByRole("button", { name: "Create a token" }));
    await screen.findByRole("dialog", { name: "New API token" });
    return calls;
  };

  test("say what they are for where there is none", async () => {
    open(<TokensPage />, { [LIST]: page() });
    expect(screen.getByRole("status", { name: "Loading your API tokens" })).toBeDefined();
    expect(await screen.findByRole("heading", { name: "You have no API token" })).toBeDefined();
    expect(screen.getAllByRole("button", { name: "Create a token" })).toHaveLength(1);
  });

  test("tell what they may do, when they were used and when they end", async () => {
    const old = { ...nightly, id: "t2", name: "Old", expires_at: "2025-06-01T12:00:00Z" };
    open(<TokensPage />, { [LIST]: page(nightly, old) });
    const [first, second] = await rows("API tokens");
    expect(first?.textContent).toMatch(/NightlyReadMiro.*Never used.*Made 12 Mar 2025.*Never ends/);
    expect(second?.textContent).toMatch(/Old.*Ended.*Ended 1 Jun 2025/);
  });

  test("are made with the fewest scopes that say the same, and show their secret once", async () => {
    const calls = await creating({
      [CREATE]: { status: 201, body: { ...nightly, token: "trt_secret" } },
    });
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText("Name")));
    fireEvent.change(screen.getByLabelText("Name"), { target: { value: " Nightly " } });
    fireEvent.click(screen.getByLabelText("Write"));
    expect(screen.getByLabelText<HTMLInputElement>("Read").disabled).toBe(true);
    fireEvent.click(screen.getByLabelText("Miro"));
    press("Ends: In 90 days");
    fireEvent.click(await screen.findByRole("option", { name: "Never" }));
    press("Create token");
    await screen.findByRole("dialog", { name: "Nightly is made" });
    expect(calls.find(({ method }) => method === "POST")?.body).toEqual({
      name: "Nightly",
      scopes: ["write", "miro"],
      expires_at: null,
    });
    expect(screen.getByText("trt_secret")).toBeDefined();
    expect(screen.getByRole("button", { name: "Copy the token" })).toBeDefined();
    press("Done");
    expect(screen.queryByText("trt_secret")).toBeNull();
  });

  test("need a name and a scope", async () => {
    const calls = await creating({});
    fireEvent.click(screen.getByLabelText("Read"));
    press("Create token");
    expect(screen.getByText("Give it a name.")).toBeDefined();
    expect(screen.getByText("Choose at least one.")).toBeDefined();
    expect(calls.every(({ method }) => method === "GET")).toBe(true);
  });

  test("that are refused say why", async () => {
    await creating({ [CREATE]: problem(422, "token_expiry_refused", "At most a year.") });
    fireEvent.change(screen.getByLabelText("Name"), { target: { value: "Nightly" } });
    press("Create token");
    expect(await screen.findByText(/At most a year/)).toBeDefined();
  });

  test("are deleted once one has read what that means", async () => {
    let there = true;
    open(<TokensPage />, {
      [LIST]: () => (there ? page(nightly) : page()),
      "DELETE /auth/tokens/t1": () => ((there = false), { status: 204 }),
    });
    await rows("API tokens");
    press("Delete Nightly…");
    const dialog = await screen.findByRole("dialog", { name: "Delete Nightly?" });
    expect(dialog.textContent).toContain("refused at once");
    press("Delete");
    expect(await screen.findByRole("heading", { name: "You have no API token" })).toBeDefined();
    await waitFor(() => expect(document.activeElement?.textContent).toBe("API tokens"));
  });
});

test("scopes include others", () => {
  expect([...includedIn(new Set(["admin"] as const))]).toEqual(["read", "write"]);
  expect(fewest(new Set(["read", "write", "admin", "miro"] as const))).toEqual(["admin", "miro"]);
});

test("a token ends so many days from now, or never", () => {
  const now = new Date("2026-01-01T00:00:00Z");
  expect(expiresAt("30", now)).toBe("2026-01-31T00:00:00.000Z");
  expect(expiresAt("never", now)).toBeNull();
  expect(hasEnded("2025-12-31T23:59:59Z", now)).toBe(true);
  expect(hasEnded(null, now)).toBe(false);
});
