import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ToastRegion } from "../../../../../lib";
import { fakeServer, page, problem } from "../../../../../test/fakeServer";
import { aBranchName, anAttempt, aStatus, aTask } from "../../../../../test/github";
import { dismissAllToasts } from "../../../../../test/toasts";
import type { Card } from "../../../model";
import { CardFace } from "../../card/CardFace";
import { machinery, renderOnBoard, taskTeller } from "../../testing";
import { BranchSection } from "./BranchSection";

beforeEach(() => localStorage.clear());
afterEach(() => {
  dismissAllToasts();
  cleanup();
  vi.unstubAllGlobals();
});

const bare = machinery().state.cards.get("card-1") as Card;
const request = {
  id: "p1",
  repository: "acme/rocket",
  number: 12,
  title: "Fix the login",
  state: "merged",
  branch: "t-1-fix-login",
  author: "octocat",
  url: "https://github.com/acme/rocket/pull/12",
} as const;
const branch = { id: "b1", repository: "acme/rocket", name: "t-1-again" };
const REPOSITORIES = "GET /workspaces/workspace/repositories";
const NAME = "GET /cards/card-1/branch-name";
const ANSWERS = { "GET /github/status": { body: aStatus() }, [NAME]: { body: aBranchName() } };

type Answers = Parameters<typeof fakeServer>[0];

function show(card: Card, answers: Answers = {}, lookup: object = {}) {
  const calls = fakeServer({ ...ANSWERS, ...answers });
  const { store, tell } = taskTeller();
  const parts = machinery();
  render(<ToastRegion />);
  const shown = renderOnBoard(<BranchSection card={card} store={store} />, {
    ...parts,
    lookup: { ...parts.lookup, ...lookup },
  });
  return { ...shown, calls, tell, store };
}

function clipboard(): readonly string[] {
  const written: string[] = [];
  const writeText = (text: string) => Promise.resolve(void written.push(text));
  vi.stubGlobal("navigator", { ...navigator, clipboard: { writeText } });
  return written;
}

describe("the card's face", () => {
  const face = (card: Card) => renderOnBoard(<CardFace card={card} />).container;
  const tips = (of: Element) =>
    [...of.querySelectorAll<HTMLElement>("[data-tip]")].map(({ dataset }) => dataset.tip);

  test("is lit by a branch alone, and dark without one", () => {
    expect(tips(face({ ...bare, branches: [branch] }))).toEqual(["On the board, on the branch"]);
    cleanup();
    expect(tips(face(bare))).toEqual(["On the board"]);
  });
});

