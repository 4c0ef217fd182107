import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ToastRegion } from "../../../../../lib";
import { fakeServer, problem } from "../../../../../test/fakeServer";
import { aBranchName, aStatus, aTask } from "../../../../../test/github";
import { dismissAllToasts } from "../../../../../test/toasts";
import type { Card, PullRequest } from "../../../model";
import { askForPullRequest } from "../../branching";
import { CardFace } from "../../card/CardFace";
import { machinery, renderOnBoard, taskTeller } from "../../testing";
import { BranchSection } from "../branch/BranchSection";

beforeEach(() => localStorage.clear());
afterEach(() => {
  dismissAllToasts();
  cleanup();
  vi.unstubAllGlobals();
});

const DAY = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY).toISOString();
const bare = machinery().state.cards.get("card-1") as Card;
const PULLS = "/cards/card-1/pull-requests";

function request(more: object = {}): PullRequest {
  return {
    id: "p1",
    repository: "acme/rocket",
    number: 12,
    title: "Lift off",
    state: "open",
    branch: "lift-off",
    base: "main",
    author: "octocat",
    url: "https://github.com/acme/rocket/pull/12",
    ...more,
  };
}

const failing = { name: "lint", source: "check", state: "failing", said: "2 errors" };
const passed = { name: "ci/build", source: "status", state: "passing", said: "success" };
const runs = [
  { ...failing, url: "https://ci.example/1", at: ago(1) },
  { ...passed, url: null, at: ago(1) },
];

function detailed(more: object = {}) {
  const told = { how: "title", updated_at: ago(1), synced_at: null, check_runs: runs };
  return { ...request(), ...told, ...more };
}

type Answers = Parameters<typeof fakeServer>[0];

function show(pull_requests: readonly PullRequest[], answers: Answers = {}, canEdit = true) {
  const calls = fakeServer({
    "GET /github/status": { body: aStatus() },
    "GET /cards/card-1/branch-name": { body: aBranchName() },
    "GET /workspaces/workspace/repositories": { body: { items: [{ id: "r1" }] } },
    [`GET ${PULLS}`]: { body: { items: [detailed()] } },
    ...answers,
  });
  const parts = machinery();
  const { store, tell } = taskTeller();
  const of = (all: readonly PullRequest[]) =>
    all.length > 0 ? { ...bare, pull_requests: all } : bare;
  render(<ToastRegion />);
  const page = renderOnBoard(<BranchSection card={of(pull_requests)} store={store} />, {
    ...parts,
    lookup: { ...parts.lookup, canEdit },
  });
  const told = (all: readonly PullRequest[]) =>
    page.again(<BranchSection card={of(all)} store={store} />);
  const asked = () => calls.filter(({ method, path }) => method === "GET" && path === PULLS).length;
  const sent = () =>
    calls
      .filter(({ method }) => method !== "GET")
      .map(({ method, path, body }) => ({
        [`${method} ${path}`]: body,
      }));
  return { ...page, parts, calls, told, asked, sent, tell };
}

const row = () => screen.getByText("Lift off").closest("li") as HTMLElement;

async function choose(item: string) {
  fireEvent.click(screen.getByRole("button", { name: "Actions for acme/rocket#12" }));
  // The menu comes with code of its own, and opens by the pointer or by keys.
  const button = screen.getByRole("button", { name: "Actions for acme/rocket#12" });
  await waitFor(() => {
    if (!screen.queryByRole("menu")) fireEvent.keyDown(button, { key: "Enter" });
    expect(screen.getByRole("menu")).toBeTruthy();
  });
  fireEvent.click(await screen.findByRole("menuitem", { name: item }));
}

