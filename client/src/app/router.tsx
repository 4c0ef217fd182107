import type { QueryClient } from "@tanstack/react-query";
import {
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouterHistory,
} from "@tanstack/react-router";

import { BASE } from "./base";
import { reportError } from "./errors";
import { BoardRoute } from "./pages/BoardRoute";
import { rootRoute, shellRoute } from "./roots";
import * as searches from "./searches";

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

const queueRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/whiteboards/queue",
  component: lazyRouteComponent(() => import("./pages/WhiteboardsRoute"), "QueueRoute"),
});

const jobRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/whiteboards/queue/$jobId",
  validateSearch: searches.jobSearch,
  component: lazyRouteComponent(() => import("./pages/WhiteboardsRoute"), "JobRoute"),
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
    queueRoute,
    jobRoute,
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