describe("the panel", () => {
  test("lists pull requests, and branches that have none yet", () => {
    const spoken = { ...branch, id: "b2", name: request.branch };
    show({ ...bare, pull_requests: [request], branches: [spoken, branch] });
    const section = screen.getByRole("region", { name: "Branch" });
    const rows = within(section).getAllByRole("listitem");
    expect(rows).toHaveLength(2);
    expect(rows[0]?.textContent).toMatch(/acme\/rocket#12.*Merged.*Fix the login.*by octocat/);
    expect(rows[1]?.textContent).toMatch(/acme\/rocketno pull request yet.*t-1-again/);
    const link = screen.getByRole("link", { name: /acme\/rocket#12/ });
    expect(link.getAttribute("href")).toBe(request.url);
    expect(link.getAttribute("target")).toBe("_blank");
    expect(link.getAttribute("rel")).toContain("noreferrer");
  });

  test("says when a branch was pushed to, also where a pull request speaks for it", () => {
    const pushed_at = new Date(Date.now() - 300_000).toISOString();
    const url = "https://github.com/acme/rocket/tree/t-1-fix-login";
    const spoken = { ...branch, id: "b2", name: request.branch, pushed_at, url };
    show({ ...bare, pull_requests: [request], branches: [spoken] });
    const row = screen.getByRole("listitem");
    expect(row.textContent).toMatch(/pushed 5 min ago/);
    expect(
      within(row)
        .getByRole("link", { name: /^t-1-fix-login/ })
        .getAttribute("href"),
    ).toBe(url);
  });

  test("copies a branch's name, and the command to work on it", async () => {
    const written = clipboard();
    show({ ...bare, branches: [branch] });
    fireEvent.click(screen.getByRole("button", { name: "Copy the branch name t-1-again" }));
    fireEvent.click(screen.getByRole("button", { name: "Copy the git command for t-1-again" }));
    expect(await screen.findByText("Copied the git command")).toBeTruthy();
    expect(written).toEqual(["t-1-again", "git fetch origin && git switch t-1-again"]);
  });

  test.each(["javascript:alert(1)", "data:text/html,x", "acme/rocket", ""])(
    "an address such as %j is no link",
    (url) => {
      show({ ...bare, pull_requests: [{ ...request, url }] });
      expect(screen.getByText("acme/rocket#12")).toBeTruthy();
      expect(screen.queryByRole("link")).toBeNull();
    },
  );

  test("without any, suggests a name to copy", async () => {
    const written = clipboard();
    show(bare, { [REPOSITORIES]: page({ id: "r1" }) });
    fireEvent.click(await screen.findByRole("button", { name: "Copy a branch name" }));
    expect(await screen.findByText("Copied the branch name")).toBeTruthy();
    expect(written).toEqual(["feature/T-1-card-number-1"]);
    expect(screen.queryByText(/No repository/)).toBeNull();
  });

  test("asks anew how a branch would be called once the card has changed", async () => {
    let name = "feature/T-1-old";
    const { again, store } = show(bare, {
      [REPOSITORIES]: page({ id: "r1" }),
      [NAME]: () => ({ body: aBranchName({ name }) }),
    });
    await screen.findByText("feature/T-1-old");
    name = "feature/T-1-new";
    again(<BranchSection card={{ ...bare, title: "New", version: 2 }} store={store} />);
    expect(await screen.findByText("feature/T-1-new")).toBeTruthy();
  });

  test("where the name cannot be found out, says how it works all the same", async () => {
    show(bare, { [REPOSITORIES]: page({ id: "r1" }), [NAME]: problem(404, "card_not_found") });
    expect(await screen.findByText(/and it shows here\.$/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Copy a branch name" })).toBeNull();
  });

  test("without a repository, leads admins to where one is connected", async () => {
    const { opened } = show(bare, { [REPOSITORIES]: page() });
    const link = await screen.findByRole("link", { name: "Connect a repository" });
    expect(link.getAttribute("href")).toBe("/app/w/workspace/repositories");
    fireEvent.click(link);
    expect(opened).toEqual(["repositories"]);
  });

  test("without a repository, tells others who can connect one", async () => {
    show(bare, { [REPOSITORIES]: page() }, { mayManage: false });
    expect(await screen.findByText(/An admin of the workspace can connect one/)).toBeTruthy();
    expect(screen.queryByRole("link")).toBeNull();
  });

  test("where that cannot be found out, says nothing of repositories", async () => {
    const { calls } = show(bare, { [REPOSITORIES]: "offline" });
    await vi.waitFor(() => expect(calls.some(({ path }) => path.includes("repos"))).toBe(true));
    expect(screen.queryByText(/No repository/)).toBeNull();
  });

  test("asks for a new branch, unless one only reads", () => {
    const { ui } = show(bare);
    fireEvent.click(screen.getByRole("button", { name: "Create branch" }));
    expect(ui.get().dialog).toEqual({ kind: "branch", cardId: "card-1" });
    cleanup();
    show(bare, {}, { canEdit: false });
    expect(screen.queryByRole("button", { name: "Create branch" })).toBeNull();
  });

  test("says that GitHub is not answering", async () => {
    const body = aStatus({ api: "unreachable" });
    show(
      { ...bare, branches: [branch] },
      {
        "GET /github/status": { body },
        [REPOSITORIES]: page(),
      },
    );
    expect(await screen.findByText(/GitHub is not answering/)).toBeTruthy();
  });
});

describe("a branch that is being made", () => {
  test("is there after a reload, and goes on by itself", async () => {
    let pending = [anAttempt({ task: aTask({ state: "running" }) })];
    const { tell } = show(
      { ...bare, branches: [branch] },
      {
        [NAME]: () => ({ body: aBranchName({ pending }) }),
      },
    );
    const row = (await screen.findByText("fix/T-1-login")).closest("li") as HTMLElement;
    expect(within(row).getByRole("status").textContent).toBe("Creating…");
    tell(aTask({ state: "running", progress: { done: 0, total: 2, note: "Looking at main" } }));
    await within(row).findByText("Looking at main");
    pending = [];
    tell(aTask({ state: "succeeded" }));
    await waitFor(() => expect(screen.queryByText("fix/T-1-login")).toBeNull());
  });

  test("says why it waits for another attempt", async () => {
    const task = aTask({
      state: "retrying",
      error: { code: "github_unreachable", detail: "GitHub does not answer." },
      next_attempt_at: new Date(Date.now() + 60_000).toISOString(),
    });
    show(bare, { [NAME]: { body: aBranchName({ pending: [anAttempt({ task })] }) } });
    expect(await screen.findByText(/GitHub does not answer\. Trying again at/)).toBeTruthy();
  });

  test("that could not be made says why, is tried again, and put away for good", async () => {
    const error = { code: "branch_exists", detail: "acme/rocket has it already." };
    const attempt = anAttempt({ task: aTask({ state: "failed", error }) });
    const answers = { [NAME]: { body: aBranchName({ pending: [attempt] }) } };
    const { ui } = show(bare, answers);
    await screen.findByText(/This name is taken\. acme\/rocket has it already\./);
    fireEvent.click(screen.getByRole("button", { name: "Try again…" }));
    expect(ui.get().dialog).toEqual({ kind: "branch", cardId: "card-1", attempt });
    fireEvent.click(screen.getByRole("button", { name: "Dismiss" }));
    expect(screen.queryByText(/This name is taken/)).toBeNull();
    cleanup();
    show(bare, answers);
    await screen.findByText("feature/T-1-card-number-1");
    expect(screen.queryByText(/This name is taken/)).toBeNull();
  });
});
