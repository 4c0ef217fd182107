import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";

import type { Repository, Workspace } from "../../../api/queries";
import { fakeServer, page, problem } from "../../../test/fakeServer";
import { aRepository, aStatus } from "../../../test/github";
import { Repositories } from "./Repositories";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const PATCH = "PATCH /workspaces/w1/repositories/r1";
const writing = (changes: Partial<Repository["writing"]> = {}): Repository =>
  aRepository({ writing: { ...aRepository().writing, ...changes } });

async function open(shown: Repository | (() => Repository), handlers = {}) {
  const calls = fakeServer({
    "GET /workspaces/w1/repositories": () => page(typeof shown === "function" ? shown() : shown),
    "GET /github/status": { body: aStatus() },
    ...handlers,
  });
  const workspace = { id: "w1", name: "Acme", role: "admin" } as Workspace;
  render(
    <QueryClientProvider
      client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}
    >
      <Repositories workspace={workspace} tabs={null} />
    </QueryClientProvider>,
  );
  const more = await screen.findByRole("button", { name: "More for acme/rocket" });
  fireEvent.click(more);
  // The first press loads the menu's code; from then on Radix listens to keys.
  fireEvent.keyDown(more, { key: "Enter" });
  fireEvent.click(await screen.findByRole("menuitem", { name: "Write to GitHub…" }));
  await screen.findByRole("heading", { name: "Write to acme/rocket" });
  return calls;
}

const row = () => screen.getAllByRole("listitem")[0]?.textContent;
const box = (name: string) => screen.getByRole<HTMLInputElement>("checkbox", { name });
const save = () => fireEvent.click(screen.getByRole("button", { name: "Save" }));

describe("what is written on GitHub", () => {
  test("is off, says what it would be and as whom, and is switched by itself", async () => {
    let shown = writing();
    const calls = await open(() => shown, {
      [PATCH]: () => ((shown = writing({ links_back: true })), { body: shown }),
    });
    expect(screen.getByText("It is written as ada, who connected it.")).toBeDefined();
    const links = box("Link cards in a comment");
    expect(links.checked).toBe(false);
    expect(links.getAttribute("aria-describedby")).not.toBeNull();
    fireEvent.click(links);
    save();
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(calls.find(({ method }) => method === "PATCH")?.body).toEqual({ links_back: true });
    await waitFor(() => expect(row()).toContain("Trivet writes comments there"));
  });

  test("a refusal is shown where it was wanted", async () => {
    const detail = "Whoever connected it may only read it on GitHub: that takes write access.";
    await open(writing(), { [PATCH]: problem(409, "cannot_write", detail) });
    fireEvent.click(box("Say whether cards are blocked"));
    save();
    expect(await screen.findByText(new RegExp(detail))).toBeDefined();
    expect(box("Say whether cards are blocked").checked).toBe(true);
  });

  test("nobody can: what is on can be switched off, and nothing on", async () => {
    const why_not = "Ada, who connected it, has no GitHub account here.";
    await open(writing({ writes_as: null, login: null, why_not, draft_on_push: true }));
    expect(screen.getByText(`Nobody can write there. ${why_not}`)).toBeDefined();
    expect(box("Link cards in a comment").disabled).toBe(true);
    expect(box("Open draft pull requests").disabled).toBe(false);
  });

  test("what went wrong last stands beside it", async () => {
    const problem = { detail: "No status could be written.", at: "2026-11-20T12:00:00Z" };
    await open(writing({ status_back: true, problem: { ...problem, task_id: "t1" } }));
    expect(row()).toContain("No status could be written. Not written");
  });
});
