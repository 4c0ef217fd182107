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
import { deliveriesSearch, miroSearch, signInSearch, tasksSearch, wordsSearch } from "./searches";
import { Shell } from "./shell/Shell";

interface Context {
  queryClient: QueryClient;
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
  validateSearch: signInSearch,
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
  validateSearch: wordsSearch,
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

const deliveriesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/w/$workspaceId/repositories/$repositoryId/deliveries",
  validateSearch: deliveriesSearch,
  component: lazyRouteComponent(() => import("./pages/DeliveriesRoute"), "DeliveriesRoute"),
});

const membersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/w/$workspaceId/members",
  component: lazyRouteComponent(() => import("./pages/MembersRoute"), "MembersRoute"),
});

const workspaceTasksRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/w/$workspaceId/background-work",
  validateSearch: tasksSearch,
  component: lazyRouteComponent(() => import("./pages/TasksRoutes"), "WorkspaceTasksRoute"),
});

const installationTasksRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/background-work",
  validateSearch: tasksSearch,
  component: lazyRouteComponent(() => import("./pages/TasksRoutes"), "InstallationTasksRoute"),
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

const whiteboardsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/whiteboards",
  validateSearch: miroSearch,
  component: lazyRouteComponent(() => import("./pages/WhiteboardsRoute"), "WhiteboardsRoute"),
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
    deliveriesRoute,
    membersRoute,
    workspaceTasksRoute,
    auditRoute,
    installationTasksRoute,
    accountRoute,
    sessionsRoute,
    tokensRoute,
    addressRoute,
    whiteboardsRoute,
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
