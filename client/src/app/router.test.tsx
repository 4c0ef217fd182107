import { createMemoryHistory } from "@tanstack/react-router";
import { cleanup, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { fakeServer, page } from "../test/fakeServer";
import { App } from "./App";
import { createQueryClient } from "./queryClient";
import { createAppRouter } from "./router";

beforeEach(() => {
  document.cookie = "trivet_csrf=x";
  fakeServer({
    "GET /auth/me": { body: { id: "01", name: "Ada" } },
    "GET /workspaces": page(
      { id: "w1", name: "Acme", role: "owner" },
      { id: "w2", name: "Bits", role: "viewer" },
    ),
    "GET /workspaces/w1/boards": page(),
    "GET /workspaces/w2/boards": page(),
    "GET /workspaces/w2/repositories": page(),
  });
});

afterEach(() => {
  cleanup();
  document.cookie = "trivet_csrf=; max-age=0";
  vi.unstubAllGlobals();
});

test("the repositories of a workspace have an address, which says where one is", async () => {
  const queryClient = createQueryClient();
  const initialEntries = ["/app/w/w2/repositories"];
  const router = createAppRouter(queryClient, createMemoryHistory({ initialEntries }));
  render(<App router={router} queryClient={queryClient} />);
  expect(await screen.findByRole("heading", { name: "Repositories", level: 1 })).toBeDefined();
  await screen.findByText("Admins of the workspace connect repositories.");
  await waitFor(() => expect(document.title).toBe("Repositories · Trivet"));
  expect(screen.getByRole("button", { name: /workspace Bits/ })).toBeDefined();
});
