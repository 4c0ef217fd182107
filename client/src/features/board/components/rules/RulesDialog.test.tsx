import { act, cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ToastRegion } from "../../../../lib";
import { fakeServer, problem } from "../../../../test/fakeServer";
import { dismissAllToasts } from "../../../../test/toasts";
import type { BoardEvent, Card, LogListener } from "../../model";
import { boardOf, machinery, renderOnBoard } from "../testing";
import { RulesDialog } from "./RulesDialog";
import { aRule, listed, rulesServer } from "./rulesServer";

let tell: LogListener = () => undefined;
vi.mock("../../model-react", () => ({
  useLog: (_board: string, listener: LogListener) => (tell = listener),
}));

beforeEach(() => localStorage.clear());
afterEach(() => {
  dismissAllToasts();
  cleanup();
  vi.unstubAllGlobals();
});

type Lookup = ReturnType<typeof machinery>["lookup"];

/** The dialog apart from the toasts, which outlive it. */
let shown: { unmount: () => void } | undefined;

function open(change: Partial<Lookup> = {}, cards: ReadonlyMap<string, Card> = new Map()) {
  const parts = machinery();
  const onClose = vi.fn(() => shown?.unmount());
  render(<ToastRegion />);
  shown = renderOnBoard(<RulesDialog cards={cards} onClose={onClose} />, {
    ...parts,
    lookup: { ...parts.lookup, ...change },
  });
  return onClose;
}

/** What somebody else's change is told with. */
const updated = (actor_id: string) =>
  act(() => tell([{ type: "rules.updated", actor_id } as BoardEvent]));

const rule = (name: string) => screen.findByRole("group", { name });
const part = async <T extends HTMLElement>(name: string, role: string, label: string) =>
  within(await rule(name)).getByRole<T>(role, { name: label });
const choose = async (name: string, label: string, value: string) =>
  fireEvent.change(await part(name, "combobox", label), { target: { value } });
const moveTo = (name: string, column: string) => choose(name, "Column", column);
const button = (name: string) => screen.findByRole<HTMLButtonElement>("button", { name });
const press = async (name: string) => fireEvent.click(await button(name));
const words = (element: Element) => (element.textContent ?? "").replace(/\s+/g, " ").trim();
const branch = (value: string) => {
  const fields = screen.getAllByRole("combobox", { name: "Branch, or pattern of branches" });
  fireEvent.change(fields.at(-1) as HTMLElement, { target: { value } });
};
const add = (event: string) => press(`Add a rule for a branch: ${event}`);
const pressEscape = () =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key: "Escape" });

const APPROVED = "Approved, any branch";
const CREATED = "Branch created, any branch";

test("each event has a sentence whose parts can be chosen", async () => {
  rulesServer();
  open();
  const opened = await rule("Opened, any branch");
  const column = within(opened).getByRole<HTMLSelectElement>("combobox", { name: "Column" });
  expect([...column.options].map(({ text }) => text)).toEqual(["To do", "Doing", "nowhere"]);
  const many = within(opened).getByRole<HTMLSelectElement>("combobox", {
    name: "How many of its pull requests",
  });
  expect([...many.options].map(({ text }) => text)).toEqual(["one", "all"]);
  expect(words(opened)).toContain("into any branch is opened or becomes ready, move the card");
  fireEvent.change(many, { target: { value: "all" } });
  expect(words(await rule("Opened, any branch"))).toMatch(/^Once .* are opened or ready/);
  const created = await rule(CREATED);
  expect(words(created)).toMatch(/^As soon as a branch is created, move the card to/);
  expect(within(created).getAllByRole("combobox")).toHaveLength(1);
  expect(screen.getAllByRole("heading", { level: 3 }).map(words)).toEqual([
    "Branch created",
    "Draft",
    "Opened",
    "Review requested",
    "Changes requested",
    "Checks failed",
    "Approved",
    "Merged",
    "Closed",
  ]);
});

