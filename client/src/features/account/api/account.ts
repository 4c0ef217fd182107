import { queryOptions } from "@tanstack/react-query";

import { http } from "../../../api/http";
import type { AnswerOf } from "../../../api/queries";
import type { components } from "../../../api/schema";

export type NewToken = Required<components["schemas"]["ApiTokenCreate"]>;
export type CreatedToken = AnswerOf<"create_api_token", 201>;

export async function endSession(sessionId: string): Promise<void> {
  await http.delete(`/auth/sessions/${sessionId}`);
}

export async function createToken(wanted: NewToken): Promise<CreatedToken> {
  return (await http.post<CreatedToken>("/auth/tokens", wanted)).data;
}

export async function deleteToken(tokenId: string): Promise<void> {
  await http.delete(`/auth/tokens/${tokenId}`);
}

/** Deletes the account, at once and for ever; this session ends with it. */
export async function deleteAccount(redactTexts: boolean): Promise<void> {
  await http.delete(`/auth/me${redactTexts ? "?redact_texts=true" : ""}`);
}

/** Has a link mailed that adds the address to the account. */
export async function askForAddress(email: string): Promise<void> {
  await http.post("/auth/me/addresses", { email });
}

/** Adds the address of a mailed link. */
export async function addAddress(token: string): Promise<AnswerOf<"add_address">> {
  return (await http.post<AnswerOf<"add_address">>("/auth/me/addresses/confirm", { token })).data;
}

export async function rename(name: string): Promise<void> {
  await http.patch("/auth/me", { name });
}

/** What one's branches begin with. */
export const branchPrefixQuery = queryOptions({
  queryKey: ["me", "branch-prefix"],
  queryFn: async ({ signal }) =>
    (await http.get<AnswerOf<"get_my_branch_prefix">>("/me/branch-prefix", { signal })).data.prefix,
});

export async function putBranchPrefix(prefix: string): Promise<string> {
  type Kept = AnswerOf<"put_my_branch_prefix">;
  return (await http.request<Kept>("PUT", "/me/branch-prefix", { body: { prefix } })).data.prefix;
}
