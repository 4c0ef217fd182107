import { http } from "../../../api/http";
import type { AnswerOf, Role, Workspace } from "../../../api/queries";

export interface Invite {
  readonly emails: readonly string[];
  readonly role: Role;
  /** Whether only the address itself may accept. */
  readonly bound: boolean;
}

export type Invited = AnswerOf<"invite", 201>["items"][number];
export type Preview = AnswerOf<"preview_invitation">;

const list = (workspaceId: string) => `/workspaces/${workspaceId}/invitations`;

/** `once`: the same key invites once, also if the first answer was lost. */
export async function invite(
  workspaceId: string,
  wanted: Invite,
  once: string,
): Promise<readonly Invited[]> {
  const headers = { "Idempotency-Key": once };
  return (await http.post<AnswerOf<"invite", 201>>(list(workspaceId), wanted, { headers })).data
    .items;
}

export async function revokeInvitation(workspaceId: string, invitationId: string): Promise<void> {
  await http.delete(`${list(workspaceId)}/${invitationId}`);
}

/** Makes a new link and sends it; the link itself only where nothing can be sent. */
export async function resendInvitation(
  workspaceId: string,
  invitationId: string,
): Promise<AnswerOf<"resend_invitation">> {
  return (
    await http.post<AnswerOf<"resend_invitation">>(`${list(workspaceId)}/${invitationId}/resend`)
  ).data;
}

/** What an invitation offers; also for who is signed out. */
export async function previewInvitation(token: string, signal?: AbortSignal): Promise<Preview> {
  const options = { open: true, ...(signal ? { signal } : {}) };
  return (await http.post<Preview>("/invitations/preview", { token }, options)).data;
}

/** `once`: the same key accepts once, also if the first answer was lost. */
export async function acceptInvitation(token: string, once: string): Promise<Workspace> {
  const headers = { "Idempotency-Key": once };
  const path = `/invitations/${encodeURIComponent(token)}/accept`;
  return (await http.post<Workspace>(path, undefined, { headers })).data;
}
