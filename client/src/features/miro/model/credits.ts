/** What Miro lets us do, in words. Pure functions. */
import type { MiroLimits } from "../api/whiteboards";
import { counted } from "./health";
import { exactly } from "./moments";

/** The part of a minute's credits that reading whole boards leaves to what people do. */
const RESERVE = 0.2;
/** What the cheapest request costs. */
const CHEAPEST = 50;

export interface CreditWords {
  /** As `84,200 of 100,000 left this minute`. */
  readonly left: string;
  /** From 0 to 1. */
  readonly share: number;
  /** What is amiss, and what comes of it; undefined while all is well. */
  readonly trouble?: string;
  /** What waits for its turn; undefined if nothing does. */
  readonly waiting?: string;
}

/**
 * How somebody's credits stand.
 *
 * @param now in milliseconds.
 */
export function creditWords({ credits, queued, syncs }: MiroLimits, now: number): CreditWords {
  const { limit, remaining, blocked_until: blocked, reset_at: reset } = credits;
  const left = Math.max(0, Math.min(remaining, limit));
  const until = isAhead(blocked, now) ? blocked : left < CHEAPEST ? reset : null;
  const trouble = isAhead(until, now)
    ? `Miro takes no more requests until ${exactly(until)}; nothing is lost. What waits goes on by itself then.`
    : left <= limit * RESERVE && isAhead(reset, now)
      ? `Few credits are left. Boards that are being read wait until there are new ones, at ${exactly(reset)}.`
      : undefined;
  return {
    left: `${left.toLocaleString("en")} of ${limit.toLocaleString("en")} left this minute`,
    share: limit > 0 ? left / limit : 0,
    ...(trouble ? { trouble } : {}),
    ...waitingWords(syncs, queued - syncs),
  };
}

/** What waits: boards to be read, and changes to be sent. */
function waitingWords(boards: number, changes: number): Pick<CreditWords, "waiting"> {
  const said = [
    ...(boards > 0
      ? [`${counted(boards, "board")} wait${boards === 1 ? "s" : ""} to be read`]
      : []),
    ...(changes > 0
      ? [`${counted(changes, "change")} wait${changes === 1 ? "s" : ""} to be sent to Miro`]
      : []),
  ];
  return said.length > 0 ? { waiting: said.join("; ") } : {};
}

/** Whether Miro takes nothing more for now. */
export function isSpent({ credits }: MiroLimits): boolean {
  return credits.blocked_until !== null || credits.remaining < CHEAPEST;
}

function isAhead(moment: string | null, now: number): moment is string {
  return moment !== null && Date.parse(moment) > now;
}
