import { queryOptions } from "@tanstack/react-query";

/** The code of an open card. A board is there without it; it comes once somebody nears a card. */
export const panelCode = queryOptions({
  queryKey: ["code", "card-panel"],
  queryFn: () => import("./inside"),
  staleTime: Infinity,
  gcTime: Infinity,
  structuralSharing: false,
});
