import { useQueryClient } from "@tanstack/react-query";
import type { MouseEvent } from "react";

import { describeError } from "../../../api/describe";
import { ApiError } from "../../../api/errors";
import { meQuery } from "../../../api/queries";
import { showToast } from "../../../lib";
import { ServerLink } from "../../session/github";
import { miroAddress, rememberConnecting } from "../model/connecting";

export interface ToMiroProps {
  primary?: boolean;
  children: string;
}

/**
 * Leads to Miro and back here.
 *
 * Whoever comes back without a session is signed in as whoever their Miro account says: so the
 * session is made sure of before, that the account is added to the right person.
 */
export function ToMiro({ children, primary = false }: ToMiroProps) {
  const queries = useQueryClient();
  const href = miroAddress();
  const go = async () => {
    try {
      await queries.fetchQuery({ ...meQuery, staleTime: 0 });
    } catch (error) {
      // Nobody is signed in: that leads to the sign-in page by itself.
      if (error instanceof ApiError && error.status === 401) return;
      const { title, text } = describeError(error);
      showToast({ tone: "danger", text: title, detail: text });
      return;
    }
    rememberConnecting();
    window.location.assign(href);
  };
  const press = (event: MouseEvent) => {
    // A tab of its own is the browser's.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    void go();
  };
  return (
    <ServerLink href={href} primary={primary} onClick={press}>
      {children}
    </ServerLink>
  );
}
