import { createMemoryHistory } from "@tanstack/react-router";
import { act, cleanup, render, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";

import { fakeServer, page, problem } from "../test/fakeServer";
import { App } from "./App";
import { createQueryClient } from "./queryClient";
import { createAppRouter } from "./router";
import { followSession } from "./session";

const ME = { id: "01", name: "Ada", email: null, avatar_url: null, instance_admin: true };
const METHODS = { "GET /auth/methods": { body: { github: false, email: false, local: true } } };
const stops: (() => void)[] = [];

afterEach(() => {
  cleanup();
  for (const stop of stops.splice(0)) stop();
  document.cookie = "trivet_csrf=; max-age=0";
  vi.unstubAllGlobals();
});

function open(address: string) {
  const queryClient = createQueryClient();
  const router = createAppRouter(queryClient, createMemoryHistory({ initialEntries: [address] }));
  stops.push(followSession(router, queryClient));
  render(<App router={router} queryClient={queryClient} />);
  return { router, queryClient };
}

test("without a session every page leads to the sign-in page, and remembers the way back", async () => {
  const calls = fakeServer(METHODS);
  const { router } = open("/app/settings?x=1");
  expect(await screen.findByRole("heading", { name: "Sign in by a link" })).toBeDefined();
  expect(router.state.location.publicHref).toContain("/app/sign-in?back=");
  expect(router.state.location.search).toEqual({ back: "/app/settings?x=1" });
  expect(new Set(calls.map(({ path }) => path))).toEqual(new Set(["/auth/methods"]));
});

test("the home page needs no way back", async () => {
  fakeServer(METHODS);
  const { router } = open("/app/");
  await screen.findByRole("heading", { name: "Sign in by a link" });
  expect(router.state.location.search).toEqual({});
});

test("a session that ends leads to the sign-in page with a calm word, and nothing stays in memory", async () => {
  document.cookie = "trivet_csrf=x";
  let alive = true;
  const answer = (body: unknown) => () => (alive ? { body } : problem(401, "not_authenticated"));
  fakeServer({
    ...METHODS,
    "GET /auth/me": answer(ME),
    "GET /workspaces": answer({ items: [{ id: "w1", name: "Acme", role: "owner" }] }),
    "GET /workspaces/w1/boards": answer({ items: [] }),
    "POST /auth/refresh": problem(401, "invalid_refresh_token"),
  });
  const { router, queryClient } = open("/app/settings");
  await screen.findByText("Ada");
  alive = false;
  await act(() => queryClient.refetchQueries({ queryKey: ["me"] }));
  expect(await screen.findByRole("heading", { name: "Your session has ended" })).toBeDefined();
  expect(router.state.location.search).toEqual({ why: "ended", back: "/app/settings" });
  await waitFor(() => expect(queryClient.getQueryData(["me"])).toBeUndefined());
});

test("an address that leads nowhere says so", async () => {
  document.cookie = "trivet_csrf=x";
  fakeServer({ "GET /auth/me": { body: ME }, "GET /workspaces": page() });
  open("/app/nowhere");
  expect(await screen.findByRole("heading", { name: "There is nothing here" })).toBeDefined();
});
