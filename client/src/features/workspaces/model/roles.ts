import type { Role, Workspace } from "../../../api/queries";

interface RoleInfo {
  readonly id: Role;
  readonly name: string;
  /** With its article, within a sentence. */
  readonly one: string;
  /** What it may do, in one word. */
  readonly does: string;
}

/** The least first; each may do what those before it may. */
export const ROLES: readonly RoleInfo[] = [
  { id: "viewer", name: "Viewer", one: "a viewer", does: "reads" },
  { id: "member", name: "Member", one: "a member", does: "edits" },
  { id: "admin", name: "Admin", one: "an admin", does: "manages" },
  { id: "owner", name: "Owner", one: "an owner", does: "owns" },
];

const rank = (role: Role): number => ROLES.findIndex(({ id }) => id === role);

/** Whether `role` includes what `wanted` may do. */
export const atLeast = (role: Role, wanted: Role): boolean => rank(role) >= rank(wanted);

/** Members edit boards; viewers read. */
export const mayEdit = ({ role }: Workspace): boolean => role !== "viewer";

/** Admins and owners manage the workspace. */
export const mayManage = ({ role }: Workspace): boolean => role === "admin" || role === "owner";

export const roleName = (role: string): string => ROLES.find(({ id }) => id === role)?.name ?? role;

/** `an admin`; a role that we do not know yet, as it is. */
export const oneOf = (role: string): string => ROLES.find(({ id }) => id === role)?.one ?? role;
