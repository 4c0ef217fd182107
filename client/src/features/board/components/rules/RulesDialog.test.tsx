import { act, cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ToastRegion } from "../../../../lib";
import { fakeServer, problem } from "../../../../test/fakeServer";
import type { BoardEvent, LogListener } from "../../model";
import type { Rule } from "../../model/rules";
import { machinery, renderOnBoard } from "../testing";
import { RulesDialog } from "./RulesDialog";

let tell: LogListener = () => undefined;
vi.mock("../../model-react", () => ({
  useLog: (_board: string, listener: LogListener) => (tell = listener),
}));

beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const EVENTS = ["branch_created", "draft", "opened", "merged"] as const;
const usual = (): Rule[] =>
  EVENTS.map((event) => ({
    event,
    column_id: ["branch_created", "draft"].includes(event) ? "doing" : null,
    default: true,
  }));

const BRANCH = "When a branch is created, move the card to";
const MERGED = "When all pull requests are merged, move the card to";
const choice = async (label: string): Promise<HTMLSelectElement> =>
  await screen.findByRole("combobox", { name: label });
const words = (select: HTMLSelectElement) => select.options[select.selectedIndex]?.textContent;

/** The dialog apart from the toasts, which outlive it. */
let shown: { unmount: () => void } | undefined;

function open(change: Partial<ReturnType<typeof machinery>["lookup"]> = {}) {
  const parts = machinery();
  const onClose = vi.fn();
  render(<ToastRegion />);
  shown = renderOnBoard(<RulesDialog onClose={onClose} />, {
    ...parts,
    lookup: { ...parts.lookup, ...change },
  });
  return onClose;
}

test("each rule offers what is usual, every column, and nothing", async () => {
  fakeServer({ "GET /boards/board/rules": { body: { rules: usual() } } });
  open();
  const options = [...(await choice(BRANCH)).options].map(({ textContent }) => textContent);
  expect(options).toEqual(["As usual (Doing)", "To do", "Doing", "Leave it where it is"]);
  expect(words(await choice(MERGED))).toBe("As usual (leave it where it is)");
});

type Answers = Parameters<typeof fakeServer>[0];
type Put = { rules: { event: Rule["event"]; column_id: string | null }[] };

/** A server that keeps what is put, as the real one does; `now` may be changed by others. */
function keeping(answers: Answers = {}) {
  const server = { now: usual() };
  const calls = fakeServer({
    "GET /boards/board/rules": () => ({ body: { rules: server.now } }),
    "PUT /boards/board/rules": ({ body }) => {
      const named = (body as Put).rules;
      server.now = usual().map((rule) => {
        const choice = named.find(({ event }) => event === rule.event);
        return choice ? { ...choice, default: false } : rule;
      });
      return { body: { rules: server.now } };
    },
    ...answers,
  });
  const puts = () => calls.filter(({ method }) => method === "PUT").map(({ body }) => body);
  const other = (event: Rule["event"], column_id: string | null) => {
    const rule = { event, column_id, default: false };
    server.now = server.now.map((one) => (one.event === event ? rule : one));
  };
  return { puts, other };
}

const choose = async (label: string, value: string) =>
  fireEvent.change(await choice(label), { target: { value } });
const press = async (name: string) => fireEvent.click(await screen.findByRole("button", { name }));

const BRANCH_NOWHERE = { event: "branch_created", column_id: null };
const MERGED_DOING = { event: "merged", column_id: "doing" };
const OPENED_TODO = { event: "opened", column_id: "todo" };

test("what is chosen is saved together, and can be undone", async () => {
  const { puts } = keeping();
  const onClose = open();
  const save: HTMLButtonElement = await screen.findByRole("button", { name: "Save rules" });
  expect(save.disabled).toBe(true);
  await choose(BRANCH, "nowhere");
  await choose(MERGED, "column:doing");
  fireEvent.click(save);
  await waitFor(() => expect(onClose).toHaveBeenCalledTimes(1));
  const rules = [BRANCH_NOWHERE, MERGED_DOING];
  expect(puts()).toEqual([{ rules }]);
  await press("Undo");
  await waitFor(() => expect(puts()).toEqual([{ rules }, { rules: [] }]));
});

test("saving and undoing keep what another admin chose meanwhile", async () => {
  const { puts, other } = keeping();
  open();
  await choose(BRANCH, "nowhere");
  // Of this the page has heard nothing.
  other("opened", "todo");
  await press("Save rules");
  await screen.findByRole("button", { name: "Undo" });
  expect(puts()).toEqual([{ rules: [BRANCH_NOWHERE, OPENED_TODO] }]);
  shown?.unmount();
  other("merged", "doing");
  await press("Undo");
  await waitFor(() => expect(puts()).toHaveLength(2));
  expect(puts()[1]).toEqual({ rules: [OPENED_TODO, MERGED_DOING] });
});

