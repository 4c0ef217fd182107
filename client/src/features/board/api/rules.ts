/** The rules of a board: where its cards go when something happens on GitHub. */
import { queryOptions } from "@tanstack/react-query";

import { http } from "../../../api/http";
import type { components } from "../../../api/schema";
import type { DryRun, Rule } from "../model/rules";

type Schemas = components["schemas"];

/** It looks at what happened to every card. */
const DRY_RUN_TIMEOUT_MS = 60_000;

export const rulesQuery = (boardId: string) =>
  queryOptions({
    queryKey: ["boards", boardId, "rules"],
    queryFn: async ({ signal }): Promise<readonly Rule[]> =>
      (await http.request<Schemas["RulesOut"]>("GET", `/boards/${boardId}/rules`, { signal })).data
        .rules,
    // Events tell of changes only while somebody listens.
    staleTime: 0,
  });

export async function putRules(
  boardId: string,
  rules: Schemas["RulesPut"]["rules"],
): Promise<readonly Rule[]> {
  const answer = await http.request<Schemas["RulesOut"]>("PUT", `/boards/${boardId}/rules`, {
    body: { rules },
  });
  return answer.data.rules;
}

/** What rules would have done in the last 30 days; null for those that the board has. */
export async function tryRules(
  boardId: string,
  rules: Schemas["RulesPut"]["rules"] | null,
  signal: AbortSignal,
): Promise<DryRun> {
  const answer = await http.request<DryRun>("POST", `/boards/${boardId}/rules/dry-run`, {
    body: rules ? { rules } : {},
    signal,
    timeoutMs: DRY_RUN_TIMEOUT_MS,
  });
  return answer.data;
}
