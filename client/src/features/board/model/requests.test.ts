import { describe, expect, it } from "vitest";

import { identified, type NewOperation } from "./operations";
import { SeveralRequests, toRequest } from "./requests";

const id = "00000000-0000-4000-8000-000000000001";
const card_ids = ["c1"];

function said(operation: NewOperation): readonly unknown[] {
  const { method, path, body } = toRequest(identified({ ...operation, id }), "b1");
  return [`${method} ${path}`, body];
}

describe("requests", () => {
  it.each<[NewOperation, string, unknown]>([
    [
      { type: "createCard", temp_id: "t", column_id: "k", title: "T", fields: { estimate: 0 } },
      "POST /boards/b1/cards",
      { column_id: "k", title: "T", estimate: 0 },
    ],
    [
      { type: "updateCard", card_id: "c1", base_version: 3, fields: { due_date: null } },
      "PATCH /cards/c1",
      { due_date: null, base_version: 3 },
    ],
    [
      { type: "updateCardSets", card_id: "c1", add_label_ids: ["l"] },
      "PATCH /cards/c1",
      { add_label_ids: ["l"] },
    ],
    [
      { type: "moveCards", card_ids, column_id: "k", placement: { before: "c2" } },
      "PATCH /cards/c1",
      { column_id: "k", before: "c2" },
    ],
    [
      { type: "startCard", card_id: "c1", column_id: "k", person_id: "u" },
      "POST /cards/c1/start",
      {},
    ],
    [{ type: "startCard", card_id: "c1", force: true }, "POST /cards/c1/start", { force: true }],
    [{ type: "finishCard", card_id: "c1", column_id: "k" }, "POST /cards/c1/finish", {}],
    [
      { type: "finishCard", card_id: "c1", delete_branches: true },
      "POST /cards/c1/finish",
      { delete_branches: true },
    ],
    [
      { type: "moveCards", card_ids, column_id: "k", placement: "start" },
      "PATCH /cards/c1",
      { column_id: "k", position: 0 },
    ],
    [
      { type: "moveCards", card_ids, column_id: "k", placement: "end" },
      "PATCH /cards/c1",
      { column_id: "k" },
    ],
    [{ type: "archiveCards", card_ids }, "PATCH /cards/c1", { archived: true }],
    [
      { type: "archiveCards", card_ids: ["c1", "c2"] },
      "POST /cards/bulk-update",
      { card_ids: ["c1", "c2"], updates: { archived: true }, mode: "partial" },
    ],
    [
      {
        type: "moveCards",
        card_ids: ["c1", "c2"],
        column_id: "k",
        placement: { after: "c0" },
        force: true,
      },
      "POST /cards/bulk-update",
      {
        card_ids: ["c1", "c2"],
        updates: { column_id: "k", after: "c0" },
        mode: "partial",
        force: true,
      },
    ],
    [
      {
        type: "bulkUpdate",
        card_ids: ["c1", "c2"],
        fields: { due_date: null },
        add_label_ids: ["l"],
      },
      "POST /cards/bulk-update",
      {
        card_ids: ["c1", "c2"],
        updates: { due_date: null, add_label_ids: ["l"] },
        mode: "partial",
      },
    ],
    [
      { type: "moveCards", card_ids, column_id: "k", placement: "end", force: true },
      "PATCH /cards/c1",
      { column_id: "k", force: true },
    ],
    [{ type: "restoreCards", card_ids }, "PATCH /cards/c1", { archived: false }],
    [
      { type: "restoreCards", card_ids, behind: { c1: "c0" } },
      "PATCH /cards/c1",
      { archived: false, after: "c0" },
    ],
    [
      { type: "restoreCards", card_ids, behind: { c1: null } },
      "PATCH /cards/c1",
      { archived: false, position: 0 },
    ],
    [{ type: "deleteCards", card_ids }, "DELETE /cards/c1", undefined],
    [
      { type: "createColumn", temp_id: "t", name: "N", placement: { after: "k" } },
      "POST /boards/b1/columns",
      { name: "N", after: "k" },
    ],
    [
      { type: "updateColumn", column_id: "k", fields: { wip_limit: null } },
      "PATCH /columns/k",
      { wip_limit: null },
    ],
    [
      { type: "moveColumn", column_id: "k", placement: "end" },
      "PATCH /columns/k",
      { position: 1_000_000 },
    ],
    [
      { type: "deleteColumn", column_id: "k", move_cards_to: "l" },
      "DELETE /columns/k?move_cards_to=l",
      undefined,
    ],
    [
      { type: "updateLabel", label_id: "l", fields: { name: "N" } },
      "PATCH /labels/l",
      { name: "N" },
    ],
    [{ type: "deleteLabel", label_id: "l" }, "DELETE /labels/l", undefined],
    [{ type: "updateBoard", fields: { archived: true } }, "PATCH /boards/b1", { archived: true }],
  ])("of %o", (operation, line, body) => {
    expect(said(operation)).toEqual([line, body]);
  });

  it("carry the mutation id, and what makes something a key that is there from the first time", () => {
    const make = { type: "createLabel", id, temp_id: "t", name: "N", color: "#112233" } as const;
    const correlation = "00000000000040008000000000000001";
    const headers = { "X-Request-ID": correlation, "Idempotency-Key": id };
    expect(toRequest(make, "b1").headers).toEqual(headers);
    const archive = { type: "archiveCards", id, card_ids } as const;
    expect(toRequest(archive, "b1").headers).toEqual({ "X-Request-ID": correlation });
    const several = { ...archive, card_ids: ["c1", "c2"] };
    expect(toRequest(several, "b1").headers).toEqual(headers);
  });

  it("are one for one card only", () => {
    const several = { type: "deleteCards", id, card_ids: ["a", "b"] } as const;
    expect(() => toRequest(several, "b1")).toThrow(SeveralRequests);
  });
});