test("undoing leaves a rule that another admin has chosen otherwise since", async () => {
  const { puts, other } = keeping();
  open();
  await choose(BRANCH, "nowhere");
  await choose(MERGED, "column:doing");
  await press("Save rules");
  await screen.findByRole("button", { name: "Undo" });
  other("branch_created", "todo");
  await press("Undo");
  await waitFor(() => expect(puts()).toHaveLength(2));
  expect(puts()[1]).toEqual({ rules: [{ event: "branch_created", column_id: "todo" }] });
});

test("where nothing is left to undo it says why", async () => {
  const { puts, other } = keeping();
  open();
  await choose(BRANCH, "nowhere");
  await press("Save rules");
  await screen.findByRole("button", { name: "Undo" });
  other("branch_created", "todo");
  await press("Undo");
  expect(await screen.findByText("Somebody has chosen otherwise since.")).toBeTruthy();
  expect(puts()).toHaveLength(1);
});

test("nothing is undone over rules that cannot be read", async () => {
  let broken = false;
  const { puts } = keeping({
    "GET /boards/board/rules": () =>
      broken ? problem(404, "board_not_found", "It is gone.") : { body: { rules: usual() } },
  });
  open();
  await choose(BRANCH, "nowhere");
  await press("Save rules");
  await screen.findByRole("button", { name: "Undo" });
  broken = true;
  await press("Undo");
  expect(await screen.findByText("The rules were not put back")).toBeTruthy();
  expect(puts()).toHaveLength(1);
});

test("who chooses what stood there has chosen nothing", async () => {
  keeping();
  open();
  const save: HTMLButtonElement = await screen.findByRole("button", { name: "Save rules" });
  await choose(BRANCH, "nowhere");
  expect(save.disabled).toBe(false);
  await choose(BRANCH, "usual");
  expect(save.disabled).toBe(true);
});

test("a refusal says why, and keeps what was chosen", async () => {
  fakeServer({
    "GET /boards/board/rules": { body: { rules: usual() } },
    "PUT /boards/board/rules": problem(403, "forbidden", "Only admins change rules."),
  });
  const onClose = open();
  fireEvent.change(await choice(BRANCH), { target: { value: "nowhere" } });
  fireEvent.click(screen.getByRole("button", { name: "Save rules" }));
  expect((await screen.findByRole("alert")).textContent).toContain("Only admins change rules.");
  expect(words(await choice(BRANCH))).toBe("Leave it where it is");
  expect(onClose).not.toHaveBeenCalled();
});

test("others' choices show at once, one's own stay", async () => {
  let rules = usual();
  fakeServer({ "GET /boards/board/rules": () => ({ body: { rules } }) });
  open();
  fireEvent.change(await choice(BRANCH), { target: { value: "nowhere" } });
  rules = usual().map((rule) => ({ ...rule, column_id: "todo", default: false }));
  act(() => tell([{ type: "rules.updated" } as BoardEvent]));
  const merged = await choice(MERGED);
  await waitFor(() => expect(words(merged)).toBe("To do"));
  expect(words(await choice(BRANCH))).toBe("Leave it where it is");
});

test("a column that was chosen and deleted is said to be gone", async () => {
  const rules = usual().map((rule) => ({ ...rule, column_id: "deleted", default: false }));
  fakeServer({ "GET /boards/board/rules": { body: { rules } } });
  open();
  expect(words(await choice(MERGED))).toBe("A column that is gone");
});

test.each([{ mayManage: false }, { canEdit: false }])("with %j it is only read", async (change) => {
  fakeServer({ "GET /boards/board/rules": { body: { rules: usual() } } });
  open(change);
  const line = await screen.findByText(/^When a branch is created/);
  expect(line.textContent).toBe("When a branch is created, the card moves to Doing.");
  expect(screen.queryByRole("combobox")).toBeNull();
  expect(screen.queryByRole("button", { name: "Save rules" })).toBeNull();
});

test("a failure can be tried again", async () => {
  let broken = true;
  fakeServer({
    "GET /boards/board/rules": () =>
      broken ? problem(422, "invalid", "No.") : { body: { rules: usual() } },
  });
  open();
  await screen.findByRole("alert");
  broken = false;
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await choice(BRANCH)).toBeTruthy();
});
