/** Moments as parts of sentences. Pure functions. */
import { formatDay } from "../../../lib";

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const exactClock = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });

/** As `14:02:30`. */
export const exactly = (value: string): string => exactClock.format(new Date(value));

/** As `at 14:02`, or, on another day, `on 12 Mar at 14:02`. */
export function atMoment(value: Date, now = new Date()): string {
  const time = `at ${clock.format(value)}`;
  return value.toDateString() === now.toDateString() ? time : `on ${formatDay(value, now)} ${time}`;
}

/** The last of some moments; undefined if there are none. */
export function lastOf(moments: readonly (string | null)[]): Date | undefined {
  const told = moments.flatMap((one) => (one ? [Date.parse(one)] : []));
  return told.length > 0 ? new Date(Math.max(...told)) : undefined;
}
