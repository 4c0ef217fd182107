/** How a whiteboard is followed, in words. Pure functions. */
import type { Whiteboard } from "../api/whiteboards";
import { atMoment } from "./moments";

type Follow = NonNullable<Whiteboard["follow"]>;

/** Whether it is followed until one says otherwise. */
export const isFollowed = ({ follow }: Whiteboard): boolean => follow?.lasting === true;

/** How it is followed, as `Followed: looked at every 20 seconds`; undefined where it is not. */
export function followWords({ follow }: Whiteboard, now = new Date()): string | undefined {
  if (!follow || follow.problem) return undefined;
  // A program asks what changed on it.
  if (follow.until) return `Followed until ${atMoment(new Date(follow.until), now).slice(3)}`;
  return follow.every_s ? `Followed: looked at every ${spanOf(follow.every_s)}` : "Followed";
}

/** Why it cannot be looked at, and what to do; undefined where it can. */
export function whyNotFollowed({ follow }: Whiteboard): string | undefined {
  if (!follow?.problem) return undefined;
  return follow.problem === "miro_board_not_found"
    ? "Nobody looks for changes in your name: Miro did not let you read it. If it opens there, follow it again."
    : "Nobody looks for changes in your name: connect Miro again, then follow it again.";
}

function spanOf(seconds: Follow["every_s"] & number): string {
  const whole = Math.max(1, Math.round(seconds));
  if (whole < 120) return whole === 1 ? "second" : `${whole} seconds`;
  return `${Math.round(whole / 60)} minutes`;
}
