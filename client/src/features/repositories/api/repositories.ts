import { http } from "../../../api/http";
import type { Repository } from "../../../api/queries";
import type { components } from "../../../api/schema";

type Connect = components["schemas"]["RepositoryConnect"];

const list = (workspaceId: string) => `/workspaces/${workspaceId}/repositories`;

/** `once`: the same key connects once, also if the first answer was lost. */
export async function connectRepository(
  workspaceId: string,
  wanted: Connect,
  once: string,
): Promise<Repository> {
  const headers = { "Idempotency-Key": once };
  return (await http.post<Repository>(list(workspaceId), wanted, { headers })).data;
}

export async function renewSecret(
  workspaceId: string,
  repositoryId: string,
  secret: string,
): Promise<Repository> {
  return (await http.patch<Repository>(`${list(workspaceId)}/${repositoryId}`, { secret })).data;
}

export async function disconnectRepository(
  workspaceId: string,
  repositoryId: string,
): Promise<void> {
  await http.delete(`${list(workspaceId)}/${repositoryId}`);
}