test("what was chosen can be put back, and the focus stays in the sentence", async () => {
  const { puts } = rulesServer({}, aRule("draft", "todo"));
  open();
  expect(words(await rule("Merged, any branch"))).toContain("By default");
  await press("Back to default: Draft");
  const column = await part<HTMLSelectElement>("Draft, any branch", "combobox", "Column");
  expect(column.value).toBe("doing");
  expect(document.activeElement).toBe(column);
  expect(words(await rule("Draft, any branch"))).toContain("By default");
  await press("Save");
  await waitFor(() => expect(puts()).toEqual([{ rules: [] }]));
});

test("a rule moves cards backwards only if that is said, and where it leads somewhere", async () => {
  const { puts } = rulesServer();
  open();
  expect(within(await rule(APPROVED)).queryByRole("switch")).toBeNull();
  await moveTo(APPROVED, "todo");
  fireEvent.click(await part(APPROVED, "switch", "Also move it backwards"));
  await press("Save");
  const chosen = { event: "approved", column_id: "todo", needs: "any", back: true };
  await waitFor(() => expect(puts()).toEqual([{ rules: [chosen] }]));
});

test("what is changed is saved together, and can be undone", async () => {
  const { puts } = rulesServer();
  const onClose = open();
  await rule(CREATED);
  expect((await button("Save")).disabled).toBe(true);
  await moveTo(CREATED, "");
  await moveTo("Merged, any branch", "doing");
  expect(screen.getByText("2 unsaved changes")).toBeTruthy();
  await press("Save");
  await waitFor(() => expect(onClose).toHaveBeenCalledTimes(1));
  const rules = [
    { event: "branch_created", column_id: null, needs: "any", back: false },
    { event: "merged", column_id: "doing", needs: "all", back: false },
  ];
  expect(puts()).toEqual([{ rules }]);
  await press("Undo");
  await waitFor(() => expect(puts()).toEqual([{ rules }, { rules: [] }]));
});

test("undoing leaves what another admin has chosen since", async () => {
  const { puts, others } = rulesServer();
  open();
  await moveTo(CREATED, "");
  await moveTo("Draft, any branch", "todo");
  await press("Save");
  await button("Undo");
  others(aRule("branch_created", "todo"), aRule("draft", "todo"), aRule("closed", "todo"));
  await press("Undo");
  await waitFor(() => expect(puts()).toHaveLength(2));
  expect(puts()[1]).toMatchObject({
    rules: [{ event: "branch_created" }, { event: "closed" }],
  });
});

test("where nothing is left to undo it says why", async () => {
  const { puts, others } = rulesServer();
  open();
  await moveTo(CREATED, "");
  await press("Save");
  await button("Undo");
  others(aRule("branch_created", "todo"));
  await press("Undo");
  expect(await screen.findByText("Somebody has chosen otherwise since.")).toBeTruthy();
  expect(puts()).toHaveLength(1);
});

test("nothing is undone over rules that cannot be read", async () => {
  let broken = false;
  const { puts } = rulesServer({
    "GET /boards/board/rules": () =>
      broken ? problem(404, "board_not_found", "It is gone.") : { body: { rules: listed() } },
  });
  open();
  await moveTo(CREATED, "");
  await press("Save");
  await button("Undo");
  broken = true;
  await press("Undo");
  expect(await screen.findByText("The rules were not put back")).toBeTruthy();
  expect(puts()).toHaveLength(1);
});

test("who chooses what stood there has changed nothing", async () => {
  rulesServer();
  open();
  await moveTo(CREATED, "");
  expect((await button("Save")).disabled).toBe(false);
  await moveTo(CREATED, "doing");
  expect((await button("Save")).disabled).toBe(true);
  expect(words(await rule(CREATED))).toContain("By default");
});

test("discarding shows what is saved, and keeps the focus in the dialog", async () => {
  rulesServer();
  open();
  await moveTo(CREATED, "todo");
  await press("Discard");
  expect((await part<HTMLSelectElement>(CREATED, "combobox", "Column")).value).toBe("doing");
  expect(screen.queryByRole("button", { name: "Discard" })).toBeNull();
  expect(document.activeElement).toBe(await button("Try on the last 30 days"));
});

