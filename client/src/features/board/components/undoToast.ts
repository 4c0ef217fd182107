import { dismissToast, showToast, type ToastContent } from "../../../lib";

let last: number | undefined;

/** Says what was done or undone, with the way back; what was said of that before goes. */
export function undoToast(content: ToastContent): void {
  if (last !== undefined) dismissToast(last);
  last = showToast(content);
}
