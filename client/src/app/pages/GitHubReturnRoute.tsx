import { useQueryClient } from "@tanstack/react-query";
import { Link, useRouter } from "@tanstack/react-router";

import { safeBack } from "../../features/session";
import { GitHubReturnPage } from "../../features/session/page";
import { BASE } from "../base";

export function GitHubReturnRoute() {
  const router = useRouter();
  const queryClient = useQueryClient();
  const onSignedIn = (returnTo: string | null) => {
    // Whoever was signed in before may have been somebody else.
    queryClient.clear();
    router.history.replace(safeBack(returnTo) ?? `${BASE}/`);
  };
  return (
    <GitHubReturnPage
      onSignedIn={onSignedIn}
      otherWays={(back) => (
        <Link to="/sign-in" search={back ? { back } : {}}>
          Other ways to sign in
        </Link>
      )}
    />
  );
}
