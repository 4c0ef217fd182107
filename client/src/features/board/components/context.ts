import { createContext, use } from "react";
import type { Column, Label } from "../model";
import type { BoardActions } from "./actions";

export interface Person {
  readonly id: string;
  readonly name: string;
}

/** What cards look up. It changes when members, labels or columns do, not when cards do. */
export interface BoardLookup {
  readonly boardId: string;
  readonly workspaceId: string;
  readonly me: string | null;
  /** Whether the role allows writing. */
  readonly mayWrite: boolean;
  /** False for viewers and on archived boards. */
  readonly canEdit: boolean;
  /** Whether the role allows to manage the workspace. */
  readonly mayManage: boolean;
  readonly people: ReadonlyMap<string, Person>;
  readonly labels: ReadonlyMap<string, Label>;
  readonly columns: readonly Column[];
  /** `YYYY-MM-DD` in the reader's time zone. */
  readonly today: string;
}

export const LookupContext = createContext<BoardLookup | null>(null);
export const ActionsContext = createContext<BoardActions | null>(null);

export function useLookup(): BoardLookup {
  const lookup = use(LookupContext);
  if (!lookup) throw new Error("LookupContext is missing");
  return lookup;
}

export function useActions(): BoardActions {
  const actions = use(ActionsContext);
  if (!actions) throw new Error("ActionsContext is missing");
  return actions;
}

/** A member, or a stand-in for somebody who is none any more. */
export function personOf(lookup: BoardLookup, id: string): Person {
  return lookup.people.get(id) ?? { id, name: "Someone who left" };
}
