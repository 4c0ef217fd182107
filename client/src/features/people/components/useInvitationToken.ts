import { useEffect, useState } from "react";

import { claimSecret, peekSecret, takeSecretFromAddress } from "../../session/frame";
import { keepInvitation, keptInvitation } from "../model/invitationToken";

/** The secret of the link by which the page was opened, or of the one that waits in this tab. */
export function useInvitationToken(): string | null {
  const [token, setToken] = useState(() => peekSecret("invitation") ?? keptInvitation());
  useEffect(() => {
    const claim = () => {
      const claimed = claimSecret("invitation");
      if (claimed !== null) keepInvitation(claimed);
      return claimed;
    };
    // Another link that is opened in the same tab changes nothing but the hash.
    const again = () => takeSecretFromAddress() && setToken(claim());
    claim();
    window.addEventListener("hashchange", again);
    return () => window.removeEventListener("hashchange", again);
  }, []);
  return token;
}
