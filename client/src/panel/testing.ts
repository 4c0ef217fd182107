/** Things of the panel, for its tests. */
import type { components } from "../api/schema";
import type { MiroBoard } from "./api/board";
import type { MiroBoard as Sdk } from "./api/sdk";

type Task = components["schemas"]["TaskOut"];

export function aBoard(changes: Partial<MiroBoard> = {}): MiroBoard {
  return {
    id: "uXjVabc=",
    name: "Plan",
    description: "",
    team_name: null,
    view_link: null,
    items: 0,
    tags: 0,
    as_of: null,
    complete: false,
    task: null,
    ...changes,
  };
}

export function aTask(state: Task["state"], changes: Partial<Task> = {}): Task {
  return {
    id: "t1",
    name: "sync_miro_board_task",
    state,
    attempts: 1,
    max_attempts: 4,
    next_attempt_at: null,
    progress: null,
    error: null,
    result: null,
    requested_by: null,
    cancelling: false,
    created_at: "2026-11-25T12:00:00Z",
    finished_at: null,
    ...changes,
  };
}

/** Miro's SDK, on one board, with somebody before it. */
export function anSdk(changes: Partial<Sdk> = {}): Sdk {
  return {
    getIdToken: async () => "id-token",
    getInfo: async () => ({ id: "uXjVabc=" }),
    ui: { on: () => undefined, canOpenPanel: async () => true, openPanel: async () => undefined },
    ...changes,
  };
}
