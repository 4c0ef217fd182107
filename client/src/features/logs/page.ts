/** The page of what clients log, apart from the rest: loaded when somebody goes there. */
export type { Filter, Gravity, Since } from "./api/logs";
export { ClientLogsPage } from "./components/ClientLogsPage";
