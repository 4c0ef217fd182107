import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";

import { fakeServer, page, problem } from "../../../test/fakeServer";
import { ToastRegion } from "../../../lib";
import { MembersPage } from "./MembersPage";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const MEMBERS = "GET /workspaces/w1/members";
const INVITATIONS = "GET /workspaces/w1/invitations";
const INVITE = "POST /workspaces/w1/invitations";

const joined_at = "2026-11-20T12:00:00Z";
const ada = { user_id: "u1", name: "Ada", avatar_url: null, role: "admin", joined_at };
const ben = { ...ada, user_id: "u2", name: "Ben", role: "member" };
const olga = { ...ada, user_id: "u3", name: "Olga", role: "owner" };
const invitation = {
  id: "i1",
  email: "cleo@example.com",
  role: "viewer",
  bound: true,
  invited_by: "u1",
  created_at: joined_at,
  expires_at: "2027-03-12T12:00:00Z",
  sent_at: new Date(Date.now() - 300_000).toISOString(),
  expired: false,
};

type Handlers = Parameters<typeof fakeServer>[0];

function open(handlers: Handlers = {}, role = "admin") {
  const calls = fakeServer({
    "GET /auth/me": { body: { id: "u1", name: "Ada" } },
    "GET /workspaces": page({ id: "w1", name: "Acme", role }),
    [MEMBERS]: page({ ...ada, role }, ben, olga),
    [INVITATIONS]: page(),
    ...handlers,
  });
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const onLeft = vi.fn();
  render(
    <QueryClientProvider client={queries}>
      <MembersPage workspaceId="w1" onLeft={onLeft} />
      <ToastRegion />
    </QueryClientProvider>,
  );
  return { calls, onLeft };
}

const press = (name: string | RegExp) => fireEvent.click(screen.getByRole("button", { name }));
const rows = async (name: string) =>
  within(await screen.findByRole("list", { name })).getAllByRole("listitem");

async function choose(of: string, item: string) {
  const more = await screen.findByRole("button", { name: `More for ${of}` });
  fireEvent.click(more);
  // The first press loads the menu's code; from then on Radix listens to keys.
  fireEvent.keyDown(more, { key: "Enter" });
  fireEvent.click(await screen.findByRole("menuitem", { name: item }));
}

async function pickRole(button: string, role: string) {
  fireEvent.click(await screen.findByRole("button", { name: button }));
  fireEvent.click(await screen.findByRole("option", { name: new RegExp(`^${role}`) }));
}

