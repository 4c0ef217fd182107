/** The way to GitHub and back, for pages behind the door. */
export { gitHubAddress, keepBack } from "./model/github";
export { ServerLink, type ServerLinkProps } from "./components/ServerLink";
