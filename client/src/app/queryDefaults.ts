/** How requests are asked again, for all pages. */
import type { DefaultOptions } from "@tanstack/react-query";

import { ApiError, OfflineError } from "../api/errors";

const RETRIES = 2;

/** Whether asking again by itself makes sense: never after a refusal, a while after a failure. */
function retry(failures: number, error: unknown): boolean {
  if (error instanceof OfflineError) return failures < 1;
  if (error instanceof ApiError)
    return failures < RETRIES && (error.passing || error.status >= 500);
  return false;
}

export const queryDefaults: DefaultOptions = {
  queries: {
    retry,
    retryDelay: (attempt) => Math.min(4_000, 500 * 2 ** attempt) * (0.75 + Math.random() / 2),
    staleTime: 15_000,
    // We say ourselves that we are offline; a paused query would look like one that loads.
    networkMode: "always",
  },
  mutations: { retry: false, networkMode: "always" },
};
