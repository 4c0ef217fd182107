/** When GitHub was heard of last. Pure functions. */
import type { Repository } from "../../../api/queries";

type Heard = Pick<Repository, "last_delivery_at" | "polled_at">;

/** The last news of a repository, brought or looked for; undefined if there were none yet. */
export function syncedAt({ last_delivery_at, polled_at }: Heard): string | undefined {
  return latest([last_delivery_at, polled_at]);
}

/** The last news of any of them. */
export function lastSynced(repositories: readonly Heard[]): string | undefined {
  return latest(repositories.map(syncedAt));
}

function latest(moments: readonly (string | null | undefined)[]): string | undefined {
  const told = moments.filter((one): one is string => Boolean(one));
  return told.reduce<string | undefined>(
    (last, one) => (last === undefined || Date.parse(one) > Date.parse(last) ? one : last),
    undefined,
  );
}

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

/** When something goes on, as the end of a sentence: `at 10:42`, `on 12 Mar at 10:42`, `now`. */
export function whenAgain(value: string, now = new Date()): string {
  const at = new Date(value);
  if (at.getTime() <= now.getTime()) return "now";
  const time = `at ${clock.format(at)}`;
  if (at.toDateString() === now.toDateString()) return time;
  return `on ${at.toLocaleDateString("en-GB", { day: "numeric", month: "short" })} ${time}`;
}
