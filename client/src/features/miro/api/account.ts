import { queryOptions } from "@tanstack/react-query";

import { ApiError } from "../../../api/errors";
import { http } from "../../../api/http";
import type { AnswerOf } from "../../../api/queries";

export type MiroAccount = AnswerOf<"miro_account">;

/** One's account at Miro, and what it lets Trivet do. */
export const miroAccountQuery = queryOptions({
  queryKey: ["me", "miro"],
  queryFn: async ({ signal }) => (await http.get<MiroAccount>("/auth/miro", { signal })).data,
});

/** Has Trivet forget one's account at Miro; done, too, where there is none any more. */
export async function disconnectMiro(): Promise<void> {
  try {
    await http.delete("/auth/miro");
  } catch (error) {
    const gone = error instanceof ApiError && error.code === "miro_account_missing";
    if (!gone) throw error;
  }
}
