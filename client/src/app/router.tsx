import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  type RouterHistory,
} from "@tanstack/react-router";

import { parseFilters, serialiseFilters } from "../features/board/model/filters";
import { mayHaveSession, safeBack } from "../features/session";
import { BASE } from "./base";
import { BoardRoute } from "./pages/BoardRoute";
import { FailedPage, NotFoundPage } from "./pages/OtherPages";
import { Root } from "./Root";
import { Shell } from "./shell/Shell";

interface Context {
  queryClient: QueryClient;
}

interface SignInSearch {
  /** Where to go afterwards. */
  back?: string;
  /** Why somebody who was inside is here. */
  why?: "ended" | "signed-out";
}

/** The filters of a board as they stand in the address; what makes no sense is left out. */
type BoardSearch = Partial<
  Readonly<
    Record<"q" | "assignee" | "label" | "priority" | "column" | "due", string | readonly string[]>
  >
>;

const rootRoute = createRootRouteWithContext<Context>()({
  component: Root,
  notFoundComponent: NotFoundPage,
  errorComponent: FailedPage,
});

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  validateSearch: ({ back, why }: Record<string, unknown>): SignInSearch => {
    const safe = safeBack(back);
    return {
      ...(safe ? { back: safe } : {}),
      ...(why === "ended" || why === "signed-out" ? { why } : {}),
    };
  },
  component: lazyRouteComponent(() => import("./pages/SignInRoute"), "SignInRoute"),
});

const gitHubReturnRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in/github",
  component: lazyRouteComponent(() => import("./pages/ReturnRoutes"), "GitHubReturnRoute"),
});

const emailReturnRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in/email",
  component: lazyRouteComponent(() => import("./pages/ReturnRoutes"), "EmailReturnRoute"),
});

const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/invitation",
  component: lazyRouteComponent(() => import("./pages/InvitationRoute"), "InvitationRoute"),
});

/** Everything for which one must be signed in. */
const shellRoute = createRoute({
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

const homeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/",
  component: lazyRouteComponent(() => import("./pages/HomeRoute"), "HomeRoute"),
});

const boardRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/b/$boardId",
  validateSearch: (search: Record<string, unknown>): BoardSearch =>
    serialiseFilters(parseFilters(search)),
  component: BoardRoute,
});

/** A card by its own address: the board's page stays, so the board does not load again. */
const cardRoute = createRoute({ getParentRoute: () => boardRoute, path: "/c/$cardKey" });

const searchRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/search",
  // A query of digits alone is read as a number.
  validateSearch: ({ q }: Record<string, unknown>): { q?: string } =>
    typeof q === "string" || typeof q === "number" ? { q: String(q).slice(0, 200) } : {},
  component: lazyRouteComponent(() => import("./pages/SearchRoute"), "SearchRoute"),
});

const myWorkRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/my-work",
  component: lazyRouteComponent(() => import("./pages/MyWorkRoute"), "MyWorkRoute"),
});

const notificationsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/notifications",
  component: lazyRouteComponent(() => import("./pages/NotificationsRoute"), "NotificationsRoute"),
});

const repositoriesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/w/$workspaceId/repositories",
  component: lazyRouteComponent(() => import("./pages/RepositoriesRoute"), "RepositoriesRoute"),
});

const membersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/w/$workspaceId/members",
  component: lazyRouteComponent(() => import("./pages/MembersRoute"), "MembersRoute"),
});

const auditRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/w/$workspaceId/audit",
  component: lazyRouteComponent(() => import("./pages/AuditRoute"), "AuditRoute"),
});

const accountRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/account",
  component: lazyRouteComponent(() => import("./pages/AccountRoutes"), "ProfileRoute"),
});

const sessionsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/account/sessions",
  component: lazyRouteComponent(() => import("./pages/AccountRoutes"), "SessionsRoute"),
});

const tokensRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/account/tokens",
  component: lazyRouteComponent(() => import("./pages/AccountRoutes"), "TokensRoute"),
});

const addressRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/account/address",
  component: lazyRouteComponent(() => import("./pages/AccountRoutes"), "AddressRoute"),
});

const settingsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings",
  component: lazyRouteComponent(() => import("./pages/SettingsPage"), "SettingsPage"),
});

const routeTree = rootRoute.addChildren([
  signInRoute,
  gitHubReturnRoute,
  emailReturnRoute,
  invitationRoute,
  shellRoute.addChildren([
    homeRoute,
    boardRoute.addChildren([cardRoute]),
    searchRoute,
    myWorkRoute,
    notificationsRoute,
    repositoriesRoute,
    membersRoute,
    auditRoute,
    accountRoute,
    sessionsRoute,
    tokensRoute,
    addressRoute,
    settingsRoute,
  ]),
]);

export function createAppRouter(queryClient: QueryClient, history?: RouterHistory) {
  return createRouter({
    routeTree,
    basepath: BASE,
    context: { queryClient },
    defaultPreload: false,
    scrollRestoration: false,
    ...(history ? { history } : {}),
  });
}

export type AppRouter = ReturnType<typeof createAppRouter>;

declare module "@tanstack/react-router" {
  interface Register {
    router: AppRouter;
  }
}
