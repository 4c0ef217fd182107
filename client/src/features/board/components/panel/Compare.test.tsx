import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { BoardStore, Card, Conflict, FieldChange } from "../../model";
import { machinery, renderOnBoard } from "../testing";
import { Conflicts } from "./Conflicts";
import { MarkdownField } from "./MarkdownField";
import { useTextEdit } from "./useTextEdit";
import { Compare } from "./Compare";

beforeEach(() => localStorage.clear());
afterEach(cleanup);

const card = machinery().state.cards.get("card-1") as Card;

describe("a conflict", () => {
  const conflict: Conflict = {
    id: "c1",
    card_id: "card-1",
    field: "title",
    mine: "My words",
    theirs: "Ben's words",
    who: "ben",
    when: "2026-11-22T10:00:00Z",
    version: 4,
  };
  const resolveConflict = vi.fn(() => Promise.resolve({ ok: true as const }));
  const store = { resolveConflict } as unknown as BoardStore;
  beforeEach(() => resolveConflict.mockClear());

  test("shows both texts, and by whom the other is", () => {
    renderOnBoard(<Conflicts store={store} card={card} conflicts={[conflict]} />);
    expect(screen.getByText("My words")).toBeTruthy();
    expect(screen.getByText("Ben's words")).toBeTruthy();
    expect(screen.getByRole("alert").textContent).toContain("was changed by Ben");
  });

  test.each([
    ["Keep mine", "mine"],
    ["Take theirs", "theirs"],
  ])("“%s” resolves it", (name, choice) => {
    renderOnBoard(<Conflicts store={store} card={card} conflicts={[conflict]} />);
    fireEvent.click(screen.getByRole("button", { name }));
    expect(resolveConflict).toHaveBeenCalledExactlyOnceWith("c1", choice);
  });

  test("is merged by hand, beginning with mine", () => {
    renderOnBoard(<Conflicts store={store} card={card} conflicts={[conflict]} />);
    fireEvent.click(screen.getByRole("button", { name: "Merge by hand" }));
    const field: HTMLTextAreaElement = screen.getByRole("textbox", { name: "Merged text" });
    expect(field.value).toBe("My words");
    fireEvent.change(field, { target: { value: "Our words" } });
    fireEvent.click(screen.getByRole("button", { name: "Use merged text" }));
    expect(resolveConflict).toHaveBeenCalledExactlyOnceWith("c1", { merged: "Our words" });
  });

  test("of a value that is no text cannot be merged", () => {
    const due = { ...conflict, field: "due_date" as const, mine: null, theirs: "2026-12-04" };
    renderOnBoard(<Conflicts store={store} card={card} conflicts={[due]} />);
    expect(screen.queryByRole("button", { name: "Merge by hand" })).toBeNull();
    expect(screen.getByText(/Friday,? 4 December 2026/)).toBeTruthy();
    expect(screen.getByText("Empty")).toBeTruthy();
  });

  test("of another card is not shown here", () => {
    const other = { ...conflict, card_id: "card-2" };
    renderOnBoard(<Conflicts store={store} card={card} conflicts={[other]} />);
    expect(screen.queryByText("My words")).toBeNull();
  });
});

describe("writing while somebody else saves", () => {
  let change: FieldChange | undefined;
  const store = {
    changedSince: (_: string, __: string, version: number) =>
      change && change.version > version ? change : undefined,
    setPresence: vi.fn(),
  } as unknown as BoardStore;
  const theirs = { version: 7, value: "Theirs", actor_id: "ben", at: "2026-11-22T10:00:00Z" };
  beforeEach(() => {
    change = undefined;
  });

  function Field({ current }: { current: string }) {
    const edit = useTextEdit(store, card, "description", current);
    return <MarkdownField label="Description" placeholder="Add" edit={edit} canEdit />;
  }
  const field = (): HTMLTextAreaElement => screen.getByRole("textbox", { name: "Description" });

  function write(text: string) {
    const page = renderOnBoard(<Field current="Before" />);
    fireEvent.click(screen.getByRole("button", { name: "Edit: Description" }));
    fireEvent.change(field(), { target: { value: text } });
    return page;
  }

  test("typing is not overwritten, and their change is told", () => {
    const page = write("Mine");
    change = theirs;
    page.again(<Field current="Theirs" />);
    expect(field().value).toBe("Mine");
    expect(screen.getByText("Ben")).toBeTruthy();
  });

  test("keeping mine saves over what they saved, knowingly", () => {
    const page = write("Mine");
    change = theirs;
    page.again(<Field current="Theirs" />);
    fireEvent.click(screen.getByRole("button", { name: "Keep mine" }));
    fireEvent.click(screen.getByRole("button", { name: "Save" }));
    expect(page.sent).toMatchObject([
      { base_version: 7, fields: { description: "Mine" }, was: { description: "Theirs" } },
    ]);
  });

  test("without a change of theirs it is saved on the version that was seen", () => {
    const page = write("Mine");
    fireEvent.keyDown(field(), { key: "Enter", ctrlKey: true });
    expect(page.sent).toMatchObject([{ base_version: 1, fields: { description: "Mine" } }]);
    expect(screen.queryByRole("textbox")).toBeNull();
  });

  test("Escape keeps a draft, which is there again after a reload", () => {
    const page = write("Mine");
    fireEvent.keyDown(field(), { key: "Escape" });
    expect(screen.getByText("Draft kept in this browser.")).toBeTruthy();
    page.unmount();
    renderOnBoard(<Field current="Before" />);
    expect(field().value).toBe("Mine");
    fireEvent.click(screen.getByRole("button", { name: "Discard" }));
    expect(screen.queryByRole("textbox")).toBeNull();
    expect(localStorage.length).toBe(0);
  });
});

test("an empty text is said to be empty", () => {
  const none = vi.fn();
  render(<Compare mine="" theirs="x" who="Ben" when={null} onMine={none} onTheirs={none} />);
  expect(screen.getByText("Empty")).toBeTruthy();
});
