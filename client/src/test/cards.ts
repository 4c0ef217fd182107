import type { CardRef } from "../features/cards";

/** A card as lists across boards have it. */
export function aCardInList(number: number, changes: Partial<CardRef> = {}): CardRef {
  return {
    id: `card-${number}`,
    key: `ENG-${number}`,
    title: `Card ${number}`,
    board_id: "b1",
    board_name: "Engine",
    board_key: "ENG",
    workspace_id: "w1",
    column_name: "Doing",
    category: "started",
    priority: "none",
    due_date: null,
    updated_at: "2026-11-20T12:00:00Z",
    ...changes,
  };
}
