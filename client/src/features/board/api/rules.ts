/** The rules of a board: where its cards go when something happens on GitHub. */
import { queryOptions } from "@tanstack/react-query";

import { http } from "../../../api/http";
import type { components } from "../../../api/schema";
import type { Rule } from "../model/rules";

type Schemas = components["schemas"];

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
  body: Schemas["RulesPut"],
): Promise<readonly Rule[]> {
  const answer = await http.request<Schemas["RulesOut"]>("PUT", `/boards/${boardId}/rules`, {
    body,
  });
  return answer.data.rules;
}