test("a branch gets a rule of its own: as that for all, below it, and ready to be named", async () => {
  const { puts } = rulesServer({}, aRule("merged", "doing"));
  const card = boardOf(1, 0).cards.get("card-1") as Card;
  const pull_requests = [{ base: "main" }, { base: "dev" }] as never;
  open({}, new Map([["card-1", { ...card, pull_requests }]]));
  await add("Merged");
  const field = await part<HTMLInputElement>(
    "Merged, a branch",
    "combobox",
    "Branch, or pattern of branches",
  );
  expect(document.activeElement).toBe(field);
  expect([...(field.list?.options ?? [])].map(({ value }) => value)).toEqual(["dev", "main"]);
  branch("main");
  expect(words(await rule("Merged, main"))).toContain("into the branch");
  branch("release/*");
  expect(words(await rule("Merged, release/*"))).toContain("into branches like");
  expect(words(await rule("Merged, any other branch"))).toContain("into any other branch");
  await press("Save");
  await waitFor(() =>
    expect(puts()).toEqual([
      {
        rules: [
          { event: "merged", column_id: "doing", needs: "all", back: false },
          { event: "merged", base: "release/*", column_id: "doing", needs: "all", back: false },
        ],
      },
    ]),
  );
});

test("a branch that was just created has no target: there is no rule for one", async () => {
  rulesServer();
  open();
  await rule(CREATED);
  expect(screen.queryByRole("button", { name: /for a branch: Branch created/ })).toBeNull();
});

test("removing rules of branches leads the focus on to the next, then to adding one", async () => {
  const { puts } = rulesServer(
    {},
    aRule("opened", "todo", { base: "dev" }),
    aRule("opened", "todo", { base: "main" }),
  );
  open();
  await press("Remove the rule for dev: Opened");
  expect((document.activeElement as HTMLInputElement).value).toBe("main");
  await press("Remove the rule for main: Opened");
  expect(document.activeElement).toBe(await button("Add a rule for a branch: Opened"));
  await press("Save");
  await waitFor(() => expect(puts()).toEqual([{ rules: [] }]));
});

test("a branch without a name, or named twice, is said at its rule before anything is sent", async () => {
  const { puts, tries } = rulesServer({}, aRule("opened", "todo", { base: "main" }));
  open();
  await add("Opened");
  await press("Save");
  const nameless = await rule("Opened, a branch");
  expect(words(within(nameless).getByRole("alert"))).toContain("Name a branch");
  const field = within(nameless).getByRole("combobox", { name: /^Branch/ });
  expect(document.activeElement).toBe(field);
  expect(field.getAttribute("aria-invalid")).toBe("true");
  branch("main");
  expect(screen.queryByRole("alert")).toBeNull();
  await press("Try on the last 30 days");
  expect(await screen.findByText("There is a rule for main above already.")).toBeTruthy();
  expect([...puts(), ...tries()]).toEqual([]);
});

test("what the server has against a rule is said there, and what was written stays", async () => {
  const refusal = problem(422, "invalid_rule", "No part of a branch's name begins with a dot.");
  const fields = [{ field: "rules.1.base", message: "cannot be", code: "invalid" }];
  rulesServer({
    "PUT /boards/board/rules": { ...refusal, body: { ...refusal.body, fields } },
  });
  const onClose = open();
  await moveTo(CREATED, "todo");
  await add("Opened");
  branch(".x");
  await press("Save");
  const wrong = await rule("Opened, .x");
  await waitFor(() => within(wrong).getByRole("alert"));
  expect(words(within(wrong).getByRole("alert"))).toContain("begins with a dot");
  await waitFor(() => expect((document.activeElement as HTMLInputElement).value).toBe(".x"));
  expect(screen.getAllByRole("alert")).toHaveLength(1);
  branch("x");
  expect(screen.queryByRole("alert")).toBeNull();
  expect(onClose).not.toHaveBeenCalled();
});

