import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { problem } from "../../../../test/fakeServer";
import type { DryMove, DryRun } from "../../model/rules";
import { renderOnBoard } from "../testing";
import { RulesDialog } from "./RulesDialog";
import { aRule, rulesServer } from "./rulesServer";

vi.mock("../../model-react", () => ({ useLog: () => undefined }));

beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const MOVE: DryMove = {
  at: "2026-11-03T10:00:00Z",
  card_id: "card-1",
  key: "T-1",
  title: "Lift off",
  event: "approved",
  base: null,
  repository: "acme/rocket",
  pull_request: 12,
  branch: null,
  from_column_id: "todo",
  to_column_id: "doing",
  held_back: null,
};

const found = (more: Partial<DryRun> = {}): DryRun => ({
  since: "2026-10-23T10:00:00Z",
  moves: [MOVE],
  cards: 4,
  truncated: false,
  ...more,
});

type Answer = NonNullable<Parameters<typeof rulesServer>[0]>[string];

function open(answer: Answer, ...chosen: Parameters<typeof aRule>[]) {
  const server = rulesServer(
    { "POST /boards/board/rules/dry-run": answer },
    ...chosen.map((one) => aRule(...one)),
  );
  renderOnBoard(<RulesDialog cards={new Map()} onClose={vi.fn()} />);
  return server;
}

const rule = () => screen.findByRole("group", { name: "Approved, any branch" });
const moveTo = async (column: string) => {
  const select = within(await rule()).getByRole("combobox", { name: "Column" });
  fireEvent.change(select, { target: { value: column } });
};
const press = async (name: string) => fireEvent.click(await screen.findByRole("button", { name }));
const attempt = () => press("Try on the last 30 days");
const trial = () => screen.findByRole("region", { name: "What the rules would have done" });
const words = (element: Element) => (element.textContent ?? "").replace(/\s+/g, " ").trim();
const sentences = async (count: number) => {
  const region = await trial();
  await waitFor(() => expect(within(region).getAllByRole("listitem")).toHaveLength(count));
  return within(region).getAllByRole("listitem").map(words);
};

test("unsaved rules are tried, and what they would have done is told with links to the cards", async () => {
  const { tries, puts } = open({ body: found() });
  await moveTo("doing");
  await attempt();
  const heading = within(await trial()).getByRole("heading");
  expect(document.activeElement).toBe(heading);
  const [sentence] = await sentences(1);
  expect(sentence).toContain("would have moved from To do to Doing: #12 was approved");
  const link = screen.getByRole<HTMLAnchorElement>("link", { name: /T-1 Lift off/ });
  expect(link.getAttribute("href")).toBe("/app/b/board/c/T-1");
  expect(link.target).toBe("_blank");
  expect(words(await trial())).toContain("1 move in the last 30 days. 4 cards looked at.");
  const approved = { event: "approved", column_id: "doing", needs: "any", back: false };
  expect(tries()).toEqual([{ rules: [approved] }]);
  expect(puts()).toEqual([]);
});

test("without changes those that the board has are tried", async () => {
  const { tries } = open({ body: found() }, ["approved", "doing"]);
  await rule();
  await attempt();
  await sentences(1);
  expect(tries()).toEqual([{}]);
});

test("what full columns would have held back is told too", async () => {
  const held: DryMove = { ...MOVE, key: "T-2", repository: "acme/pad", held_back: "wip_limit" };
  open({ body: found({ moves: [held, MOVE] }) });
  await rule();
  await attempt();
  const [first, second] = await sentences(2);
  expect(first).toContain("would have stayed in To do, because Doing is full: acme/pad#12");
  expect(second).toContain("acme/rocket#12 was approved");
  expect(words(await trial())).toContain(
    "1 move in the last 30 days; full columns would have held back 1.",
  );
});

test("where nothing would have moved it says so", async () => {
  open({ body: found({ moves: [], cards: 1 }) });
  await rule();
  await attempt();
  expect(await screen.findByText("Nothing would have moved")).toBeTruthy();
  expect(words(await trial())).toContain("1 card looked at.");
});

test("that there is more is said", async () => {
  open({ body: found({ truncated: true }) });
  await rule();
  await attempt();
  expect(await screen.findByText(/There is more than this/)).toBeTruthy();
});

test("once the rules change, what was tried is old, until they are tried again", async () => {
  const { tries } = open({ body: found() });
  await rule();
  await attempt();
  await sentences(1);
  await moveTo("doing");
  expect(words(await trial())).toContain("The rules have changed since: try them again.");
  await attempt();
  await waitFor(() => expect(tries()).toHaveLength(2));
  await sentences(1);
  expect(words(await trial())).not.toContain("changed since");
});

test("it says that it is trying, and can be put away", async () => {
  const { tries } = open({ body: found() });
  await rule();
  const button = screen.getByRole("button", { name: "Try on the last 30 days" });
  fireEvent.click(button);
  expect(screen.getByText("Trying the rules on the last 30 days\u2026")).toBeTruthy();
  expect(button.getAttribute("aria-busy")).toBe("true");
  fireEvent.click(screen.getByRole("button", { name: "Close the trial" }));
  const nothing = () =>
    expect(screen.queryByRole("region", { name: "What the rules would have done" })).toBeNull();
  nothing();
  expect(document.activeElement).toBe(button);
  expect(button.getAttribute("aria-busy")).toBeNull();
  // An answer that comes all the same is nobody's any more.
  await waitFor(() => expect(tries()).toHaveLength(1));
  await moveTo("doing");
  nothing();
});

test("a failure says what happened, and is tried again", async () => {
  let broken = true;
  open(() => (broken ? problem(503, "unavailable", "Wait a little.") : { body: found() }));
  await rule();
  await attempt();
  expect(words(await screen.findByRole("alert"))).toContain("Wait a little.");
  broken = false;
  await press("Try again");
  await sentences(1);
});

test("what the server has against a rule is said at the rule", async () => {
  const refusal = problem(422, "unknown_column", "Choose a column of this board.");
  const fields = [{ field: "rules.0.column_id", message: "is not here", code: "invalid" }];
  open({ ...refusal, body: { ...refusal.body, fields } });
  await moveTo("doing");
  await attempt();
  const alert = await within(await rule()).findByRole("alert");
  expect(words(alert)).toBe("Choose a column of this board.");
});
