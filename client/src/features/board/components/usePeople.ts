import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { meQuery, membersQuery } from "../../../api/queries";
import type { Person } from "./context";

const WRITERS = new Set(["owner", "admin", "member"]);
const MANAGERS = new Set(["owner", "admin"]);

export interface People {
  readonly people: ReadonlyMap<string, Person>;
  readonly me: string | null;
  /** Whether the person's role lets them write; until that is known, it is taken to. */
  readonly mayWrite: boolean;
  /** Whether it lets them manage the workspace; until that is known, it is not. */
  readonly mayManage: boolean;
}

/** The members of the board's workspace, and what one is there oneself. */
export function usePeople(workspaceId: string): People {
  const me = useQuery(meQuery).data?.id ?? null;
  const { data: members } = useQuery(membersQuery(workspaceId));
  return useMemo(() => {
    const people = new Map<string, Person>();
    for (const { user_id: id, name } of members ?? []) people.set(id, { id, name });
    const role = members?.find(({ user_id }) => user_id === me)?.role;
    const mayWrite = role === undefined || WRITERS.has(role);
    return { people, me, mayWrite, mayManage: role !== undefined && MANAGERS.has(role) };
  }, [members, me]);
}
