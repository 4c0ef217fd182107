import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { BoardStore, ChecklistItem, NewOperation, Outcome } from "../../../model";
import { machinery, renderOnBoard } from "../../testing";
import { DetailEdits } from "../detailEdits";
import { itemsIn } from "./AddItem";
import { Checklist } from "./Checklist";
import { gapAt } from "./useRowDrag";

let sent: NewOperation[] = [];
beforeEach(() => {
  sent = [];
});
afterEach(cleanup);

const ITEMS: readonly ChecklistItem[] = [
  { id: "a", text: "Draw", done: true },
  { id: "b", text: "Paint", done: false },
  { id: "c", text: "Hang", done: false },
];

function edits() {
  const dispatch = (operation: NewOperation): Promise<Outcome> => {
    sent.push(operation);
    return Promise.resolve({ ok: true });
  };
  return new DetailEdits({ dispatch } as unknown as BoardStore, "card-1");
}

function show(items = ITEMS, canEdit = true) {
  const parts = machinery();
  const list = (all: readonly ChecklistItem[]) => (
    <Checklist items={all} edits={edits()} created={new Map()} />
  );
  const page = renderOnBoard(list(items), { ...parts, lookup: { ...parts.lookup, canEdit } });
  return { ...page, becomes: (next: readonly ChecklistItem[]) => page.again(list(next)) };
}

const box = (text: string): HTMLInputElement => screen.getByRole("checkbox", { name: text });
const field = () => screen.getByRole("textbox", { name: "Add an item to the checklist" });

test("says how far it is", () => {
  show();
  expect(screen.getByText("1/3")).toBeTruthy();
  expect(box("Draw").checked).toBe(true);
});

test("a press ticks an item", () => {
  show();
  fireEvent.click(box("Paint"));
  expect(sent).toMatchObject([{ type: "updateItem", item_id: "b", fields: { done: true } }]);
});

test("Enter adds, and one goes on writing", () => {
  show();
  fireEvent.change(field(), { target: { value: " Sell " } });
  fireEvent.keyDown(field(), { key: "Enter" });
  expect(sent).toMatchObject([{ type: "addItem", card_id: "card-1", text: "Sell" }]);
  expect((field() as HTMLTextAreaElement).value).toBe("");
  fireEvent.keyDown(field(), { key: "Enter" });
  expect(sent).toHaveLength(1);
});

test("a pasted list is a list", () => {
  show([]);
  fireEvent.paste(field(), { clipboardData: { getData: () => "- [ ] One\n* Two\n\n3. Three" } });
  expect(sent.map((one) => "text" in one && one.text)).toEqual(["One", "Two", "Three"]);
  expect(itemsIn("2 apples\n- [x] 3 pears")).toEqual(["2 apples", "3 pears"]);
});

test.each([
  ["ArrowUp", { before: "a" }],
  ["ArrowDown", "end"],
])("Alt and %s puts an item elsewhere", (key, placement) => {
  show();
  fireEvent.keyDown(box("Paint"), { key, altKey: true });
  expect(sent).toMatchObject([{ type: "moveItem", item_id: "b", placement }]);
});

test("at an end it goes no further", () => {
  show();
  fireEvent.keyDown(box("Draw"), { key: "ArrowUp", altKey: true });
  fireEvent.keyDown(box("Hang"), { key: "ArrowDown", altKey: true });
  expect(sent).toEqual([]);
});

test("the text is rewritten where it stands", () => {
  show();
  fireEvent.click(screen.getByRole("button", { name: "Rewrite: Paint" }));
  const editor = screen.getByRole("textbox", { name: "Text of the item" });
  fireEvent.change(editor, { target: { value: "Paint it\nblue" } });
  fireEvent.keyDown(editor, { key: "Enter" });
  expect(sent).toMatchObject([
    { type: "updateItem", item_id: "b", fields: { text: "Paint it blue" } },
  ]);
  expect(screen.queryByRole("textbox", { name: "Text of the item" })).toBeNull();
});

test("Escape leaves a text as it was, and what somebody else wrote stays", () => {
  const page = show();
  fireEvent.click(screen.getByRole("button", { name: "Rewrite: Paint" }));
  page.becomes(ITEMS.map((item) => (item.id === "b" ? { ...item, text: "Theirs" } : item)));
  const editor: HTMLTextAreaElement = screen.getByRole("textbox", { name: "Text of the item" });
  expect(editor.value).toBe("Paint");
  fireEvent.blur(editor);
  expect(sent).toEqual([]);
  expect(screen.getByText("Theirs")).toBeTruthy();
});

test("what is removed hands the focus on", () => {
  show();
  const row = box("Paint").closest("li") as HTMLElement;
  fireEvent.click(within(row).getByRole("button", { name: "Remove: Paint" }));
  expect(sent).toMatchObject([{ type: "removeItem", item_id: "b" }]);
  expect(document.activeElement).toBe(box("Hang"));
});

test("a full one says so", () => {
  show(Array.from({ length: 100 }, (_, at) => ({ id: `${at}`, text: `${at}`, done: false })));
  expect(screen.getByText(/holds 100 items/)).toBeTruthy();
  expect(screen.queryByRole("textbox")).toBeNull();
});

test("who only reads sees it, and can change nothing", () => {
  show(ITEMS, false);
  expect(box("Paint").disabled).toBe(true);
  expect(screen.queryByRole("button")).toBeNull();
  cleanup();
  show([], false);
  expect(screen.queryByRole("region", { name: "Checklist" })).toBeNull();
});

test("what is dragged lands before the row whose middle is lower", () => {
  const rows = [0, 1, 2].map((at) => ({ top: at * 10, bottom: at * 10 + 10 }));
  expect([-5, 4, 6, 14, 29, 99].map((y) => gapAt(rows, y))).toEqual([0, 0, 1, 1, 3, 3]);
});
