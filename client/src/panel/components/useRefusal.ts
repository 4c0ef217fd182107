import type { UseQueryResult } from "@tanstack/react-query";
import { useState } from "react";

/**
 * Why there is no answer, also while it is asked for again.
 *
 * A query without an answer forgets its error as soon as it is asked for again, which it is when the panel
 * gets the focus: what somebody is about to click would vanish under the pointer.
 */
export function useRefusal({
  data,
  error,
  isFetching,
}: Pick<UseQueryResult, "data" | "error" | "isFetching">): Error | null {
  const [last, setLast] = useState<Error | null>(null);
  if (error && error !== last) setLast(error);
  return error ?? (data === undefined && isFetching ? last : null);
}
