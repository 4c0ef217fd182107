import { http } from "../../../api/http";
import type { Board, Workspace } from "../../../api/queries";
import type { Template } from "../model/templates";

export interface NewBoard {
  readonly name: string;
  readonly key?: string | undefined;
  readonly template: Template;
}

/** `once`: the same key makes the same thing once, also if the first answer was lost. */
export async function createWorkspace(name: string, once: string): Promise<Workspace> {
  const headers = { "Idempotency-Key": once };
  return (await http.post<Workspace>("/workspaces", { name }, { headers })).data;
}

/** A second time it changes nothing. */
export async function acceptOwnInvitation(invitationId: string): Promise<Workspace> {
  return (await http.post<Workspace>(`/auth/me/invitations/${invitationId}/accept`)).data;
}

export async function renameWorkspace(workspaceId: string, name: string): Promise<Workspace> {
  return (await http.patch<Workspace>(`/workspaces/${workspaceId}`, { name })).data;
}

export async function createBoard(
  workspaceId: string,
  board: NewBoard,
  once: string,
): Promise<Board> {
  const { name, key, template } = board;
  const body = { name, template, ...(key ? { key } : {}) };
  const headers = { "Idempotency-Key": once };
  return (await http.post<Board>(`/workspaces/${workspaceId}/boards`, body, { headers })).data;
}

export async function patchBoard(
  boardId: string,
  change: { readonly name?: string; readonly archived?: boolean },
): Promise<Board> {
  return (await http.patch<Board>(`/boards/${boardId}`, change)).data;
}
