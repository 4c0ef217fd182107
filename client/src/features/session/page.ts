/** The pages of signing in, apart from the rest: who is signed in does not load them. */
export { GitHubReturnPage } from "./components/GitHubReturnPage";
export { SignInPage } from "./components/SignInPage";
