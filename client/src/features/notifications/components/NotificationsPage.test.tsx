import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";

import { aCardInList } from "../../../test/cards";
import { fakeServer, problem } from "../../../test/fakeServer";
import { renderInApp } from "../../../test/renderInApp";
import { localDay } from "../../cards";
import { later } from "../../cards/days";
import type { Notification } from "../api/notifications";
import { notificationWords } from "../model/sentences";
import { NotificationsPage } from "./NotificationsPage";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const one = (number: number, changes: Partial<Notification> = {}): Notification => ({
  id: `n${number}`,
  kind: "assigned",
  card: aCardInList(number),
  actor_id: "ben",
  actor_name: "Ben",
  created_at: "2025-11-20T12:00:00Z",
  read_at: null,
  ...changes,
});

function open(items: readonly Notification[], more: Parameters<typeof fakeServer>[0] = {}) {
  const unread = items.filter(({ read_at }) => !read_at).length;
  const calls = fakeServer({
    "GET /me/notifications": ({ query }) => {
      const shown = query.has("unread") ? items.filter(({ read_at }) => !read_at) : items;
      return { body: { items: shown, next_cursor: null, unread } };
    },
    "POST /me/notifications/read": ({ body }) => ({
      body: { unread: (body as { read?: boolean }).read === false ? unread + 1 : 0 },
    }),
    ...more,
  });
  return { calls, ...renderInApp(<NotificationsPage />) };
}

const list = async () =>
  within(await screen.findByRole("list", { name: "Notifications" })).getAllByRole("listitem");
const posts = (calls: ReturnType<typeof fakeServer>) =>
  calls.filter(({ method }) => method === "POST").map(({ body }) => body);

test("each says who did what on which card; opening one reads it", async () => {
  const { calls, address } = open([one(1), one(2, { kind: "mentioned", read_at: "2025-11-21" })]);
  const [first, second] = await list();
  expect(first?.textContent).toContain("Unread:");
  expect(first?.textContent).toContain("Ben assigned you");
  expect(second?.textContent).toContain("Ben mentioned you in a comment");
  expect(second?.textContent).not.toContain("Unread:");
  fireEvent.click(within(first as HTMLElement).getByRole("link"));
  await waitFor(() => expect(address()).toBe("/b/b1/c/ENG-1"));
  await waitFor(() => expect(posts(calls)).toEqual([{ ids: ["n1"] }]));
});

test("one is marked as unread again, and all as read", async () => {
  const { calls } = open([one(1), one(2, { read_at: "2025-11-21T00:00:00Z" })]);
  await list();
  fireEvent.click(screen.getByRole("button", { name: "Mark as unread: ENG-2" }));
  expect(await screen.findByRole("button", { name: "Mark as read: ENG-2" })).toBeDefined();
  fireEvent.click(screen.getByRole("button", { name: "Mark all as read" }));
  expect(await screen.findByText("You have read all")).toBeDefined();
  expect(screen.queryByRole("button", { name: /Mark as read/ })).toBeNull();
  expect(posts(calls)).toEqual([{ ids: ["n2"], read: false }, { all: true }]);
});

test("only what is unread is shown when so wanted", async () => {
  open([one(1), one(2, { read_at: "2025-11-21T00:00:00Z" })]);
  expect(await list()).toHaveLength(2);
  fireEvent.click(screen.getByRole("button", { name: "Unread" }));
  await waitFor(async () => expect(await list()).toHaveLength(1));
});

test("a failure to mark is told, and taken back", async () => {
  open([one(1)], { "POST /me/notifications/read": problem(503, "busy", "Try later.") });
  await list();
  fireEvent.click(screen.getByRole("button", { name: "Mark as read: ENG-1" }));
  expect(await screen.findByText("Try later.")).toBeDefined();
  expect(await screen.findByRole("button", { name: "Mark as read: ENG-1" })).toBeDefined();
});

test("an empty list says what belongs there", async () => {
  open([]);
  expect(await screen.findByText("Nothing to tell yet")).toBeDefined();
});

const day = localDay(new Date(2026, 10, 25));
test.each<[Partial<Notification>, string | undefined, string]>([
  [{ kind: "assigned", actor_name: null }, "Somebody", "assigned you"],
  [{ kind: "unblocked" }, undefined, "Nothing holds it up any more"],
  [{ kind: "due_soon", due_date: later(day, 1) }, undefined, "Due tomorrow"],
  [{ kind: "due_soon", due_date: later(day, -1) }, undefined, "Was due yesterday"],
])("%j is said", (changes, who, what) => {
  expect(notificationWords(one(1, changes), day)).toEqual(who ? { who, what } : { what });
});
