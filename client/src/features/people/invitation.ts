/** Where the link of an invitation leads, apart from the rest: most people open it once. */
export { InvitationPage } from "./components/InvitationPage";
