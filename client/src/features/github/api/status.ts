import { queryOptions } from "@tanstack/react-query";

import { http } from "../../../api/http";
import type { AnswerOf } from "../../../api/queries";

export type GitHubStatus = AnswerOf<"github_status">;

/** How things stand between Trivet and GitHub; asked now and then while somebody looks. */
export const gitHubStatusQuery = queryOptions({
  queryKey: ["github", "status"],
  queryFn: async ({ signal }) => (await http.get<GitHubStatus>("/github/status", { signal })).data,
  staleTime: 10_000,
  refetchInterval: 30_000,
  // A page that nobody sees asks for nothing.
  refetchIntervalInBackground: false,
});
