/** What a notification says. Pure. */
import { dueWords } from "../../cards/days";
import type { Notification } from "../api/notifications";

/** The name of who did it, if it is somebody's doing, and what it is. */
export interface Said {
  readonly who?: string;
  readonly what: string;
}

/** @param today as `YYYY-MM-DD`. */
export function notificationWords(one: Notification, today: string): Said {
  const who = one.actor_name ?? "Somebody";
  switch (one.kind) {
    case "assigned":
      return { who, what: "assigned you" };
    case "mentioned":
      return { who, what: "mentioned you in a comment" };
    case "unblocked":
      return { what: "Nothing holds it up any more" };
    case "due_soon": {
      const due = one.due_date ?? undefined;
      if (due === undefined) return { what: "Due soon" };
      return { what: `${due < today ? "Was due" : "Due"} ${dueWords(due, today)}` };
    }
    default:
      return { what: "Something happened" }; // a newer server tells of more than we know
  }
}
