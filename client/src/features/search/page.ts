/** The page of the search, apart from the rest. */
export { SearchPage } from "./components/SearchPage";
