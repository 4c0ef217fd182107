/** What pages before the door look like, and the secrets in their addresses. */
export { SignInFrame, Working } from "./components/SignInFrame";
export { claimSecret, peekSecret, takeSecretFromAddress } from "./model/fragment";
