import { dismissToast, showToast, type ToastContent } from "../../../lib";

let last: number | undefined;

/** The notice that stands now, for an answer that comes later. */
export const undoNotice = (): number | undefined => last;

/** Takes the notice away. */
export function dismissUndoToast(): void {
  if (last !== undefined) dismissToast(last);
}

/**
 * Says what was done or undone, with the way back; what was said of that before goes.
 *
 * @param before the notice that goes; one that came since has a way back of its own, and stays.
 */
export function undoToast(content: ToastContent, before = last): void {
  const newest = before === last;
  if (before !== undefined) dismissToast(before);
  const shown = showToast(content);
  if (newest) last = shown;
}
