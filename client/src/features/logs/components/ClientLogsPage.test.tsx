import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { useState } from "react";
import { afterEach, describe, expect, test, vi } from "vitest";

import { type Call, fakeServer, page, problem } from "../../../test/fakeServer";
import { renderInApp } from "../../../test/renderInApp";
import type { Filter, LogEntry } from "../api/logs";
import { momentOf } from "../model/since";
import { titleOf } from "../model/words";
import { ClientLogsPage } from "./ClientLogsPage";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const LIST = "GET /logs";
const ADA = "01a22962-e11f-7628-9d83-bd48a0f2fcd1";

const anEntry = (changes: Partial<LogEntry> = {}): LogEntry => ({
  id: "e1",
  timestamp: "2025-11-20T12:00:00Z",
  received_at: "2025-11-20T12:00:01Z",
  level: "error",
  message: "The card could not be saved",
  context: null,
  note: null,
  user: { id: ADA, name: "Ada" },
  request_id: "delivery-1",
  about_request_id: null,
  ...changes,
});

const NONE: Filter = {
  level: undefined,
  since: undefined,
  q: undefined,
  userId: undefined,
  requestId: undefined,
};

type Handlers = Parameters<typeof fakeServer>[0];

function open(handlers: Handlers, { admin = true, first = NONE } = {}) {
  const calls = fakeServer({
    "GET /auth/me": { body: { id: "01", name: "Ben", instance_admin: admin } },
    ...handlers,
  });
  function Page() {
    const [filter, setFilter] = useState<Filter>(first);
    return <ClientLogsPage filter={filter} onFilter={setFilter} />;
  }
  renderInApp(<Page />);
  return calls;
}

const rows = async () =>
  within(await screen.findByRole("list", { name: "Entries" })).getAllByRole("listitem");
const press = async (name: string | RegExp) =>
  fireEvent.click(await screen.findByRole("button", { name }));
const asked = (calls: readonly Call[]) =>
  calls.filter(({ path }) => path === "/logs").map(({ query }) => Object.fromEntries(query));

describe("an entry", () => {
  test("says how grave it is, what, whose and when", async () => {
    const calls = open({ [LIST]: page(anEntry()) });
    const [row] = await rows();
    expect(row?.textContent).toBe("ErrorThe card could not be savedAda20 Nov 2025");
    expect(document.title).toBe("Client logs · Trivet");
    expect(asked(calls)).toEqual([{ limit: "50" }]);
  });

  test("opens to tell all there is, as text", async () => {
    const message = "It broke\n<img src=x onerror=alert(1)>";
    const context = { "<b>": "</pre><script>alert(1)</script>", tries: 3 };
    open({
      [LIST]: page(
        anEntry({
          message,
          context,
          note: "The context was too large, and is cut.",
          about_request_id: "req-1",
          received_at: "2025-11-20T13:00:00Z",
        }),
      ),
    });
    const opener = await screen.findByRole("button", { name: /It broke/ });
    expect(opener.getAttribute("aria-expanded")).toBe("false");
    fireEvent.click(opener);
    expect(opener.getAttribute("aria-expanded")).toBe("true");
    expect(screen.getByLabelText("Message").textContent).toBe(message);
    expect(JSON.parse(screen.getByLabelText("Context").textContent)).toEqual(context);
    expect(document.querySelector("main img, li img, li script, li b")).toBeNull();
    screen.getByText("The context was too large, and is cut.");
    screen.getByText("Came");
    screen.getByText("req-1");
    screen.getByText("delivery-1");
    fireEvent.click(opener);
    expect(screen.queryByLabelText("Message")).toBeNull();
  });

  test("leads to those of its person and of its request, and back", async () => {
    const calls = open({ [LIST]: page(anEntry({ about_request_id: "req-1" })) });
    await press(/could not be saved/);
    await press("Only this person");
    await press(/could not be saved/);
    await press("Only this request");
    await waitFor(() =>
      expect(asked(calls).at(-1)).toEqual({ limit: "50", user_id: ADA, request_id: "req-1" }),
    );
    const heading = screen.getByRole("heading", { name: "Client logs" });
    await waitFor(() => expect(document.activeElement).toBe(heading));
    await press("Only of Ada");
    await press("Only of request req-1");
    await rows();
    expect(screen.queryByRole("button", { name: /^Only of/ })).toBeNull();
  });
});

