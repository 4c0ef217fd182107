/** The pages of what is done in the background, apart from the rest: loaded when somebody goes there. */
export type { Shown } from "./api/tasks";
export { InstallationTasksPage } from "./components/InstallationTasksPage";
export { WorkspaceTasksPage } from "./components/WorkspaceTasksPage";
