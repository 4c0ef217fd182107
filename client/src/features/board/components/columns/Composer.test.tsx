import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Composer } from "./Composer";

const parts = { boardId: "board", columnId: "todo", columnName: "To do" };
const onAdd = vi.fn();
const onClose = vi.fn();

function field(): HTMLTextAreaElement {
  return screen.getByRole("textbox", { name: "Title of the new card in To do" });
}

function open() {
  return render(<Composer {...parts} onAdd={onAdd} onClose={onClose} />);
}

beforeEach(() => {
  localStorage.clear();
  onAdd.mockReset();
  onClose.mockReset();
});
afterEach(cleanup);

test("Enter adds the card and stays for the next one", () => {
  open();
  fireEvent.change(field(), { target: { value: "  Paint the shed " } });
  fireEvent.keyDown(field(), { key: "Enter" });
  expect(onAdd).toHaveBeenCalledExactlyOnceWith("Paint the shed");
  expect(field().value).toBe("");
  expect(document.activeElement).toBe(field());
  expect(onClose).not.toHaveBeenCalled();
});

test("Enter on nothing adds nothing", () => {
  open();
  fireEvent.change(field(), { target: { value: "   " } });
  fireEvent.keyDown(field(), { key: "Enter" });
  expect(onAdd).not.toHaveBeenCalled();
});

test("Enter that ends a composition of letters is not for the form", () => {
  open();
  fireEvent.change(field(), { target: { value: "かな" } });
  fireEvent.keyDown(field(), { key: "Enter", isComposing: true });
  expect(onAdd).not.toHaveBeenCalled();
});

test("what was written survives Escape, and is gone once it is a card", () => {
  const first = open();
  fireEvent.change(field(), { target: { value: "Half a thought" } });
  fireEvent.keyDown(field(), { key: "Escape" });
  expect(onClose).toHaveBeenCalledOnce();
  first.unmount();

  const second = open();
  expect(field().value).toBe("Half a thought");
  fireEvent.keyDown(field(), { key: "Enter" });
  second.unmount();

  open();
  expect(field().value).toBe("");
});

test("lines that are pasted become one title", () => {
  open();
  fireEvent.change(field(), { target: { value: "One\n  two\nthree" } });
  expect(field().value).toBe("One two three");
});
