import { cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { BoardKeys } from "./keys";
import { machinery, renderOnBoard } from "./testing";

/** The cards as plain links: which of them are drawn is the virtual list's affair. */
function onBoard() {
  const parts = machinery();
  const keys = new BoardKeys(parts.actions, () => parts.state);
  renderOnBoard(
    <div onKeyDown={keys.onKeyDown}>
      {[...parts.state.cards.values()].map((card) => (
        <div key={card.id} data-card={card.id}>
          <a href={`#${card.key}`} onFocus={() => parts.actions.focused(card.id)}>
            {card.key}
          </a>
        </div>
      ))}
    </div>,
    parts,
  );
  screen.getByText("T-1").focus();
  const press = (...list: string[]) => {
    for (const key of list) fireEvent.keyDown(document.activeElement ?? document.body, { key });
  };
  return { ...parts, press };
}

const focus = () => document.activeElement?.textContent;

beforeEach(() => localStorage.clear());
afterEach(cleanup);

test("arrows lead through the cards of a column and over to the next", () => {
  const { press } = onBoard();
  press("ArrowDown", "ArrowDown");
  expect(focus()).toBe("T-3");
  press("ArrowDown");
  expect(focus()).toBe("T-3");
  press("ArrowRight");
  expect(focus()).toBe("T-5");
  press("ArrowUp", "ArrowLeft");
  expect(focus()).toBe("T-1");
});

test("Home and End lead to the ends of the column", () => {
  const { press } = onBoard();
  press("End");
  expect(focus()).toBe("T-3");
  press("Home");
  expect(focus()).toBe("T-1");
});

test("Enter opens the card", () => {
  const { press, opened } = onBoard();
  press("ArrowDown", "Enter");
  expect(opened).toEqual(["T-2"]);
});

test("Space lifts, arrows choose, Space drops: one move is sent", () => {
  const { press, sent, ui } = onBoard();
  press(" ");
  expect(ui.get().lifted).toBe(true);
  press("ArrowRight", "ArrowDown");
  expect(ui.get().landing).toEqual({ columnId: "doing", index: 1 });
  press(" ");
  expect(sent).toMatchObject([
    {
      type: "moveCards",
      card_ids: ["card-1"],
      column_id: "doing",
      placement: { before: "card-5" },
    },
  ]);
  expect(ui.get()).toMatchObject({ lifted: false, landing: null });
});

test("what is typed before a picker has come changes nothing else", () => {
  const { press, ui, opened } = onBoard();
  press("m", "p", "Enter");
  expect(ui.get().picker?.kind).toBe("column");
  expect(opened).toEqual([]);
  press("Escape");
  expect(ui.get().picker).toBeNull();
});

test("Escape closes the activity where there is nothing else to close", () => {
  const { press, ui } = onBoard();
  ui.set({ activity: true });
  press("Escape");
  expect(ui.get().activity).toBe(false);
});

test("Escape puts a lifted card back and sends nothing", () => {
  const { press, sent, ui, opened } = onBoard();
  press(" ", "ArrowRight", "Escape");
  expect(sent).toEqual([]);
  expect(ui.get().lifted).toBe(false);
  expect(opened).toEqual([]);
});

test("x selects, Shift with an arrow extends, Escape clears", () => {
  const { press, ui } = onBoard();
  press("x");
  expect([...ui.get().selected]).toEqual(["card-1"]);
  fireEvent.keyDown(document.activeElement as Element, { key: "ArrowDown", shiftKey: true });
  expect([...ui.get().selected].sort()).toEqual(["card-1", "card-2"]);
  press("Escape");
  expect(ui.get().selected.size).toBe(0);
});

test("all selected cards are lifted and archived together", () => {
  const { press, sent, ui } = onBoard();
  fireEvent.keyDown(document.activeElement as Element, { key: "a", ctrlKey: true });
  expect(ui.get().selected.size).toBe(3);
  press("Delete");
  expect(sent).toMatchObject([{ type: "archiveCards", card_ids: ["card-1", "card-2", "card-3"] }]);
});

test("Shift with Delete puts the card into the bin, and the focus on the next one", () => {
  const { press, sent } = onBoard();
  fireEvent.keyDown(document.activeElement as Element, { key: "Delete", shiftKey: true });
  expect(sent).toMatchObject([{ type: "deleteCards", card_ids: ["card-1"] }]);
  expect(focus()).toBe("T-2");
  press("Home");
});

test("n asks for a new card in the focused column", () => {
  const { press, ui } = onBoard();
  press("ArrowRight", "n");
  expect(ui.get().composer).toEqual({ columnId: "doing", at: "end" });
});

test("those who only read can move the focus but change nothing", () => {
  const { press, sent, ui, actions, address, columns, state } = onBoard();
  actions.update({ columns, shown: state.order, openId: null, canEdit: false }, address);
  press("ArrowDown", " ", "n", "e", "Delete");
  expect(focus()).toBe("T-2");
  expect(sent).toEqual([]);
  expect(ui.get()).toMatchObject({ lifted: false, composer: null, renaming: null });
});
