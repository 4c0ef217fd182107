/** What the panel shows, as one part that is loaded later than the board. */
export { CardDetails } from "./CardDetails";
export { MissingCard } from "./MissingCard";
