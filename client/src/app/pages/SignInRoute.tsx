import { useQueryClient } from "@tanstack/react-query";
import { useRouter, useSearch } from "@tanstack/react-router";

import { SignInPage } from "../../features/session/page";
import { BASE } from "../base";

export function SignInRoute() {
  const { back, why } = useSearch({ from: "/sign-in" });
  const router = useRouter();
  const queryClient = useQueryClient();
  const onSignedIn = () => {
    // Whoever was signed in before may have been somebody else.
    queryClient.clear();
    router.history.replace(back ?? `${BASE}/`);
  };
  return <SignInPage why={why} back={back} onSignedIn={onSignedIn} />;
}