test("any other refusal says why, and keeps what was chosen", async () => {
  rulesServer({ "PUT /boards/board/rules": problem(403, "forbidden", "Only admins may.") });
  const onClose = open();
  await moveTo(CREATED, "");
  await press("Save");
  expect(words(await screen.findByRole("alert"))).toContain("Only admins may.");
  expect(words(await rule(CREATED))).toContain("nowhere");
  expect(onClose).not.toHaveBeenCalled();
});

test("others' rules show at once where nothing was changed", async () => {
  const { others } = rulesServer();
  open();
  await rule(CREATED);
  others(aRule("branch_created", "todo"));
  updated("ben");
  await waitFor(async () =>
    expect((await part<HTMLSelectElement>(CREATED, "combobox", "Column")).value).toBe("todo"),
  );
  expect(screen.queryByRole("alert")).toBeNull();
});

const collision = async () => {
  const server = rulesServer({}, aRule("closed", "todo", { base: "old" }));
  const onClose = open();
  await moveTo(APPROVED, "doing");
  server.others(aRule("branch_created", "todo"));
  updated("ben");
  const alert = await screen.findByRole("alert");
  return { ...server, onClose, alert };
};

test("who changed rules is told what somebody else saved meanwhile, and may take it", async () => {
  const { alert, puts } = await collision();
  expect(words(alert)).toContain("Ben saved other rules meanwhile.");
  const said = within(alert).getAllByRole("listitem").map(words);
  expect(said).toEqual([
    "As soon as a branch is created, move the card to To do.",
    "No rule for old any more: closed",
  ]);
  expect((await part<HTMLSelectElement>(APPROVED, "combobox", "Column")).value).toBe("doing");
  await press("Take theirs");
  expect((await part<HTMLSelectElement>(CREATED, "combobox", "Column")).value).toBe("todo");
  expect((await part<HTMLSelectElement>(APPROVED, "combobox", "Column")).value).toBe("");
  expect(screen.queryByRole("alert")).toBeNull();
  expect(puts()).toEqual([]);
});

test("or save one's own over it: what one did not change stays theirs", async () => {
  const { puts, onClose } = await collision();
  await press("Save mine");
  await waitFor(() => expect(onClose).toHaveBeenCalledTimes(1));
  expect(puts()).toMatchObject([
    {
      rules: [
        { event: "branch_created", column_id: "todo" },
        { event: "approved", column_id: "doing" },
      ],
    },
  ]);
});

test("nothing is saved over what the page had not heard of", async () => {
  const { puts, others } = rulesServer();
  open();
  await moveTo(APPROVED, "doing");
  others(aRule("branch_created", "todo"));
  await press("Save");
  const alert = await screen.findByRole("alert");
  expect(words(alert)).toContain("Somebody else saved other rules meanwhile.");
  await waitFor(() => expect(document.activeElement).toBe(alert));
  expect(puts()).toEqual([]);
});

test("Escape asks before unsaved changes are lost, however often", async () => {
  rulesServer();
  const onClose = open();
  await moveTo(APPROVED, "doing");
  pressEscape();
  expect(screen.getByRole("dialog", { name: "Save the change to the rules?" })).toBeTruthy();
  await press("Go on editing");
  pressEscape();
  expect(onClose).not.toHaveBeenCalled();
  const asking = screen.getByRole("dialog", { name: "Save the change to the rules?" });
  fireEvent.click(within(asking).getByRole("button", { name: "Discard" }));
  expect(onClose).toHaveBeenCalledTimes(1);
  open();
  expect(words(await rule(APPROVED))).toContain("By default");
});

