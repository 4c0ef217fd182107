import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Call, fakeServer, problem } from "../../../../../test/fakeServer";
import type { BoardEvent, Card, LogListener } from "../../../model";
import { machinery, renderOnBoard } from "../../testing";
import { ActivitySection } from "./ActivitySection";

let tell: LogListener = () => undefined;
vi.mock("../../../model-react", () => ({
  useLog: (_board: string, listener: LogListener) => (tell = listener),
}));

beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const PATH = "GET /cards/card-1/activity";
const card = machinery().state.cards.get("card-1") as Card;
let events: BoardEvent[] = [];

function happens(count: number): void {
  for (let made = 0; made < count; made += 1) {
    const seq = events.length + 1;
    const facts = { actor_id: "ana", origin: "board" as const, correlation_id: null };
    const payload = { fields: { estimate: seq }, was: {} };
    const created_at = "2026-11-20T10:00:00Z";
    const event = { ...facts, seq, card_id: card.id, created_at, payload, type: "card.updated" };
    events = [event, ...events];
  }
}

/** Pages as the server makes them: the newest first, the cursor a number. */
function answer({ query }: Call) {
  const limit = Number(query.get("limit"));
  const from = Number(query.get("cursor") ?? 0);
  const next = from + limit < events.length ? String(from + limit) : null;
  return { body: { items: events.slice(from, from + limit), next_cursor: next } };
}

const rows = () => screen.queryAllByRole("listitem").map((row) => row.textContent);
const shows = (count: number) => waitFor(() => expect(rows()).toHaveLength(count));

beforeEach(() => {
  events = [];
});

test("the newest five are shown, the others at a press", async () => {
  happens(8);
  fakeServer({ [PATH]: answer });
  renderOnBoard(<ActivitySection card={card} />);
  expect(screen.getByRole("status", { name: "Loading the activity" })).toBeTruthy();
  await shows(5);
  expect(rows()[0]).toContain("Ana set the estimate to 8");
  fireEvent.click(screen.getByRole("button", { name: "Show older" }));
  await shows(8);
  expect(rows().at(-1)).toContain("Ana set the estimate to 1");
  expect(screen.queryByRole("button", { name: "Show older" })).toBeNull();
});

test("where little is to be said of the newest, older ones come by themselves", async () => {
  happens(8);
  const said = events;
  happens(40);
  const nothing = { payload: { pull_request: { state: "open" }, was_state: "open" } };
  const checked = { ...nothing, type: "pull_request.updated", actor_id: null };
  events = events.map((event) =>
    said.includes(event) ? event : { ...event, ...checked, origin: "github" },
  );
  fakeServer({ [PATH]: answer });
  renderOnBoard(<ActivitySection card={card} />);
  await shows(5);
  expect(rows()[0]).toContain("Ana set the estimate to 8");
});

test("what happens meanwhile comes by itself, without asking again and again", async () => {
  happens(1);
  const calls = fakeServer({ [PATH]: answer });
  renderOnBoard(<ActivitySection card={card} />);
  await shows(1);
  happens(1);
  act(() => tell([{ ...(events[0] as BoardEvent), card_id: "card-2" }]));
  expect(calls).toHaveLength(1);
  act(() => tell(events.slice(0, 1)));
  await shows(2);
  happens(1);
  act(() => tell(null));
  await shows(3);
  expect(calls).toHaveLength(3);
});

test("a failure is told, and can be tried again", async () => {
  happens(1);
  let broken = true;
  fakeServer({ [PATH]: (call) => (broken ? problem(422, "invalid") : answer(call)) });
  renderOnBoard(<ActivitySection card={card} />);
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain("The activity could not be loaded.");
  broken = false;
  fireEvent.click(within(alert).getByRole("button", { name: "Try again" }));
  await shows(1);
  expect(screen.queryByRole("alert")).toBeNull();
});
