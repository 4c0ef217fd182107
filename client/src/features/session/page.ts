/** The sign-in page, apart from the rest: who is signed in does not load it. */
export { SignInPage } from "./components/SignInPage";
