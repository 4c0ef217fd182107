import type { QueryClient } from "@tanstack/react-query";

import { http } from "../api/http";
import { safeBack } from "../features/session";
import { BASE } from "./base";
import type { AppRouter } from "./router";

/** The pages of signing in, as the router and as the browser calls them. */
const SIGNING_IN = new RegExp(`^(?:${BASE})?/sign-in(?:/|$)`);

/** When the session ends, leads to the sign-in page, and from there back. Returns how to stop. */
export function followSession(router: AppRouter, queryClient: QueryClient): () => void {
  return http.onSignedOut(() => {
    // Their code is there if any of them is open.
    if (router.state.location.pathname.includes("/b/")) {
      void import("../features/board").then(({ forgetBoards }) => forgetBoards());
    }
    const { publicHref, pathname } = router.state.location;
    if (SIGNING_IN.test(pathname)) return;
    const back = safeBack(publicHref);
    void router
      .navigate({
        to: "/sign-in",
        search: { why: "ended", ...(back ? { back } : {}) },
        replace: true,
      })
      // After the pages have gone: those that are still there would ask again.
      .then(() => queryClient.clear());
  });
}
