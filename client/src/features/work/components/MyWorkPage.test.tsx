import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";

import { aCardInList } from "../../../test/cards";
import { fakeServer, page } from "../../../test/fakeServer";
import { renderInApp } from "../../../test/renderInApp";
import { localDay } from "../../cards";
import { later } from "../../cards/days";
import { MyWorkPage } from "./MyWorkPage";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const today = localDay(new Date());

test("one's cards stand in groups by when they are due; arrows lead through them", async () => {
  fakeServer({
    "GET /me/cards": page(
      aCardInList(1, { due_date: later(today, -1), priority: "high" }),
      aCardInList(2, { due_date: today }),
      aCardInList(3, { due_date: later(today, 40) }),
      aCardInList(4),
    ),
  });
  const { address } = renderInApp(<MyWorkPage />);
  const overdue = await screen.findByRole("region", { name: "Overdue 1" });
  expect(within(overdue).getByRole("link").textContent).toContain("Due yesterday");
  const names = screen.getAllByRole("heading", { level: 2 }).map((one) => one.textContent);
  expect(names).toEqual(["Overdue 1", "Today 1", "Later 1", "No date 1"]);
  const [first, second] = screen.getAllByRole("link");
  first?.focus();
  fireEvent.keyDown(first as Element, { key: "ArrowDown" });
  await waitFor(() => expect(document.activeElement).toBe(second));
  fireEvent.click(second as Element);
  await waitFor(() => expect(address()).toBe("/b/b1/c/ENG-2"));
});

test("nothing to do, and a failure, say so", async () => {
  let broken = true;
  fakeServer({ "GET /me/cards": () => (broken ? "offline" : page()) });
  renderInApp(<MyWorkPage />);
  await screen.findByText("The server cannot be reached");
  broken = false;
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("Nothing waits for you")).toBeDefined();
});
