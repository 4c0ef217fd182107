/** The home page, apart from the rest: who opens a board does not load it. */
export { HomePage } from "./components/HomePage";
