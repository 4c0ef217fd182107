import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from "@tanstack/react-router";
import { act, cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { boardSearch, useBoardAddress } from "../address";
import { machinery, renderOnBoard } from "../testing";
import { FilterBar } from "./FilterBar";

function Page() {
  const { filters, setFilters } = useBoardAddress("board", "workspace");
  return <FilterBar filters={filters} onChange={setFilters} shown={1} total={5} />;
}

async function at(url: string) {
  const root = createRootRoute();
  const board = createRoute({
    getParentRoute: () => root,
    path: "/b/$boardId",
    validateSearch: boardSearch,
    component: Page,
  });
  const history = createMemoryHistory({ initialEntries: [url] });
  const router = createRouter({ routeTree: root.addChildren([board]), history });
  await router.load();
  const parts = machinery();
  renderOnBoard(<RouterProvider router={router as never} />, parts);
  await screen.findByRole("searchbox");
  return { ...parts, search: () => router.state.location.search as Record<string, unknown> };
}

const field = (): HTMLInputElement => screen.getByRole("searchbox");

afterEach(cleanup);

test("filters come from the address", async () => {
  await at("/b/board?q=card&label=bug&due=overdue");
  expect(field().value).toBe("card");
  expect(screen.getByRole("button", { name: "Remove the filter label: bug" })).toBeTruthy();
  expect(screen.getByRole("button", { name: "Remove the filter due: Overdue" })).toBeTruthy();
  expect(screen.getByText("1 of 5")).toBeTruthy();
});

test("what makes no sense in the address filters nothing", async () => {
  await at("/b/board?due=yesterday&priority=huge");
  expect(boardSearch({ due: "yesterday", priority: "huge" })).toEqual({});
  expect(screen.queryByText("1 of 5")).toBeNull();
});

test("what is typed goes to the address", async () => {
  const { search } = await at("/b/board");
  fireEvent.change(field(), { target: { value: "pump" } });
  await waitFor(() => expect(search()).toEqual({ q: "pump" }));
  fireEvent.keyDown(field(), { key: "Escape" });
  await waitFor(() => expect(search()).toEqual({}));
  expect(field().value).toBe("");
});

test("a chip removes its filter and leaves the others", async () => {
  const { search } = await at("/b/board?q=card&label=bug");
  fireEvent.click(screen.getByRole("button", { name: "Remove the filter label: bug" }));
  await waitFor(() => expect(search()).toEqual({ q: "card" }));
});

test("one press clears all filters, the search too", async () => {
  const { search } = await at("/b/board?q=card&label=bug");
  fireEvent.click(screen.getByRole("button", { name: "Clear all filters" }));
  await waitFor(() => expect(search()).toEqual({}));
  await waitFor(() => expect(field().value).toBe(""));
});

test("a filter is picked from the list", async () => {
  const { search, ui } = await at("/b/board");
  act(() => ui.set({ filtering: true }));
  fireEvent.click(await screen.findByRole("option", { name: /^Ben/ }));
  await waitFor(() => expect(search()).toEqual({ assignee: ["ben"] }));
});
