/** What the server says of Miro, for tests. */
import type { MiroLimits, Whiteboard } from "../features/miro/api/whiteboards";
import { aTask } from "./github";

export function someLimits(
  credits: Partial<MiroLimits["credits"]> = {},
  changes: Partial<MiroLimits> = {},
): MiroLimits {
  return {
    credits: {
      limit: 100_000,
      remaining: 84_200,
      reset_at: null,
      blocked_until: null,
      ...credits,
    },
    queued: 0,
    syncs: 0,
    empty_at: null,
    answering: true,
    ...changes,
  };
}

/** A board that nobody has read. */
export function aWhiteboard(changes: Partial<Whiteboard> = {}): Whiteboard {
  return {
    id: "uXjVOne=",
    name: "Plan",
    description: "",
    team_name: "Acme",
    view_link: "https://miro.com/app/board/uXjVOne=",
    items: 0,
    tags: 0,
    as_of: null,
    complete: false,
    task: null,
    ...changes,
  };
}

/** What reads a board. */
export const aReading = (changes: Parameters<typeof aTask>[0] = {}) =>
  aTask({ name: "sync_miro_board_task", requested_by: "u1", ...changes });
