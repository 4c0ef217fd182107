import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from "@tanstack/react-router";
import { render } from "@testing-library/react";
import type { ReactNode } from "react";
import { Announcer, ToastRegion } from "../lib";

/** A page with what it needs around it; links lead to an empty place, whose address is told. */
export function renderInApp(page: ReactNode) {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const root = createRootRoute();
  const here = createRoute({
    getParentRoute: () => root,
    path: "/",
    component: () => (
      <>
        {page}
        <ToastRegion />
        <Announcer />
      </>
    ),
  });
  const elsewhere = createRoute({ getParentRoute: () => root, path: "$" });
  const router = createRouter({
    routeTree: root.addChildren([here, elsewhere]),
    history: createMemoryHistory({ initialEntries: ["/"] }),
  });
  render(
    <QueryClientProvider client={queries}>
      <RouterProvider router={router as never} />
    </QueryClientProvider>,
  );
  return { queries, address: () => router.state.location.href };
}
