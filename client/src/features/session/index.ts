export { leave, signOut } from "./api/session";
export { mayHaveSession, safeBack } from "./model/back";
export { takeSecretFromAddress } from "./model/fragment";
