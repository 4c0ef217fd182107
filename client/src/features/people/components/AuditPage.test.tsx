import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";

import { fakeServer, page } from "../../../test/fakeServer";
import { type AuditEvent, auditSentence } from "../model/auditSentences";
import { AuditPage } from "./AuditPage";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const LOG = "GET /workspaces/w1/audit";
const ada = { id: "u1", name: "Ada" };
const ben = { id: "u2", name: "Ben" };
const event: AuditEvent = {
  seq: 1,
  correlation_id: null,
  type: "workspace.created",
  actor: ada,
  user: null,
  origin: "board",
  created_at: "2025-11-20T12:00:00Z",
  payload: {},
};

type Handlers = Parameters<typeof fakeServer>[0];

function open(handlers: Handlers, role = "admin") {
  const calls = fakeServer({
    "GET /workspaces": page({ id: "w1", name: "Acme", role }),
    ...handlers,
  });
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={queries}>
      <AuditPage workspaceId="w1" />
    </QueryClientProvider>,
  );
  return calls;
}

const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
const rows = async () =>
  within(await screen.findByRole("list", { name: "Events" })).getAllByRole("listitem");

describe("the log", () => {
  test("shows the latest first, and older ones when asked", async () => {
    let broken = true;
    const calls = open({
      [LOG]: ({ query }) => {
        if (!query.has("cursor")) {
          return { body: { items: [{ ...event, seq: 2 }], next_cursor: "c2" } };
        }
        return broken ? "offline" : page(event);
      },
    });
    expect(screen.getByRole("status", { name: "Loading the log" })).toBeDefined();
    expect((await rows())[0]?.textContent).toBe("AAda created the workspace20 Nov 2025");
    press("Load more");
    expect(await screen.findByText(/The server cannot be reached/)).toBeDefined();
    expect(await rows()).toHaveLength(1);
    broken = false;
    press("Load more");
    await waitFor(async () => expect(await rows()).toHaveLength(2));
    expect(calls.at(-1)?.query.get("cursor")).toBe("c2");
    expect(screen.queryByRole("button", { name: "Load more" })).toBeNull();
    expect(document.title).toBe("Audit log · Trivet");
  });

  test("is narrowed to one type by the keyboard, and shows all again", async () => {
    const calls = open({ [LOG]: ({ query }) => (query.has("type") ? page() : page(event)) });
    await rows();
    press("Show: All events");
    const field = await screen.findByRole("combobox");
    fireEvent.change(field, { target: { value: "removed" } });
    fireEvent.keyDown(field, { key: "Enter" });
    expect(await screen.findByText("Nothing of this kind happened yet")).toBeDefined();
    expect(calls.at(-1)?.query.get("type")).toBe("member.removed");
    press("Show all events");
    expect(await rows()).toHaveLength(1);
  });

  test("that cannot be loaded can be asked for again", async () => {
    let broken = true;
    open({ [LOG]: () => (broken ? "offline" : page(event)) });
    await screen.findByText("The server cannot be reached");
    broken = false;
    press("Try again");
    expect(await rows()).toHaveLength(1);
  });

  test.each(["member", "viewer"])("is not for a %s", async (role) => {
    const calls = open({}, role);
    expect(await screen.findByText("The log is for admins")).toBeDefined();
    expect(calls).toHaveLength(1);
  });
});

const said = (changes: Partial<AuditEvent>) =>
  auditSentence({ ...event, ...changes })
    .map((part) => (typeof part === "string" ? part : "name" in part ? part.name : part.code))
    .join("");

test.each<[Partial<AuditEvent>, string]>([
  [{}, "Ada created the workspace"],
  [
    { type: "workspace.updated", payload: { name: "New", was: "Old" } },
    "Ada renamed the workspace Old to New",
  ],
  [{ type: "workspace.updated" }, "Ada renamed the workspace"],
  [{ type: "member.added", user: ben, payload: { role: "admin" } }, "Ada added Ben as an admin"],
  [{ type: "member.added", user: ada, payload: { role: "owner" } }, "Ada joined as an owner"],
  [
    { type: "member.role_changed", user: ben, payload: { role: "admin", was: "viewer" } },
    "Ada made Ben an admin (was a viewer)",
  ],
  [
    { type: "member.role_changed", user: ada, payload: { role: "member" } },
    "Ada made themselves a member",
  ],
  [{ type: "member.removed", user: ben, payload: { was: "member" } }, "Ada removed Ben, a member"],
  [{ type: "member.removed", user: ada }, "Ada left"],
  [
    { type: "invitation.created", payload: { email: "c@d.co", role: "member" } },
    "Ada invited c@d.co as a member",
  ],
  [{ type: "invitation.revoked", payload: {} }, "Ada took back the invitation of somebody"],
  [{ type: "repository.connected", payload: { full_name: "a/b" } }, "Ada connected a/b"],
  [
    { type: "repository.secret_renewed", origin: "api", payload: { full_name: "a/b" } },
    "Ada (API) gave a/b a new secret",
  ],
  [
    { type: "delivery.replayed", payload: { full_name: "a/b", event: "pull_request" } },
    "Ada replayed a delivery of a/b: pull_request",
  ],
  [
    { type: "task.dropped", payload: { name: "purge_bin_task", state: "failed" } },
    "Ada dropped “Delete for good what was in a bin for 30 days”, which had failed",
  ],
  [
    { type: "task.dropped", actor: null, payload: { name: "sync_task", state: "cancelled" } },
    "Somebody dropped “Sync”, which was cancelled",
  ],
  [{ type: "member.added", user: ben, actor: null, origin: "import" }, "An import added Ben"],
  [{ type: "something.new", actor: null }, "Somebody: something.new"],
])("%j is said", (changes, sentence) => expect(said(changes)).toBe(sentence));
