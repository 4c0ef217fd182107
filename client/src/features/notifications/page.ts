/** The page of notifications, apart from the rest. */
export { NotificationsPage } from "./components/NotificationsPage";
