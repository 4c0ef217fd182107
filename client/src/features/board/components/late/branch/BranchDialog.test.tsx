import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { loadFloating, ToastRegion } from "../../../../../lib";
import { fakeServer, page, problem } from "../../../../../test/fakeServer";
import { aBranchName, anAttempt, aRepository, aStatus, aTask } from "../../../../../test/github";
import { dismissAllToasts } from "../../../../../test/toasts";
import type { BranchAttempt } from "../../../api/branches";
import type { Card } from "../../../model";
import { useUi, useUiStore } from "../../ui";
import { machinery, renderOnBoard, taskTeller } from "../../testing";
import { BranchDialog } from "./BranchDialog";
import { BranchTasks } from "./BranchTasks";

const card = machinery().state.cards.get("card-1") as Card;
const STATUS = "GET /github/status";
const REPOSITORIES = "GET /workspaces/workspace/repositories";
const NAME = "GET /cards/card-1/branch-name";
const CREATE = "POST /cards/card-1/create-branch";
const BRANCHES = "GET /workspaces/workspace/repositories/r1/branches";
const TASK = "GET /tasks/task-1";
const BEGUN = { status: 202, body: { task: aTask() } };

type Answers = Parameters<typeof fakeServer>[0];

beforeEach(async () => {
  localStorage.clear();
  await loadFloating();
});
afterEach(() => {
  dismissAllToasts();
  cleanup();
  vi.unstubAllGlobals();
});

/** The dialog as the board has it: it goes when somebody closes it, or when its branch is there. */
function Asked({ store, attempt }: { store: never; attempt: BranchAttempt | undefined }) {
  const dialog = useUi((ui) => ui.dialog);
  const there = dialog !== null;
  const start = dialog?.kind === "branch" && dialog.start;
  const ui = useUiStore();
  const onClose = () => ui.set({ dialog: null });
  return (
    <>
      {there && <BranchDialog {...{ card, attempt, start, store, onClose }} />}
      <BranchTasks store={store} />
    </>
  );
}

function open(answers: Answers = {}, attempt?: BranchAttempt, lookup: object = {}) {
  const calls = fakeServer({
    [STATUS]: { body: aStatus() },
    [REPOSITORIES]: page(aRepository()),
    [NAME]: { body: aBranchName() },
    [CREATE]: BEGUN,
    [TASK]: { body: aTask({ state: "running" }) },
    ...answers,
  });
  const { store, tell } = taskTeller();
  const parts = machinery();
  parts.ui.set({ dialog: { kind: "branch", cardId: card.id } });
  render(<ToastRegion />);
  const shown = renderOnBoard(<Asked store={store as never} attempt={attempt} />, {
    ...parts,
    lookup: { ...parts.lookup, ...lookup },
  });
  const ordered = () => calls.filter(({ method }) => method === "POST").map(({ body }) => body);
  return { ...shown, calls, tell, ordered };
}

const field = () => screen.findByRole<HTMLInputElement>("textbox", { name: "Branch name" });
const press = async (name: string | RegExp) =>
  fireEvent.click(await screen.findByRole("button", { name }));
const write = async (value: string) => fireEvent.change(await field(), { target: { value } });
const failed = (code: string, detail = "What happened.") =>
  aTask({ state: "failed", error: { code, detail } });

describe("a start", () => {
  const START = "POST /cards/card-1/start";
  const begun = (changes: object = {}) => ({
    status: 202,
    body: {
      card: { id: "card-1", key: "T-1", column_id: "doing" },
      task: aTask(),
      branch_name: "fix/T-1",
      why_no_branch: null,
      undo: { seq: 8, batch_id: "b" },
      cannot_undo: [],
      ...changes,
    },
  });
  const starting = (answers: Answers) => {
    const shown = open(answers);
    shown.ui.set({ dialog: { kind: "branch", cardId: card.id, start: true } });
    return shown;
  };

  test("has the branch made that is asked for, with all the rest, and once", async () => {
    let answers = 0;
    const { ordered, ui, tell } = starting({
      [START]: () => {
        answers += 1;
        return answers === 1 ? problem(503, "github_limited", "Later.") : begun();
      },
      [TASK]: { body: failed("branch_exists") },
    });
    await screen.findByRole("heading", { name: "Start T-1" });
    await write("fix/T-1");
    await press("Start");
    await screen.findByText(/Later/);
    await press(/Start|Try again/);
    await screen.findByText("T-1 started");
    expect(ordered()).toHaveLength(2);
    expect(ordered()[1]).toEqual({
      ...{ repo_id: "r1", branch_name: "fix/T-1", base_branch: null },
      branch: true,
    });
    expect(ui.get().branches).toEqual([{ taskId: "task-1", cardId: "card-1" }]);
    tell(failed("branch_exists"));
    expect(await screen.findByText("T-1 is started. What it lacks is its branch.")).toBeTruthy();
    expect(screen.getByRole("heading", { name: "Create a branch for T-1" })).toBeTruthy();
  });

  test("is over at once where the branch is there already", async () => {
    const { ui } = starting({ [START]: { ...begun({ task: null }), status: 200 } });
    await press("Start");
    await waitFor(() => expect(ui.get().dialog).toBeNull());
    expect(await screen.findByText(/Its branch is fix\/T-1\./)).toBeTruthy();
  });
});

