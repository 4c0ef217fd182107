/** The pages of one's account, apart from the rest: loaded when somebody goes there. */
export { AddressPage } from "./components/AddressPage";
export { ProfilePage } from "./components/ProfilePage";
export { SessionsPage } from "./components/SessionsPage";
export { TokensPage } from "./components/TokensPage";
