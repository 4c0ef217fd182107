/** The pages of signing in, apart from the rest: who is signed in does not load them. */
export { EmailReturnPage } from "./components/EmailReturnPage";
export { GitHubReturnPage } from "./components/GitHubReturnPage";
export type { ReturnPageProps } from "./components/ReturnFrame";
export { SignInPage } from "./components/SignInPage";
