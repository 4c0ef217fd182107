import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";

import { fakeServer, page } from "../../../test/fakeServer";
import { aRepository, aStatus } from "../../../test/github";
import type { GitHubStatus } from "../api/status";
import { GitHubBanner } from "./GitHubBanner";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

function show(status: Partial<GitHubStatus>) {
  const calls = fakeServer({
    "GET /github/status": { body: aStatus(status) },
    "GET /workspaces/w1/repositories": page(
      aRepository({ last_delivery_at: ago(60) }),
      aRepository({ id: "r2", last_delivery_at: null, polled_at: ago(4) }),
    ),
  });
  render(
    <QueryClientProvider
      client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}
    >
      <GitHubBanner workspaceId="w1" />
    </QueryClientProvider>,
  );
  return calls;
}

test("says nothing while all is well, nor where GitHub is not used", async () => {
  for (const api of ["ok", "not_set_up"] as const) {
    const calls = show({ api });
    await vi.waitFor(() => expect(calls).toHaveLength(1));
    expect(screen.queryByRole("status")).toBeNull();
    cleanup();
  }
});

test("an outage says how old what is shown is, and when it is tried again", async () => {
  show({ api: "unreachable", since: ago(5), retry_at: new Date(2030, 0, 5, 10, 42).toISOString() });
  const words = (await screen.findByText(/last synced/)).textContent;
  expect(words).toBe(
    "GitHub is not answering; last synced 4 min ago. Trying again on 5 Jan at 10:42.",
  );
});

test("a limit says when it goes on", async () => {
  show({ api: "limited", retry_at: ago(1) });
  expect(await screen.findByText(/as much as it does in an hour for you\. It goes on now\./));
});

test("a refused account is sent to sign in again, and back", async () => {
  show({ account: { login: "ana", sign_in_needed: true, missing_scopes: [] } });
  const link = await screen.findByRole("link", { name: "Sign in again" });
  expect(link.getAttribute("href")).toMatch(/^\/auth\/github\/login\?connect=true&return_to=%2F/);
});