describe("what is asked", () => {
  test("is there already: where it is usually made, its name, where it starts", async () => {
    const { ordered } = open();
    expect((await field()).value).toBe("feature/T-1-card-number-1");
    const name = await field();
    await waitFor(() => expect(document.activeElement).toBe(name));
    expect(screen.getByRole("button", { name: "Repository: acme/rocket" })).toBeTruthy();
    expect(screen.getByRole("button", { name: "From: main" })).toBeTruthy();
    await press("Create branch");
    await screen.findByText(/Creating|Waiting for its turn/);
    expect(ordered()).toEqual([
      { repo_id: "r1", branch_name: "feature/T-1-card-number-1", base_branch: null },
    ]);
  });

  test("a repository where none can be made says why, and is not to be picked", async () => {
    const archived = aRepository({
      id: "r2",
      full_name: "acme/old",
      can_branch: false,
      why_not: "It is archived on GitHub: unarchive it there first.",
    });
    open({ [REPOSITORIES]: page(aRepository(), archived) });
    await press("Repository: acme/rocket");
    const option = await screen.findByRole("option", { name: /acme\/old/ });
    expect(option.getAttribute("aria-disabled")).toBe("true");
    expect(option.textContent).toContain("It is archived on GitHub");
    fireEvent.click(option);
    expect(screen.getByRole("button", { name: "Repository: acme/rocket" })).toBeTruthy();
  });

  test("another repository has a suggestion of its own", async () => {
    const site = aRepository({ id: "r2", full_name: "acme/site", default_branch: "trunk" });
    const { ordered } = open({
      [REPOSITORIES]: page(aRepository(), site),
      [NAME]: ({ query }) => ({
        body: aBranchName(
          query.get("repo_id") === "r2"
            ? { name: "feature/T-1-2", repository_id: "r2", base_branch: "trunk" }
            : {},
        ),
      }),
    });
    await press("Repository: acme/rocket");
    fireEvent.click(await screen.findByRole("option", { name: "acme/site" }));
    await waitFor(async () => expect((await field()).value).toBe("feature/T-1-2"));
    expect(screen.getByRole("button", { name: "From: trunk" })).toBeTruthy();
    await press("Create branch");
    await waitFor(() => expect(ordered()).toMatchObject([{ repo_id: "r2" }]));
  });

  test("where none is usual, one must be chosen", async () => {
    const { ordered } = open({
      [REPOSITORIES]: page(aRepository(), aRepository({ id: "r2", full_name: "acme/site" })),
      [NAME]: { body: aBranchName({ repository_id: null, base_branch: null }) },
    });
    await press("Create branch");
    expect(screen.getByText("Choose where to make it.")).toBeTruthy();
    expect(ordered()).toEqual([]);
  });

  test("a name is held to the rules of git while one writes it, and can be taken back", async () => {
    const { calls } = open({
      [NAME]: ({ query }) => ({
        body: aBranchName(
          query.get("name") === "a..b"
            ? { problem: { code: "invalid_branch_name", detail: "It has two dots in a row." } }
            : {},
        ),
      }),
    });
    await write("a..b");
    expect(await screen.findByText("It has two dots in a row.")).toBeTruthy();
    expect((await field()).getAttribute("aria-invalid")).toBe("true");
    await write("my own name");
    expect((await field()).value).toBe("my-own-name");
    await waitFor(() => expect(screen.queryByText("It has two dots in a row.")).toBeNull());
    await waitFor(() =>
      expect(calls.some(({ query }) => query.get("name") === "my-own-name")).toBe(true),
    );
    await press("As suggested");
    expect((await field()).value).toBe("feature/T-1-card-number-1");
    await write("");
    await press("Create branch");
    expect(screen.getByText("Give the branch a name.")).toBeTruthy();
  });

  test("GitHub is asked for branches once somebody opens their list, and searched there", async () => {
    const branch = (name: string, first = false) => ({ name, sha: "1", default: first });
    const { calls, ordered } = open({
      [BRANCHES]: ({ query }) =>
        query.get("q") === "rel"
          ? page(branch("release/1"))
          : page(branch("main", true), branch("develop")),
    });
    await field();
    expect(calls.some(({ path }) => path.endsWith("/branches"))).toBe(false);
    await press("From: main");
    expect((await screen.findByRole("option", { name: /main/ })).textContent).toContain("default");
    fireEvent.change(screen.getByRole("combobox", { name: "Branch to start from" }), {
      target: { value: "rel" },
    });
    fireEvent.click(await screen.findByRole("option", { name: "release/1" }));
    await press("Create branch");
    await waitFor(() => expect(ordered()).toMatchObject([{ base_branch: "release/1" }]));
  });

  test("why branches cannot be listed is said in their list", async () => {
    open({ [BRANCHES]: problem(503, "github_unreachable", "GitHub does not answer.") });
    await press("From: main");
    expect(await screen.findByText(/Try again in a moment|GitHub does not answer/)).toBeTruthy();
    expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
  });

  test("the command to make it oneself is of the name that stands there", async () => {
    const written: string[] = [];
    const writeText = (text: string) => Promise.resolve(void written.push(text));
    open();
    vi.stubGlobal("navigator", { ...navigator, clipboard: { writeText } });
    await write("it's&mine");
    await press("Copy git command");
    expect(written).toEqual([`git switch -c 'it'"'"'s&mine'`]);
  });
});

