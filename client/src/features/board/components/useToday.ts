import { useNow } from "../../../lib";
import { today } from "./card/dates";

/** Today in the reader's time zone, also after midnight. */
export function useToday(): string {
  return today(new Date(useNow()));
}
