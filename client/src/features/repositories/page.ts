/** The page of a workspace's repositories, apart from the rest: loaded when somebody goes there. */
export { RepositoriesPage } from "./components/RepositoriesPage";
