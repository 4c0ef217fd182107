import type { components } from "../../api/schema";

/** A card in a list across boards. */
export type CardRef = components["schemas"]["CardRef"];
