import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Card } from "../model";
import { draft } from "../model";
import { TitleEditor } from "./card/TitleEditor";
import { InlineText } from "./InlineText";
import { machinery, renderOnBoard } from "./testing";

beforeEach(() => localStorage.clear());
afterEach(cleanup);

function editing() {
  const board = machinery();
  const card = board.state.cards.get("card-1") as Card;
  const { again } = renderOnBoard(<TitleEditor card={card} />, board);
  const field = () => screen.getByRole("textbox", { name: "Title of T-1" });
  const others = { ...card, title: "Ben's title", version: 2 };
  return { board, card, field, othersSave: () => again(<TitleEditor card={others} />) };
}

test("a title that one only looked at does not undo what somebody saved meanwhile", () => {
  const { board, field, othersSave } = editing();
  othersSave();
  fireEvent.blur(field());
  expect(board.sent).toEqual([]);
});

test("what one wrote is told from the title that one began with", async () => {
  const { board, field, othersSave } = editing();
  fireEvent.change(field(), { target: { value: "Mine" } });
  expect(draft("card:card-1:title").get()).toBe("Mine");
  othersSave();
  fireEvent.keyDown(field(), { key: "Enter" });
  expect(board.sent).toMatchObject([
    { base_version: 1, fields: { title: "Mine" }, was: { title: "Card number 1" } },
  ]);
  await waitFor(() => expect(draft("card:card-1:title").get()).toBeUndefined());
});

test("a name that one only looked at is not given back", () => {
  const onSave = vi.fn();
  const props = {
    label: "Name",
    max: 99,
    canEdit: true,
    editing: true,
    onEditing: vi.fn(),
    onSave,
  };
  const { again } = renderOnBoard(<InlineText {...props} value="Old" />);
  again(<InlineText {...props} value="Ben's" />);
  fireEvent.blur(screen.getByRole("textbox", { name: "Name" }));
  expect(onSave).not.toHaveBeenCalled();
});
