/** The page of what a repository delivered, apart from the rest: loaded when somebody goes there. */
export { DeliveriesPage } from "./components/deliveries/DeliveriesPage";
export type { Filter } from "./api/deliveries";