describe("the members", () => {
  test("are listed with their roles, and who is above one cannot be changed", async () => {
    open();
    expect(screen.getByRole("status", { name: "Loading the members" })).toBeDefined();
    const [first, second, third] = await rows("Members");
    expect(first?.textContent).toMatch(/Ada.*You.*Joined.*Admin.*Leave…/);
    expect(second?.textContent).toMatch(/Ben.*Member/);
    expect(third?.textContent).toMatch(/Olga.*Owner/);
    expect(screen.queryByRole("button", { name: "Role of Olga: Owner" })).toBeNull();
    expect(screen.queryByRole("button", { name: "More for Olga" })).toBeNull();
    expect(document.title).toBe("Members · Trivet");
  });

  test.each(["member", "viewer"])("are for a %s to read, and to leave", async (role) => {
    const { calls } = open({}, role);
    await rows("Members");
    expect(screen.getByText(/Admins of the workspace invite people/)).toBeDefined();
    await screen.findByText("You");
    const buttons = screen.getAllByRole("button").map(({ textContent }) => textContent);
    expect(buttons).toEqual(["Leave…"]);
    expect(calls.some(({ path }) => path.endsWith("/invitations"))).toBe(false);
  });

  test("are looked at again when one comes back to the page", async () => {
    let joined = false;
    open({ [MEMBERS]: () => (joined ? page(ada, ben, olga) : page(ada, olga)) });
    expect(await rows("Members")).toHaveLength(2);
    joined = true;
    window.dispatchEvent(new Event("visibilitychange"));
    expect(await screen.findByText("Ben")).toBeDefined();
  });

  test("that cannot be loaded can be asked for again", async () => {
    let broken = true;
    open({ [MEMBERS]: () => (broken ? "offline" : page(ben)) });
    await screen.findByText("The server cannot be reached");
    broken = false;
    press("Try again");
    expect(await rows("Members")).toHaveLength(1);
  });

  test("of a workspace that one is no member of are not there", async () => {
    open({ "GET /workspaces": page() });
    expect(await screen.findByText("There is no such workspace")).toBeDefined();
  });

  test("get another role, at most one's own", async () => {
    let role = "member";
    const { calls } = open({
      [MEMBERS]: () => page(ada, { ...ben, role }, olga),
      "PATCH /workspaces/w1/members/u2": () => {
        role = "viewer";
        return { body: { ...ben, role } };
      },
    });
    fireEvent.click(await screen.findByRole("button", { name: "Role of Ben: Member" }));
    const options = (await screen.findAllByRole("option")).map(({ textContent }) => textContent);
    expect(options).toEqual(["Viewerreads", "Memberedits", "Adminmanages"]);
    fireEvent.change(screen.getByRole("combobox"), { target: { value: "view" } });
    fireEvent.keyDown(screen.getByRole("combobox"), { key: "Enter" });
    expect(await screen.findByRole("button", { name: "Role of Ben: Viewer" })).toBeDefined();
    expect(calls.find(({ method }) => method === "PATCH")?.body).toEqual({ role: "viewer" });
  });

  test("keep their role where that is refused", async () => {
    open({ "PATCH /workspaces/w1/members/u2": problem(409, "last_owner", "Ask an owner.") });
    await pickRole("Role of Ben: Member", "Admin");
    expect(await screen.findByText("Ask an owner.")).toBeDefined();
    expect(screen.getByRole("button", { name: "Role of Ben: Member" })).toBeDefined();
  });

  test("are asked before they give up what they may do", async () => {
    const { calls } = open({
      "PATCH /workspaces/w1/members/u1": { body: { ...ada, role: "viewer" } },
    });
    await pickRole("Your role: Admin", "Viewer");
    await screen.findByRole("dialog", { name: "Become a viewer?" });
    expect(calls.every(({ method }) => method === "GET")).toBe(true);
    press("Become a viewer");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(calls.find(({ method }) => method === "PATCH")?.body).toEqual({ role: "viewer" });
  });

  test("are removed once one has read what that means", async () => {
    let there = true;
    open({
      [MEMBERS]: () => (there ? page(ada, ben) : page(ada)),
      "DELETE /workspaces/w1/members/u2": () => ((there = false), { status: 204 }),
    });
    await choose("Ben", "Remove…");
    const dialog = await screen.findByRole("dialog", { name: "Remove Ben?" });
    expect(dialog.textContent).toContain("lose access to all boards of Acme");
    press("Remove");
    await waitFor(() => expect(screen.queryByText("Ben")).toBeNull());
    await waitFor(() =>
      expect(document.activeElement).toBe(screen.getByRole("heading", { level: 1 })),
    );
  });

  test("leave by themselves", async () => {
    const { onLeft } = open({ "DELETE /workspaces/w1/members/u1": { status: 204 } }, "viewer");
    fireEvent.click(await screen.findByRole("button", { name: "Leave…" }));
    await screen.findByRole("dialog", { name: "Leave Acme?" });
    press("Leave");
    await waitFor(() => expect(onLeft).toHaveBeenCalledOnce());
  });

  test("stay where leaving is refused, and are told why", async () => {
    const refusal = problem(409, "last_owner", "Make somebody else an owner first.");
    // Two owners as far as this page knows: the other one was faster.
    const { onLeft } = open({ "DELETE /workspaces/w1/members/u1": refusal }, "owner");
    fireEvent.click(await screen.findByRole("button", { name: "Leave…" }));
    press("Leave");
    expect(await screen.findByText(/Make somebody else an owner first/)).toBeDefined();
    expect(onLeft).not.toHaveBeenCalled();
  });
});

