import { cleanup, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { Card, HeldBack } from "../../model";
import { machinery, renderOnBoard } from "../testing";
import { CardFace } from "./CardFace";

afterEach(cleanup);

const card = machinery().state.cards.get("card-1") as Card;

test("shows how far the checklist is, and how much was said", () => {
  const has = { checklist_total: 5, checklist_done: 2, comment_count: 3 };
  renderOnBoard(<CardFace card={{ ...card, ...has }} />);
  expect(screen.getByText("2/5", { exact: false }).textContent).toContain("of the checklist done");
  expect(screen.getByText("3", { exact: true, selector: "span" }).textContent).toBe("3 comments");
});

test("says that it waits for others", () => {
  const page = renderOnBoard(<CardFace card={card} blockedBy="here" blockers={2} />);
  expect(screen.getByText("Blocked by 2 open cards.")).toBeTruthy();
  page.again(<CardFace card={card} blockedBy="elsewhere" blockers={1} />);
  expect(screen.getByText("Depends on 1 card that this board does not show.")).toBeTruthy();
  page.again(<CardFace card={card} />);
  expect(screen.queryByText(/Blocked|Depends/)).toBeNull();
});

test("says that a rule could not move it, as long as its column is there", () => {
  const why: HeldBack = {
    ...{ rule: "opened", column_id: "doing", why: "wip_limit", at: "2026-11-20T10:00:00Z" },
    ...{ cause: "opened", repository: "acme/rocket", pull_request: 12 },
  };
  const page = renderOnBoard(<CardFace card={{ ...card, held_back: why }} />);
  expect(screen.getByText("Held back from Doing, which was full.")).toBeTruthy();
  page.again(<CardFace card={{ ...card, held_back: { ...why, column_id: "gone" } }} />);
  expect(screen.queryByText(/Held back/)).toBeNull();
});