describe("a row", () => {
  test("says how it stands, where it goes, and since when", () => {
    show([
      request({ review: "changes_requested", commits: 3, opened_at: ago(3), mergeable: false }),
    ]);
    const text = row().textContent;
    expect(text).toMatch(/acme\/rocket#12.*Changes requested.*Lift off.*lift-off.*main/);
    expect(text).toMatch(/Conflicts with main/);
    expect(text).toMatch(/opened 3 days ago by octocat.*3 commits/);
    expect(text).not.toMatch(/Only mentions/);
  });

  test.each([
    [{ state: "draft" }, "Draft"],
    [{ review: "review_requested" }, "Review requested"],
    [{ review: "approved", mergeable: true }, "Ready to merge"],
    [{ state: "merged", merged_at: ago(1) }, "Merged"],
    [{ state: "closed" }, "Closed"],
  ])("%j is %s", (has, word) => {
    show([request(has)]);
    expect(within(row()).getByText(word)).toBeTruthy();
  });

  test("says when it was merged, and that it only mentions the card", () => {
    show([request({ state: "merged", merged_at: ago(1), closes: false })]);
    expect(row().textContent).toMatch(/Only mentions this card.*merged yesterday/);
  });

  test("names reviewers with their last word, and for whom it waits", () => {
    const reviews = [
      { login: "ben", state: "changes_requested", at: ago(2) },
      { login: null, state: "approved", at: ago(1) },
    ];
    show([request({ reviews, requested: ["eve", "Pilots"] })]);
    const words = within(screen.getByRole("list", { name: "Reviews" }))
      .getAllByRole("listitem")
      .map(({ textContent }) => textContent);
    expect(words).toEqual([
      "ben requested changes",
      "Someone who left approved",
      "waiting for eve, Pilots",
    ]);
  });

  test("lists every check with its word and its page, when one asks", async () => {
    show([request({ checks: { failing: 1, passing: 1 } })]);
    const summary = screen.getByRole("button", { name: /1 of 2 checks failing/ });
    expect(summary.getAttribute("aria-expanded")).toBe("false");
    expect(screen.queryByText("lint")).toBeNull();
    fireEvent.click(summary);
    const link = await screen.findByRole("link", { name: /lint/ });
    expect(link.getAttribute("href")).toBe("https://ci.example/1");
    expect(link.closest("li")?.textContent).toMatch(/failing: 2 errors/);
    expect(screen.getByText("ci/build").closest("li")?.textContent).toMatch(/passed$/);
    fireEvent.click(summary);
    expect(screen.queryByText("lint")).toBeNull();
  });

  test("says so where the checks cannot be loaded, and asks again", async () => {
    let failed = true;
    const answer = () =>
      failed ? problem(500, "internal_error") : { body: { items: [detailed()] } };
    show([request({ checks: { failing: 1 } })], { [`GET ${PULLS}`]: answer });
    fireEvent.click(screen.getByRole("button", { name: /1 check failing/ }));
    const again = await screen.findByRole("button", { name: "Try again" });
    failed = false;
    fireEvent.click(again);
    expect(await screen.findByText("lint")).toBeTruthy();
  });

  test("is asked about anew when an event tells of it, and only then", async () => {
    const page = show([request()]);
    await waitFor(() => expect(page.asked()).toBe(1));
    page.told([request()]);
    await waitFor(() => expect(page.asked()).toBe(2));
    page.told([]);
    expect(screen.queryByText("Lift off")).toBeNull();
  });

  test("is for those who may only read, too, without a menu", () => {
    show([request()], {}, false);
    expect(row()).toBeTruthy();
    expect(screen.queryByRole("button", { name: /Actions for/ })).toBeNull();
    expect(screen.queryByRole("button", { name: "Link a pull request" })).toBeNull();
  });
});

describe("the menu", () => {
  test("takes it away at once, with a way back", async () => {
    const page = show([request({ closes: false })], {
      [`DELETE ${PULLS}/p1`]: { status: 204 },
      [`POST ${PULLS}`]: { status: 201, body: detailed() },
    });
    await choose("Remove from this card");
    expect(screen.queryByText("Lift off")).toBeNull();
    expect(document.activeElement?.textContent).toBe("Link a pull request");
    fireEvent.click(await screen.findByRole("button", { name: "Undo" }));
    expect(await screen.findByText("Lift off")).toBeTruthy();
    expect(page.sent()).toEqual([
      { [`DELETE ${PULLS}/p1`]: undefined },
      { [`POST ${PULLS}`]: { url: "acme/rocket#12", closes: false } },
    ]);
  });

  test("gives back by the key for undo what was done last, and only once", async () => {
    const page = show([request({ closes: false })], {
      [`DELETE ${PULLS}/p1`]: { status: 204 },
      [`POST ${PULLS}`]: { status: 201, body: detailed() },
    });
    await choose("Remove from this card");
    await screen.findByRole("button", { name: "Undo" });
    page.parts.actions.undo();
    expect(await screen.findByText("Lift off")).toBeTruthy();
    expect(page.parts.actions.edits.takeBackElsewhere()).toBe(false);
    expect(page.sent().at(-1)).toEqual({
      [`POST ${PULLS}`]: { url: "acme/rocket#12", closes: false },
    });
  });

  test("offers to take back what was done last, and nothing before it", async () => {
    const page = show([request()], {
      [`DELETE ${PULLS}/p1`]: problem(409, "card_archived", "Bring it back."),
    });
    page.parts.actions.edits.doneElsewhere({ text: "Something before" }, () => {});
    expect(await screen.findByRole("button", { name: "Undo" })).toBeTruthy();
    await choose("Remove from this card");
    expect(await screen.findByText("acme/rocket#12 was not removed")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Undo" })).toBeNull();
    expect(page.parts.actions.edits.takeBackElsewhere()).toBe(false);
  });

  test("leaves to the board's own undo what was changed after it", async () => {
    const page = show([request()], { [`DELETE ${PULLS}/p1`]: { status: 204 } });
    await choose("Remove from this card");
    await screen.findByRole("button", { name: "Undo" });
    page.parts.actions.edits.set(["card-1"], "priority", "high");
    expect(page.parts.actions.edits.takeBackElsewhere()).toBe(false);
  });

  test("shows it again where it could not be taken away", async () => {
    show([request()], { [`DELETE ${PULLS}/p1`]: problem(409, "card_archived", "Bring it back.") });
    await choose("Remove from this card");
    expect(await screen.findByText("acme/rocket#12 was not removed")).toBeTruthy();
    expect(row()).toBeTruthy();
  });

  test("has it read anew, and says as of when", async () => {
    let synced_at: string | null = null;
    const task = aTask({ id: "t1", name: "sync_pull_request_task", state: "running" });
    const page = show([request()], {
      [`GET ${PULLS}`]: () => ({ body: { items: [detailed({ synced_at })] } }),
      [`POST ${PULLS}/p1/sync`]: { status: 202, body: { task } },
      "GET /tasks/t1": { body: task },
    });
    await choose("Refresh from GitHub");
    expect(await screen.findByText("Refreshing…")).toBeTruthy();
    await waitFor(() => expect(page.calls.some(({ path }) => path === "/tasks/t1")).toBe(true));
    synced_at = ago(0);
    page.tell({ ...task, state: "succeeded" });
    expect(await screen.findByText(/as of/)).toBeTruthy();
    expect(screen.queryByText("Refreshing…")).toBeNull();
  });

  test("says why it could not be read", async () => {
    const task = aTask({ id: "t1", state: "running" });
    const error = { code: "github_limited", detail: "GitHub lets us ask again at noon." };
    const page = show([request()], {
      [`POST ${PULLS}/p1/sync`]: { status: 202, body: { task } },
      "GET /tasks/t1": { body: task },
    });
    await choose("Refresh from GitHub");
    await waitFor(() => expect(page.calls.some(({ path }) => path === "/tasks/t1")).toBe(true));
    page.tell({ ...task, state: "retrying", error });
    expect(await screen.findByText("GitHub lets us ask again at noon.")).toBeTruthy();
    expect(screen.queryByText("Refreshing…")).toBeNull();
  });

  test.each([
    [{}, "Only mentions this card", false],
    [{ closes: false }, "Finishes this card", true],
  ])("of %j: %s", async (has, item, closes) => {
    const page = show([request(has)], { [`POST ${PULLS}`]: { body: detailed() } });
    await choose(item);
    await waitFor(() =>
      expect(page.sent()).toEqual([{ [`POST ${PULLS}`]: { url: "acme/rocket#12", closes } }]),
    );
  });
});

describe("the field", () => {
  async function paste(url: string) {
    fireEvent.click(await screen.findByRole("button", { name: "Link a pull request" }));
    const field = screen.getByRole("textbox", { name: "Pull request" });
    expect(document.activeElement).toBe(field);
    fireEvent.change(field, { target: { value: url } });
    fireEvent.submit(field);
    return field;
  }

  test("links what was pasted, and gives the focus back", async () => {
    const page = show([], { [`POST ${PULLS}`]: { status: 201, body: detailed() } });
    await paste(" https://github.com/acme/rocket/pull/12/files ");
    await waitFor(() => expect(document.activeElement?.textContent).toBe("Link a pull request"));
    const url = "https://github.com/acme/rocket/pull/12/files";
    expect(page.sent()).toEqual([{ [`POST ${PULLS}`]: { url, closes: true } }]);
  });

  test("may link one that only mentions the card", async () => {
    const page = show([], { [`POST ${PULLS}`]: { status: 201, body: detailed() } });
    fireEvent.click(screen.getByRole("button", { name: "Link a pull request" }));
    fireEvent.click(screen.getByRole("checkbox", { name: "Merging it finishes this card" }));
    const field = screen.getByRole("textbox", { name: "Pull request" });
    fireEvent.change(field, { target: { value: "acme/rocket#12" } });
    fireEvent.submit(field);
    await waitFor(() =>
      expect(page.sent()).toEqual([
        { [`POST ${PULLS}`]: { url: "acme/rocket#12", closes: false } },
      ]),
    );
  });

  test("says what is wrong beside what was typed, and where it helps to go", async () => {
    const said = "Connect acme/other to this workspace first.";
    const page = show([], { [`POST ${PULLS}`]: problem(404, "repository_not_found", said) });
    const field = await paste("acme/other#1");
    expect((await screen.findByRole("alert")).textContent).toContain(said);
    expect(field.getAttribute("aria-invalid")).toBe("true");
    fireEvent.click(screen.getByRole("button", { name: "Repositories" }));
    expect(page.opened).toEqual(["repositories"]);
    fireEvent.change(field, { target: { value: "acme/rocket#1" } });
    expect(screen.queryByRole("alert")).toBeNull();
  });

  test("leads to GitHub who has no account there", async () => {
    show([], { [`POST ${PULLS}`]: problem(403, "github_sign_in_needed", "Connect it first.") });
    await paste("acme/rocket#1");
    expect(await screen.findByText("Connect GitHub")).toBeTruthy();
  });

  test("wants something, and goes by Escape", async () => {
    const page = show([]);
    const field = await paste("  ");
    expect((await screen.findByRole("alert")).textContent).toMatch(/Paste the address/);
    fireEvent.keyDown(field, { key: "Escape" });
    await waitFor(() => expect(document.activeElement?.textContent).toBe("Link a pull request"));
    expect(page.sent()).toEqual([]);
  });

  test("is opened by a command, with the card", async () => {
    const page = show([]);
    askForPullRequest(page.actions, "card-1");
    expect(page.opened).toEqual(["T-1"]);
    expect(await screen.findByRole("textbox", { name: "Pull request" })).toBeTruthy();
  });
});

describe("the card's face", () => {
  const face = (...pull_requests: PullRequest[]) =>
    renderOnBoard(<CardFace card={{ ...bare, pull_requests }} />).container;
  const read = (of: Element) =>
    [...of.querySelectorAll(".visually-hidden")].map(({ textContent }) => textContent);

  test("has two chips at most, and counts the others", () => {
    const shown = face(
      request({ review: "changes_requested", checks: { failing: 1 } }),
      request({ id: "p2", number: 13 }),
      request({ id: "p3", number: 14, state: "merged" }),
    );
    expect(read(shown)).toEqual([
      "Pull request #12: changes requested, 1 check failing.",
      "Pull request #13: open.",
      "and 1 more.",
    ]);
    expect(shown.querySelector("a")).toBeNull();
    expect(shown.textContent).not.toMatch(/#14/);
  });

  test("names the repositories where there are several", () => {
    const shown = face(request(), request({ id: "p2", repository: "acme/site", state: "merged" }));
    expect(read(shown)).toEqual([
      "Pull request acme/rocket#12: open.",
      "Pull request acme/site#12: merged.",
    ]);
  });

  test("shows how checks came out, until it is merged", () => {
    const checks = { passing: 2 };
    expect(face(request({ checks })).querySelector("[data-checks=passing]")).toBeTruthy();
    cleanup();
    const merged = face(request({ checks, state: "merged" }));
    expect(merged.querySelector("[data-checks]")).toBeNull();
  });
});
