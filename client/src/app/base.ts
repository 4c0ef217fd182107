/** Under which all pages of the client live. */
export const BASE = "/app";
