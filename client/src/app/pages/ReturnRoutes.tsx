import { useQueryClient } from "@tanstack/react-query";
import { Link, useRouter } from "@tanstack/react-router";

import { safeBack } from "../../features/session";
import {
  EmailReturnPage,
  GitHubReturnPage,
  type ReturnPageProps,
} from "../../features/session/page";
import { BASE } from "../base";

export const GitHubReturnRoute = () => (
  <GitHubReturnPage onSignedIn={useGoOn()} otherWays={otherWays("Other ways to sign in")} />
);

export const EmailReturnRoute = () => (
  <EmailReturnPage onSignedIn={useGoOn()} otherWays={otherWays("Go to the sign-in page")} />
);

/** Leads to where somebody wanted to go who is signed in now. */
function useGoOn(): ReturnPageProps["onSignedIn"] {
  const router = useRouter();
  const queryClient = useQueryClient();
  return (returnTo) => {
    // Whoever was signed in before may have been somebody else.
    queryClient.clear();
    router.history.replace(safeBack(returnTo) ?? `${BASE}/`);
  };
}

function otherWays(words: string): ReturnPageProps["otherWays"] {
  return (back) => (
    <Link to="/sign-in" search={back ? { back } : {}}>
      {words}
    </Link>
  );
}
