import { cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, test } from "vitest";
import type { BoardStore, CardLink, NewOperation, Outcome } from "../../../model";
import { machinery, renderOnBoard } from "../../testing";
import { DetailEdits } from "../detailEdits";
import { addressIn, shortAddress } from "./addresses";
import { Links } from "./Links";

afterEach(cleanup);

describe("an address", () => {
  it.each([
    ["https://example.org/a?b#c", "https://example.org/a?b#c"],
    [" example.org/page ", "https://example.org/page"],
    ["localhost:8000/x", "https://localhost:8000/x"],
    ["http://intranet/wiki", "http://intranet/wiki"],
    ["mailto:ana@example.org", "mailto:ana@example.org"],
    ["javascript:alert(1)", undefined],
    ["data:text/html,x", undefined],
    ["JAVASCRIPT:alert(1)", undefined],
    ["just words", undefined],
    ["word", undefined],
    ["", undefined],
    [`https://example.org/${"a".repeat(2_000)}`, undefined],
  ])("%j is %j", (typed, address) => expect(addressIn(typed)).toBe(address));

  it("is short where one reads it", () => {
    expect(shortAddress("https://www.example.org/a/")).toBe("example.org/a");
    expect(shortAddress("mailto:ana@example.org")).toBe("ana@example.org");
  });
});

function show(links: readonly CardLink[], canEdit = true) {
  const sent: NewOperation[] = [];
  const dispatch = (operation: NewOperation): Promise<Outcome> => {
    sent.push(operation);
    return Promise.resolve({ ok: true });
  };
  const edits = new DetailEdits({ dispatch } as unknown as BoardStore, "card-1");
  const parts = machinery();
  renderOnBoard(<Links links={links} edits={edits} />, {
    ...parts,
    lookup: { ...parts.lookup, canEdit },
  });
  return sent;
}
const type = (name: string, value: string) =>
  fireEvent.change(screen.getByRole("textbox", { name }), { target: { value } });

test("a link is added, with a title or without", () => {
  const sent = show([]);
  fireEvent.click(screen.getByRole("button", { name: "Add a link" }));
  type("Address", "javascript:alert(1)");
  fireEvent.click(screen.getByRole("button", { name: "Add link" }));
  expect(screen.getByRole("alert").textContent).toContain("no address");
  expect(sent).toEqual([]);
  type("Address", "example.org");
  fireEvent.click(screen.getByRole("button", { name: "Add link" }));
  expect(sent).toMatchObject([{ type: "addLink", url: "https://example.org", title: "" }]);
  expect(screen.queryByRole("textbox")).toBeNull();
});

test("only what changed is sent", () => {
  const sent = show([{ id: "l", url: "https://example.org", title: "Page" }]);
  fireEvent.click(screen.getByRole("button", { name: "Edit the link Page" }));
  type("Title", "Other");
  fireEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(sent).toMatchObject([{ type: "updateLink", link_id: "l", fields: { title: "Other" } }]);
});

test("a link of the server that leads nowhere good is shown as text", () => {
  show([{ id: "l", url: "javascript:alert(1)" }], false);
  expect(screen.queryByRole("link")).toBeNull();
  expect(screen.queryByRole("button")).toBeNull();
});

test("who only reads sees no empty section", () => {
  show([], false);
  expect(screen.queryByText("Links")).toBeNull();
});
