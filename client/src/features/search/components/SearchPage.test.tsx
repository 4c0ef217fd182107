import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { useState } from "react";
import { afterEach, expect, test, vi } from "vitest";

import { aCardInList } from "../../../test/cards";
import { fakeServer, page } from "../../../test/fakeServer";
import { renderInApp } from "../../../test/renderInApp";
import type { Hit } from "../api/search";
import { SearchPage } from "./SearchPage";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const hit = (number: number, changes: Partial<Hit> = {}): Hit => ({
  card: aCardInList(number),
  where: "title",
  excerpt: "",
  ...changes,
});

function Page({ first }: { first: string }) {
  const [q, setQ] = useState(first);
  return <SearchPage q={q} onQuery={setQ} />;
}

const open = (handlers: Parameters<typeof fakeServer>[0], first = "") => {
  const calls = fakeServer(handlers);
  return { calls, ...renderInApp(<Page first={first} />) };
};
const field = () => screen.findByRole("combobox", { name: "Search all boards" });
const options = async () =>
  (await screen.findAllByRole("option")).map(({ textContent }) => textContent);

test("what is typed is asked for once, after a pause, and found with where it stands", async () => {
  const { calls } = open({
    "GET /search": page(
      hit(1),
      hit(2, { where: "comment", excerpt: "we log in twice", comment_id: "c1" }),
    ),
  });
  expect(await screen.findByText("Find any card")).toBeDefined();
  const input = await field();
  await waitFor(() => expect(document.activeElement).toBe(input));
  for (const value of ["l", "lo", "log"]) fireEvent.change(input, { target: { value } });
  expect(await options()).toEqual([
    "ENG-1Card 1Engine · Doing",
    "ENG-2Card 2In a comment: we log in twiceEngine · Doing",
  ]);
  expect(calls.map(({ query }) => query.get("q"))).toEqual(["log"]);
  expect(document.querySelector("mark")?.textContent).toBe("log");
  expect(screen.getByText("2 found")).toBeDefined();
});

test("arrows choose, Enter opens", async () => {
  const { address } = open({ "GET /search": page(hit(1), hit(2)) }, "card");
  const input = await field();
  await options();
  fireEvent.keyDown(input, { key: "ArrowDown" });
  fireEvent.keyDown(input, { key: "ArrowDown" });
  const [, second] = screen.getAllByRole("option");
  expect(second?.getAttribute("aria-selected")).toBe("true");
  expect(input.getAttribute("aria-activedescendant")).toBe(second?.id);
  fireEvent.keyDown(input, { key: "Enter" });
  await waitFor(() => expect(address()).toBe("/b/b1/c/ENG-2"));
});

test("more is shown when asked", async () => {
  open(
    {
      "GET /search": ({ query }) =>
        query.has("cursor") ? page(hit(2)) : { body: { items: [hit(1)], next_cursor: "n" } },
    },
    "card",
  );
  fireEvent.click(await screen.findByRole("button", { name: "Show more" }));
  await waitFor(async () => expect(await options()).toHaveLength(2));
});

test("nothing found, and a server that cannot be reached, say so", async () => {
  let broken = true;
  open({ "GET /search": () => (broken ? "offline" : page()) }, "zebra");
  await screen.findByText("The server cannot be reached");
  broken = false;
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("Nothing was found for “zebra”")).toBeDefined();
});

test("what has no letter or digit is not asked for; Escape empties the field", async () => {
  const { calls } = open({}, "?!");
  const input = await field();
  expect(screen.getByText("Find any card")).toBeDefined();
  fireEvent.keyDown(input, { key: "Escape" });
  await waitFor(() => expect((input as HTMLInputElement).value).toBe(""));
  expect(calls).toEqual([]);
});
