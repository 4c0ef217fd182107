import type { Workspace } from "../../../api/queries";

/** Members edit boards; viewers read. */
export const mayEdit = ({ role }: Workspace): boolean => role !== "viewer";

/** Admins and owners manage the workspace. */
export const mayManage = ({ role }: Workspace): boolean => role === "admin" || role === "owner";