describe("the only owner", () => {
  const alone = { ...ada, role: "owner" };

  test("is told what to do first, instead of being refused afterwards", async () => {
    const { calls } = open({ [MEMBERS]: page(alone, ben) }, "owner");
    fireEvent.click(await screen.findByRole("button", { name: "Leave…" }));
    const dialog = await screen.findByRole("dialog", { name: "Acme needs an owner" });
    expect(dialog.textContent).toContain("Make somebody else an owner first");
    press("Got it");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await pickRole("Your role: Owner", "Admin");
    await screen.findByRole("dialog", { name: "Acme needs an owner" });
    expect(calls.every(({ method }) => method === "GET")).toBe(true);
  });

  test("deletes the workspace, once they have read what that means", async () => {
    const { onLeft, calls } = open(
      { [MEMBERS]: page(alone), "DELETE /workspaces/w1": { status: 204 } },
      "owner",
    );
    fireEvent.click(await screen.findByRole("button", { name: "Leave…" }));
    const dialog = await screen.findByRole("dialog", { name: "Acme needs an owner" });
    expect(dialog.textContent).toContain("nobody else is in it");
    press("Delete the workspace…");
    await screen.findByRole("dialog", { name: "Delete Acme?" });
    expect(calls.every(({ method }) => method === "GET")).toBe(true);
    press("Delete the workspace");
    await waitFor(() => expect(onLeft).toHaveBeenCalledOnce());
  });
});

describe("invitations", () => {
  test("say what belongs there where nobody is invited", async () => {
    open();
    expect(await screen.findByRole("heading", { name: "Nobody is invited" })).toBeDefined();
  });

  test("tell for whom, as what, by whom and how long", async () => {
    open({
      [INVITATIONS]: page(invitation, { ...invitation, id: "i2", expired: true, bound: false }),
    });
    const [first, second] = await rows("Invitations");
    await waitFor(() =>
      expect(first?.textContent).toMatch(
        /cleo@example.com.*Mailed 5 min ago by Ada.*Works until 12 Mar 2027.*Viewer/,
      ),
    );
    expect(second?.textContent).toMatch(/Expired.*Anybody with the link/);
  });

  test("that cannot be loaded say so", async () => {
    open({ [INVITATIONS]: problem(503, "unavailable") });
    expect(await screen.findByText("The server failed")).toBeDefined();
    expect(screen.getByText("Ben")).toBeDefined();
  });

  test("are sent again, by mail or as a link to hand on", async () => {
    let link: string | null = null;
    open({
      [INVITATIONS]: page(invitation),
      "POST /workspaces/w1/invitations/i1/resend": () => ({ body: { invitation, link } }),
    });
    await choose("cleo@example.com", "Invite again");
    await screen.findByText("A new mail is on its way to cleo@example.com.");
    link = "https://trivet.example/app/invitation#tri_9";
    await choose("cleo@example.com", "Invite again");
    await screen.findByRole("dialog", { name: "Hand on the links" });
    expect(screen.getByText(link)).toBeDefined();
  });

  test("are taken back", async () => {
    let there = true;
    open({
      [INVITATIONS]: () => (there ? page(invitation) : page()),
      "DELETE /workspaces/w1/invitations/i1": () => ((there = false), { status: 204 }),
    });
    await choose("cleo@example.com", "Take back…");
    await screen.findByRole("dialog", { name: /Take back the invitation/ });
    press("Take back");
    expect(await screen.findByRole("heading", { name: "Nobody is invited" })).toBeDefined();
    await waitFor(() => expect(document.activeElement?.textContent).toBe("Invitations"));
  });
});

