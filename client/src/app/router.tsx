import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  type RouterHistory,
} from "@tanstack/react-router";

import { mayHaveSession, safeBack } from "../features/session";
import { BASE } from "./base";
import { reportError } from "./errors";
import { BoardRoute } from "./pages/BoardRoute";
import { FailedPage, NotFoundPage } from "./pages/OtherPages";
import { Root } from "./Root";
import * as searches from "./searches";
import { Shell } from "./shell/Shell";

interface Context {
  queryClient: QueryClient;
}

const rootRoute = createRootRouteWithContext<Context>()({
  component: Root,
  notFoundComponent: NotFoundPage,
  errorComponent: FailedPage,
});

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  validateSearch: searches.signInSearch,
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
  validateSearch: searches.boardSearch,
  component: BoardRoute,
});

/** A card by its own address: the board's page stays, so the board does not load again. */
const cardRoute = createRoute({ getParentRoute: () => boardRoute, path: "/c/$cardKey" });

const searchRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/search",
  validateSearch: searches.wordsSearch,
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
  validateSearch: searches.deliveriesSearch,
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
  validateSearch: searches.tasksSearch,
  component: lazyRouteComponent(() => import("./pages/TasksRoutes"), "WorkspaceTasksRoute"),
});

const installationTasksRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/background-work",
  validateSearch: searches.tasksSearch,
  component: lazyRouteComponent(() => import("./pages/TasksRoutes"), "InstallationTasksRoute"),
});

const clientLogsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/client-logs",
  validateSearch: searches.logsSearch,
  component: lazyRouteComponent(() => import("./pages/ClientLogsRoute"), "ClientLogsRoute"),
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
  validateSearch: searches.miroSearch,
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
    clientLogsRoute,
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
    defaultOnCatch: (error) => reportError(error, "page"),
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