test("who is asked may save", async () => {
  const { puts } = rulesServer();
  const onClose = open();
  await moveTo(APPROVED, "doing");
  await press("Close");
  const asking = screen.getByRole("dialog", { name: "Save the change to the rules?" });
  fireEvent.click(within(asking).getByRole("button", { name: "Save" }));
  await waitFor(() => expect(onClose).toHaveBeenCalledTimes(1));
  expect(puts()).toHaveLength(1);
});

test("without changes Escape closes at once", async () => {
  rulesServer();
  const onClose = open();
  await rule(APPROVED);
  pressEscape();
  expect(onClose).toHaveBeenCalledTimes(1);
});

test("unsaved changes are there again after the page was left, until they are saved", async () => {
  rulesServer();
  open();
  await add("Opened");
  branch("main");
  cleanup();
  open();
  expect(await rule("Opened, main")).toBeTruthy();
  expect(screen.getByText("1 unsaved change")).toBeTruthy();
  await press("Save");
  await button("Undo");
  cleanup();
  open();
  await rule("Opened, main");
  expect((await button("Save")).disabled).toBe(true);
});

test("what somebody kept of another shape is passed over", async () => {
  const kept = { text: JSON.stringify({ before: [], rows: [{ id: 1 }] }), at: Date.now() };
  localStorage.setItem("trivet.draft.board:board:rules", JSON.stringify(kept));
  rulesServer();
  open();
  await rule(CREATED);
  expect((await button("Save")).disabled).toBe(true);
});

test("a column with a hard limit is said to be one, at each rule that leads there", async () => {
  rulesServer();
  const [todo, doing] = machinery().lookup.columns as [never, never];
  open({ columns: [todo, { ...(doing as object), wip_limit: 3, wip_hard: true } as never] });
  const created = await rule(CREATED);
  const limit = "Doing takes 3 cards at most. Rules do not go past that.";
  const hint = within(created).getByText(limit);
  const column = within(created).getByRole("combobox", { name: "Column" });
  expect(column.getAttribute("aria-describedby")).toBe(hint.id);
  await moveTo(CREATED, "todo");
  expect(within(await rule(CREATED)).queryByText(limit)).toBeNull();
});

test("a column that was chosen and deleted is said to be gone, and is to be chosen anew", async () => {
  const { puts } = rulesServer({}, aRule("approved", "deleted"));
  open();
  expect(words(await rule(APPROVED))).toContain("a column that is gone");
  await moveTo(CREATED, "todo");
  await press("Save");
  expect(words(within(await rule(APPROVED)).getByRole("alert"))).toContain("Choose a column");
  expect(puts()).toEqual([]);
});

test.each([{ mayManage: false }, { canEdit: false }])("with %j it is only read", async (change) => {
  const { tries } = rulesServer(
    { "POST /boards/board/rules/dry-run": problem(422, "invalid", "No.") },
    aRule("merged", "todo", { base: "release/*", back: true }),
  );
  const onClose = open(change);
  const section = await screen.findByRole("region", { name: "Merged" });
  expect(within(section).getAllByRole("listitem").map(words)).toEqual([
    "Once all of its pull requests into any other branch are merged, move the card nowhere. " +
      "By default",
    "Once all of its pull requests into branches like release/* are merged, " +
      "move the card to To do, also backwards.",
  ]);
  for (const role of ["combobox", "switch"]) expect(screen.queryByRole(role)).toBeNull();
  expect(screen.queryByRole("button", { name: /Save|Add|Remove|default/ })).toBeNull();
  await press("Try on the last 30 days");
  await waitFor(() => expect(tries()).toEqual([{}]));
  const foot = screen.getAllByRole("button", { name: "Close" }).at(-1) as HTMLElement;
  fireEvent.click(foot);
  expect(onClose).toHaveBeenCalledTimes(1);
});

test("a failure can be tried again", async () => {
  let broken = true;
  fakeServer({
    "GET /boards/board/rules": () =>
      broken ? problem(422, "invalid", "No.") : { body: { rules: listed() } },
  });
  open();
  await screen.findByRole("alert");
  broken = false;
  await press("Try again");
  expect(await rule(CREATED)).toBeTruthy();
});