describe("inviting", () => {
  const sent = { invitation, refusal: null, link: null };
  const field = () => screen.getByLabelText<HTMLInputElement>("Addresses");

  async function inviting(handlers: Handlers) {
    const opened = open(handlers);
    fireEvent.click(await screen.findByRole("button", { name: "Invite people" }));
    await screen.findByRole("dialog", { name: "Invite people to Acme" });
    return opened;
  }

  const paste = (text: string) =>
    fireEvent.paste(field(), { clipboardData: { getData: () => text } });
  const type = (text: string, key: string) => {
    fireEvent.change(field(), { target: { value: text } });
    fireEvent.keyDown(field(), { key });
  };
  const chips = () =>
    screen
      .queryAllByRole("button", { name: /^Take away/ })
      .map((button) => button.getAttribute("aria-label")?.slice("Take away ".length));

  test("takes addresses typed and pasted, and tells that they are on the way", async () => {
    const { calls } = await inviting({
      [INVITE]: ({ body }) => ({
        status: 201,
        body: { items: (body as { emails: string[] }).emails.map((email) => ({ ...sent, email })) },
      }),
    });
    await waitFor(() => expect(document.activeElement).toBe(field()));
    paste("a@b.co, Cleo Smith <c@d.co>\ne@f.co");
    type("g@h.co", ",");
    expect(chips()).toEqual(["a@b.co", "c@d.co", "e@f.co", "g@h.co"]);
    fireEvent.keyDown(field(), { key: "Backspace" });
    press("Take away c@d.co");
    expect(chips()).toEqual(["a@b.co", "e@f.co"]);
    await waitFor(() => expect(document.activeElement).toBe(field()));
    fireEvent.click(screen.getByLabelText("Only the address itself may accept"));
    fireEvent.change(field(), { target: { value: "i@j.co" } });
    press("Invite");
    expect(await screen.findByText("3 invitations are on the way.")).toBeDefined();
    const [post] = calls.filter(({ method }) => method === "POST");
    expect(post?.body).toEqual({
      emails: ["a@b.co", "e@f.co", "i@j.co"],
      role: "member",
      bound: false,
    });
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  test("names what is no address before it asks the server", async () => {
    const { calls } = await inviting({});
    press("Invite");
    expect(screen.getByText("Give at least one address.")).toBeDefined();
    paste("a@b.co, nobody");
    expect(screen.getByText(/One of these is no address/)).toBeDefined();
    expect(field().getAttribute("aria-invalid")).toBe("true");
    expect(screen.getByText("cannot be used")).toBeDefined();
    press("Invite");
    expect(calls.every(({ method }) => method === "GET")).toBe(true);
    press("Take away nobody");
    expect(screen.queryByText(/is no address/)).toBeNull();
  });

  test("shows links to hand on, and who is in already", async () => {
    const link = "https://trivet.example/app/invitation#tri_1";
    await inviting({
      [INVITE]: {
        status: 201,
        body: {
          items: [
            { ...sent, email: "a@b.co", link },
            { email: "ben@b.co", invitation: null, refusal: "already_member", link: null },
          ],
        },
      },
    });
    paste("a@b.co ben@b.co");
    press("Invite");
    const dialog = await screen.findByRole("dialog", { name: "Hand on the links" });
    expect(dialog.textContent).toContain(link);
    expect(dialog.textContent).toContain("not invited again: ben@b.co.");
    expect(screen.getByRole("button", { name: "Copy the link of a@b.co" })).toBeDefined();
    press("Done");
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  test("marks the address that the server refuses, and says why", async () => {
    const fields = [{ field: "emails.1", message: "is invited already", code: "x" }];
    await inviting({
      [INVITE]: { status: 422, body: { title: "No", status: 422, code: "invalid", fields } },
    });
    paste("a@b.co c@d.co");
    press("Invite");
    expect(await screen.findByText("c@d.co: is invited already")).toBeDefined();
    press("Take away c@d.co");
    expect(screen.queryByText(/is invited already/)).toBeNull();
  });

  test("a lost answer is asked for again under the same key", async () => {
    let reachable = false;
    const body = { items: [{ ...sent, email: "a@b.co" }] };
    const { calls } = await inviting({
      [INVITE]: () => (reachable ? { status: 201, body } : "offline"),
    });
    paste("a@b.co");
    press("Invite");
    await screen.findByText(/The server cannot be reached/);
    reachable = true;
    press("Invite");
    await screen.findByText("The invitation is on the way.");
    const keys = calls
      .filter(({ method }) => method === "POST")
      .map(({ headers }) => headers.get("Idempotency-Key"));
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
  });
});
