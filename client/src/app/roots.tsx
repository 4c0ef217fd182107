import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute, redirect } from "@tanstack/react-router";

import { mayHaveSession, safeBack } from "../features/session";
import { FailedPage, NotFoundPage } from "./pages/OtherPages";
import { Root } from "./Root";
import { Shell } from "./shell/Shell";

interface Context {
  queryClient: QueryClient;
}

/** What every address is below. */
export const rootRoute = createRootRouteWithContext<Context>()({
  component: Root,
  notFoundComponent: NotFoundPage,
  errorComponent: FailedPage,
});

/** Everything for which one must be signed in. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "shell",
  // Without its cookie there is no session, and no need to ask; with it, the first 401 tells.
  beforeLoad: ({ location }) => {
    if (mayHaveSession()) return;
    const back = safeBack(location.publicHref);
    throw redirect({ to: "/sign-in", search: back ? { back } : {}, replace: true });
  },
  component: Shell,
});