describe("the list", () => {
  test("is narrowed by level, time and words, and shows all again", async () => {
    const calls = open({
      [LIST]: ({ query }) => (query.has("q") ? page() : page(anEntry())),
    });
    await rows();
    await press("Warnings and worse");
    await waitFor(() => expect(asked(calls).at(-1)).toMatchObject({ level: "warning" }));
    await press("24 hours");
    await waitFor(() => expect(asked(calls).at(-1)?.["since"]).toBeDefined());
    const since = Date.parse(asked(calls).at(-1)?.["since"] ?? "");
    expect(Math.abs(since - (Date.now() - 24 * 3_600_000))).toBeLessThan(60_000);
    const field = screen.getByRole("searchbox");
    fireEvent.change(field, { target: { value: "  100% " } });
    fireEvent.keyDown(field, { key: "Enter" });
    await screen.findByText("There are no such entries");
    expect(asked(calls).at(-1)).toMatchObject({ q: "100%", level: "warning" });
    await press("Show all entries");
    await rows();
    expect(asked(calls)[0]).toEqual({ limit: "50" });
    expect((screen.getByRole("searchbox") as HTMLInputElement).value).toBe("");
    expect(screen.getByRole("button", { name: "All" }).getAttribute("aria-pressed")).toBe("true");
  });

  test("asks once for what is typed, after a pause", async () => {
    const calls = open({ [LIST]: page(anEntry()) });
    await rows();
    for (const value of ["b", "br", "bro"]) {
      fireEvent.change(screen.getByRole("searchbox"), { target: { value } });
    }
    await waitFor(() => expect(asked(calls).at(-1)).toMatchObject({ q: "bro" }));
    expect(asked(calls)).toHaveLength(2);
  });

  test("keeps what is chosen while one pauses", async () => {
    const calls = open({ [LIST]: page(anEntry()) });
    await rows();
    fireEvent.change(screen.getByRole("searchbox"), { target: { value: "bro" } });
    await press("Errors");
    await waitFor(() => expect(asked(calls).at(-1)).toMatchObject({ q: "bro", level: "error" }));
  });

  test("goes on where it was cut", async () => {
    let broken = true;
    const calls = open({
      [LIST]: ({ query }) => {
        if (!query.has("cursor")) return { body: { items: [anEntry()], next_cursor: "next" } };
        return broken ? "offline" : page(anEntry({ id: "e2", message: "Older" }));
      },
    });
    await press("Show more");
    await screen.findByText(/The server cannot be reached/);
    expect(await rows()).toHaveLength(1);
    broken = false;
    await press("Show more");
    await waitFor(async () => expect(await rows()).toHaveLength(2));
    expect(asked(calls).at(-1)).toMatchObject({ cursor: "next" });
    expect(screen.queryByRole("button", { name: "Show more" })).toBeNull();
  });

  test("is looked at again when asked", async () => {
    let message = "First";
    open({ [LIST]: () => page(anEntry({ message })) });
    await screen.findByText("First");
    message = "Second";
    await press("Refresh");
    await screen.findByText("Second");
  });

  test("that is empty says what belongs there", async () => {
    open({ [LIST]: page() });
    await screen.findByText("No client logged anything");
    expect(screen.queryByRole("button", { name: "Show all entries" })).toBeNull();
  });

  test("that cannot be had says so, and is asked for again", async () => {
    let broken = true;
    open({ [LIST]: () => (broken ? problem(500, "internal_error") : page(anEntry())) });
    const again = await screen.findByRole("button", { name: "Try again" });
    broken = false;
    fireEvent.click(again);
    await rows();
  });

  test("is nothing for who is no instance admin", async () => {
    const calls = open({}, { admin: false });
    await screen.findByText("This is for instance admins");
    expect(asked(calls)).toEqual([]);
  });
});

test.each([
  ["One line", "One line"],
  ["\n  \nSecond line\nthird", "Second line"],
  ["x".repeat(300), `${"x".repeat(200)}…`],
  ["", "No message"],
])("%j is called %j", (message, title) => expect(titleOf(anEntry({ message }))).toBe(title));

test("times are counted back from now", () => {
  const now = Date.parse("2025-11-20T12:00:00Z");
  expect(momentOf("hour", now)).toBe("2025-11-20T11:00:00.000Z");
  expect(momentOf("day", now)).toBe("2025-11-19T12:00:00.000Z");
  expect(momentOf("week", now)).toBe("2025-11-13T12:00:00.000Z");
});
