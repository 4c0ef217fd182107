import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, test, vi } from "vitest";
import type {
  BoardStore,
  BoardView,
  Card,
  NewOperation,
  Outcome,
  ShownComment,
  ShownThread,
} from "../../../model";
import { machinery, renderOnBoard } from "../../testing";
import { DetailEdits } from "../detailEdits";
import { Comments } from "./Comments";
import { mentionAt, withMention } from "./mentions";

const BEN = "018f4c1e-0000-7000-8000-00000000000b";
const card = { ...(machinery().state.cards.get("card-1") as Card), comment_count: 2 };
let sent: NewOperation[] = [];
let outcome: Outcome = { ok: true };
const loadComments = vi.fn(() => Promise.resolve());

beforeEach(() => {
  localStorage.clear();
  sent = [];
  outcome = { ok: true };
  loadComments.mockClear();
});
afterEach(cleanup);

const comment = (id: string, author_id: string, body: string): ShownComment => {
  const facts = { card_id: "card-1", version: 1, created_at: "2026-11-20T10:00:00Z" };
  return { id, author_id, body, ...facts };
};
const THREAD: ShownThread = {
  comments: [comment("1", "ana", "From me"), comment("2", "ben", "From **Ben**")],
  next: null,
  tail: [],
};

function show(thread: ShownThread | null = THREAD, lookup: object = {}) {
  const dispatch = (operation: NewOperation): Promise<Outcome> => {
    sent.push(operation);
    return Promise.resolve(outcome);
  };
  const store = { dispatch, loadComments } as unknown as BoardStore;
  const view = { pending: [], comments: new Map(thread ? [["card-1", thread]] : []) };
  const parts = machinery();
  const people = new Map([...parts.lookup.people, [BEN, { id: BEN, name: "Ben [Ops]" }]]);
  return renderOnBoard(
    <Comments
      card={card}
      store={store}
      view={view as unknown as BoardView}
      edits={new DetailEdits(store, "card-1")}
    />,
    { ...parts, lookup: { ...parts.lookup, people, ...lookup } },
  );
}

const box = (): HTMLTextAreaElement => screen.getByRole("textbox", { name: "Write a comment" });
const rows = () => screen.getAllByRole("listitem");
function write(text: string) {
  fireEvent.change(box(), { target: { value: text, selectionStart: text.length } });
}

test("are read when they are not there yet", async () => {
  show(null);
  expect(screen.getByRole("status", { name: "Loading the comments" })).toBeTruthy();
  await waitFor(() => expect(loadComments).toHaveBeenCalledExactlyOnceWith("card-1"));
});

test("the rest is a press away", () => {
  show({ ...THREAD, next: "cursor" });
  fireEvent.click(screen.getByRole("button", { name: "Show more" }));
  expect(loadComments).toHaveBeenCalledExactlyOnceWith("card-1");
});

test("Ctrl and Enter sends; what was written is kept until it is with the server", async () => {
  show();
  write("  Hello ");
  fireEvent.keyDown(box(), { key: "Enter" });
  expect(sent).toEqual([]);
  expect(localStorage.length).toBe(1);
  fireEvent.keyDown(box(), { key: "Enter", ctrlKey: true });
  expect(sent).toMatchObject([{ type: "addComment", card_id: "card-1", body: "Hello" }]);
  expect(box().value).toBe("");
  await waitFor(() => expect(localStorage.length).toBe(0));
});

test("what was refused is there to be sent again", async () => {
  outcome = { ok: false, reason: "refused" };
  show();
  write("Hello");
  fireEvent.click(screen.getByRole("button", { name: "Comment" }));
  await waitFor(() => expect(box().value).toBe("Hello"));
});

test("a draft is there after a reload", () => {
  show().unmount();
  show();
  write("Half a thou");
  cleanup();
  show();
  expect(box().value).toBe("Half a thou");
});

test("one changes one's own only; Escape keeps a draft", () => {
  show();
  const [mine, theirs] = rows();
  expect(within(theirs as HTMLElement).queryByRole("button", { name: /Edit/ })).toBeNull();
  fireEvent.click(within(mine as HTMLElement).getByRole("button", { name: "Edit your comment" }));
  const editor = () => screen.getByRole<HTMLTextAreaElement>("textbox", { name: /Edit/ });
  fireEvent.change(editor(), { target: { value: "Better" } });
  fireEvent.keyDown(editor(), { key: "Escape" });
  fireEvent.click(screen.getByRole("button", { name: "Edit your comment" }));
  expect(editor().value).toBe("Better");
  fireEvent.keyDown(editor(), { key: "Enter", metaKey: true });
  expect(sent).toMatchObject([
    { type: "updateComment", comment_id: "1", body: "Better", base_version: 1 },
  ]);
});

test("is deleted after a question; by managers also that of others", () => {
  show(THREAD, { mayManage: true });
  fireEvent.click(screen.getByRole("button", { name: "Delete the comment by Ben" }));
  expect(sent).toEqual([]);
  fireEvent.click(screen.getByRole("button", { name: "Delete comment", hidden: true }));
  expect(sent).toMatchObject([{ type: "removeComment", comment_id: "2" }]);
  cleanup();
  show(THREAD, { mayManage: false });
  expect(screen.queryByRole("button", { name: "Delete the comment by Ben" })).toBeNull();
});

test("who only reads sees them, and nothing to write in", () => {
  show(THREAD, { canEdit: false });
  expect(rows()).toHaveLength(2);
  expect(screen.queryByRole("textbox")).toBeNull();
  expect(screen.queryByRole("button")).toBeNull();
});

test("an @ offers the members, by keyboard", () => {
  show();
  write("Hello @be");
  const names = screen.getAllByRole("option").map((one) => one.textContent);
  expect(names.join()).toContain("Ben");
  fireEvent.keyDown(box(), { key: "ArrowDown" });
  fireEvent.keyDown(box(), { key: "Enter" });
  expect(box().value).toBe(`Hello [@Ben Ops](user:${BEN}) `);
  expect(sent).toEqual([]);
  expect(screen.queryByRole("listbox")).toBeNull();
});

test("a mention is shown with the name of today; a link to a script leads nowhere", async () => {
  const body = `[@Old name](user:${BEN}) and [click](javascript:alert(1)) <img src=x onerror=alert(1)>`;
  show({ ...THREAD, comments: [comment("1", "ben", body)] });
  const chip = await screen.findByText("@Ben [Ops]");
  expect(chip.closest("a")).toBeNull();
  expect(screen.getByText("click").getAttribute("href")).toBeNull();
  expect(document.querySelector("img")).toBeNull();
});

describe("the name that is being typed", () => {
  it.each([
    ["@", { from: 0, query: "" }],
    ["Hi @an", { from: 3, query: "an" }],
    ["Hi @Ana Lo", { from: 3, query: "Ana Lo" }],
    ["(@zoë", { from: 1, query: "zoë" }],
    ["mail@example", undefined],
    ["@ana lovelace again", undefined],
    ["no", undefined],
  ])("in %j", (text, asked) => expect(mentionAt(text, text.length)).toEqual(asked));

  it("is replaced, and the caret stands behind it", () => {
    const person = { id: "u", name: "Ana" };
    expect(withMention("Hi @an!", { from: 3, query: "an" }, person)).toEqual({
      text: "Hi [@Ana](user:u) !",
      caret: 18,
    });
    expect(withMention("@an there", { from: 0, query: "an" }, person)).toEqual({
      text: "[@Ana](user:u) there",
      caret: 15,
    });
  });
});
