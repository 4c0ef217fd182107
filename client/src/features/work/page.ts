/** The page of one's own cards, apart from the rest. */
export { MyWorkPage } from "./components/MyWorkPage";
