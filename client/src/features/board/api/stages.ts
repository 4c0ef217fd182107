/** Starting and finishing cards: what is answered, and a start whose branch somebody chose. */
import { http } from "../../../api/http";
import type { components } from "../../../api/schema";
import type { BranchOrder } from "./branches";

type Schemas = components["schemas"];

export type StartAnswer = Schemas["StartOut"];
export type FinishAnswer = Schemas["FinishOut"];

/** @param once the same key starts once, also if the first answer was lost. */
export async function startWithBranch(
  cardId: string,
  order: BranchOrder,
  once: string,
): Promise<StartAnswer> {
  const headers = { "Idempotency-Key": once };
  const body = { ...order, branch: true };
  return (await http.post<StartAnswer>(`/cards/${cardId}/start`, body, { headers })).data;
}
