/** Who is in a workspace, and what happened there, apart from the rest: loaded on demand. */
export { AuditPage } from "./components/AuditPage";
export { MembersPage } from "./components/MembersPage";
