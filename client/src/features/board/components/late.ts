import { showToast } from "../../../lib";

/** What a board has that is not needed at first sight: it is loaded when it is asked for. */
export type Late = typeof import("./late/index");

/** Loads it and goes on; says so where that is not possible. */
export async function late(run: (code: Late) => unknown): Promise<boolean> {
  let code: Late;
  try {
    code = await import("./late/index");
  } catch {
    showToast({
      tone: "warn",
      text: "This could not be loaded",
      detail: "Look at your connection, and try again.",
    });
    return false;
  }
  run(code);
  return true;
}
