/** Taking back one's own changes. */
import { http } from "../../../api/http";
import type { components } from "../../../api/schema";

type Schemas = components["schemas"];

/** A change that goes on behind, as a task. */
export type TaskAnswer = Schemas["TaskBegun"];

export type UndoAnswer = Schemas["UndoOut"];
export type UndoneChange = Schemas["Undone"];
export type BlockedChange = Schemas["Blocked"];

/** @param seq an event of the change; one's own last change without it. */
export async function postUndo(boardId: string, seq?: number): Promise<UndoAnswer | TaskAnswer> {
  const body = seq === undefined ? {} : { seq };
  return (await http.post<UndoAnswer | TaskAnswer>(`/boards/${boardId}/undo`, body)).data;
}
