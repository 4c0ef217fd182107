import { http } from "../../../api/http";
import type { Member, Role } from "../../../api/queries";

const one = (workspaceId: string, userId: string) => `/workspaces/${workspaceId}/members/${userId}`;

export async function changeRole(workspaceId: string, userId: string, role: Role): Promise<Member> {
  return (await http.patch<Member>(one(workspaceId, userId), { role })).data;
}

/** Removes a member; to leave, oneself. */
export async function removeMember(workspaceId: string, userId: string): Promise<void> {
  await http.delete(one(workspaceId, userId));
}