describe("what becomes of it", () => {
  test("is told as it goes, and the branch is announced with its command", async () => {
    const { tell, ui } = open();
    await press("Create branch");
    const status = await screen.findByRole("status");
    await waitFor(() => expect(ui.get().branches).toHaveLength(1));
    tell(aTask({ state: "running", progress: { done: 0, total: 2, note: "Looking at main" } }));
    await within(status).findByText("Looking at main");
    const result = { branch: "feature/T-1-x", repository: "acme/rocket", created: true };
    tell(aTask({ state: "succeeded", result }));
    expect(await screen.findByText("Branch created")).toBeTruthy();
    expect(screen.getByText("feature/T-1-x in acme/rocket")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Copy git command" })).toBeTruthy();
    expect(ui.get()).toMatchObject({ dialog: null, branches: [] });
  });

  test("one that was there as wanted is said to be linked", async () => {
    const { tell, ui } = open();
    await press("Create branch");
    await waitFor(() => expect(ui.get().branches).toHaveLength(1));
    const result = { branch: "feature/T-1-x", repository: "acme/rocket", created: false };
    tell(aTask({ state: "succeeded", result }));
    expect(await screen.findByText(/was there already, and is linked now/)).toBeTruthy();
  });

  test("it goes on behind a dialog that is closed, and says how it ended", async () => {
    const { tell, ui } = open();
    await press("Create branch");
    await waitFor(() => expect(ui.get().branches).toHaveLength(1));
    ui.set({ dialog: null });
    tell(failed("no_write_access", "Ask an admin of acme/rocket."));
    expect(
      await screen.findByText("T-1: You may not make branches in this repository"),
    ).toBeTruthy();
    await press("Try again…");
    expect(ui.get().dialog).toMatchObject({ kind: "branch", cardId: "card-1" });
  });

  test("a name that is taken: the free one is one press away", async () => {
    const error = { code: "branch_exists", detail: "acme/rocket has it. x-2 is free." };
    const attempt = anAttempt({ task: aTask({ state: "failed", error }), suggestion: "x-2" });
    let pending: BranchAttempt[] = [];
    const { tell, ordered, ui } = open({ [NAME]: () => ({ body: aBranchName({ pending }) }) });
    await press("Create branch");
    await waitFor(() => expect(ui.get().branches).toHaveLength(1));
    pending = [attempt];
    tell(attempt.task);
    expect((await screen.findByRole("alert")).textContent).toContain("This name is taken.");
    await press("Use x-2");
    await waitFor(() => expect(ordered()).toMatchObject([{}, { branch_name: "x-2" }]));
    expect((await field()).value).toBe("x-2");
  });

  test.each([
    ["branch_name_clash", "Another branch is in the way of this name", null],
    ["branch_refused", "GitHub refuses this branch", null],
    ["base_branch_missing", "The branch to start from is not there", null],
    ["repository_empty", "This repository has no commit yet", "Repositories"],
    ["repository_archived", "This repository is archived on GitHub", "Repositories"],
    ["no_write_access", "You may not make branches in this repository", "Repositories"],
    ["repository_gone", "This repository is not to be seen on GitHub", "Repositories"],
    ["github_limited", "GitHub lets us ask again later", "Try again"],
    ["github_unreachable", "GitHub does not answer", "Try again"],
    ["something_new", "The branch was not created", "Try again"],
  ])("%s has its words and its way out", async (code, title, button) => {
    const { tell, ui } = open();
    await press("Create branch");
    await waitFor(() => expect(ui.get().branches).toHaveLength(1));
    tell(failed(code));
    expect((await screen.findByRole("alert")).textContent).toContain(`${title}. What happened.`);
    if (button) expect(screen.getByRole("button", { name: button })).toBeTruthy();
    // What was written stands, and can be sent again.
    expect((await field()).value).toBe("feature/T-1-card-number-1");
  });

  test("an account that is missing at the last moment can be connected from there", async () => {
    open({ [CREATE]: problem(403, "github_sign_in_needed", "Connect your GitHub account.") });
    await press("Create branch");
    const link = await screen.findByRole("link", { name: "Connect GitHub" });
    expect(link.getAttribute("href")).toMatch(/^\/auth\/github\/login\?connect=true&return_to=/);
  });

  test("what nobody knows is said so, and asked for again", async () => {
    const { tell, ui } = open();
    await press("Create branch");
    await waitFor(() => expect(ui.get().branches).toHaveLength(1));
    tell(aTask({ state: "indeterminate" }));
    expect((await screen.findByRole("alert")).textContent).toContain("Nobody knows whether");
    await press("Try again");
  });

  test("why it waits for another attempt", async () => {
    const { tell, ui } = open();
    await press("Create branch");
    await waitFor(() => expect(ui.get().branches).toHaveLength(1));
    const error = { code: "github_unreachable", detail: "GitHub does not answer." };
    tell(aTask({ state: "retrying", error, next_attempt_at: "2020-01-01T00:00:00Z" }));
    expect(await screen.findByText("GitHub does not answer. Trying again now.")).toBeTruthy();
  });

  test("a refusal of the name stands beside it", async () => {
    const fields = [{ field: "branch_name", message: "It has a space.", code: "x" }];
    const body = { title: "No", status: 422, code: "invalid_branch_name", fields };
    open({ [CREATE]: { status: 422, body } });
    await press("Create branch");
    expect(await screen.findByText("It has a space.")).toBeTruthy();
    await write("other");
    expect(screen.queryByText("It has a space.")).toBeNull();
  });

  test("a lost answer is asked for again under the same key", async () => {
    let there = false;
    const { calls } = open({ [CREATE]: () => (there ? BEGUN : "offline") });
    await press("Create branch");
    expect((await screen.findByRole("alert")).textContent).toContain("nothing is created twice");
    there = true;
    await press("Try again");
    await screen.findByText(/Creating|Waiting for its turn/);
    const keys = calls
      .filter(({ method }) => method === "POST")
      .map(({ headers }) => headers.get("Idempotency-Key"));
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
  });

  test("one that failed before begins where it ended", async () => {
    const attempt = anAttempt({ task: failed("base_branch_missing"), base_branch: "gone" });
    open({}, attempt);
    expect((await field()).value).toBe("fix/T-1-login");
    expect(screen.getByRole("button", { name: "From: gone" })).toBeTruthy();
    expect(screen.getByRole("alert").textContent).toContain("The branch to start from is not");
  });
});

describe("what is needed first", () => {
  test.each([
    ["nobody can connect GitHub", { api: "not_set_up" }, /Whoever runs Trivet sets that up/, null],
    ["no account", { account: null }, /Branches are made in your name/, "Connect GitHub"],
    [
      "one that GitHub refuses",
      { account: { login: "ana", sign_in_needed: true, missing_scopes: [] } },
      /does not accept your connection any more/,
      "Sign in again",
    ],
    [
      "one that may not write",
      { account: { login: "ana", sign_in_needed: false, missing_scopes: ["repo"] } },
      /was not allowed/,
      "Allow it on GitHub",
    ],
  ] as const)("%s", async (_, status, words, link) => {
    open({ [STATUS]: { body: aStatus(status as never) } });
    expect(await screen.findByText(words)).toBeTruthy();
    // The name can be had all the same.
    expect(screen.getByText("feature/T-1-card-number-1")).toBeTruthy();
    expect(screen.getByText("git switch -c feature/T-1-card-number-1")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Create branch" })).toBeNull();
    if (link) expect(screen.getByRole("link", { name: link })).toBeTruthy();
  });

  test("a repository, which admins connect", async () => {
    const { opened, ui } = open({ [REPOSITORIES]: page() });
    await press("Connect a repository");
    expect(opened).toEqual(["repositories"]);
    expect(ui.get().dialog).toBeNull();
    cleanup();
    open({ [REPOSITORIES]: page() }, undefined, { mayManage: false });
    expect(await screen.findByText(/An admin of the workspace can connect one/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Connect a repository" })).toBeNull();
  });

  test("what cannot be found out does not stand in the way", async () => {
    open({ [STATUS]: problem(404, "not_found") });
    expect((await field()).value).toBe("feature/T-1-card-number-1");
  });

  test("a failure to load can be tried again", async () => {
    let there = false;
    open({ [NAME]: () => (there ? { body: aBranchName() } : "offline") });
    there = await screen.findByText("The server cannot be reached").then(() => true);
    await press("Try again");
    expect(await field()).toBeTruthy();
  });
});
