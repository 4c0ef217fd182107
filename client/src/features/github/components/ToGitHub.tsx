import { gitHubAddress, keepBack, ServerLink } from "../../session/github";

export interface ToGitHubProps {
  primary?: boolean;
  small?: boolean;
  children: string;
}

/**
 * Leads to GitHub and back here, to give Trivet what it lacks there.
 *
 * Always to the account that is signed in here: whoever uses another one on GitHub is told so.
 */
export function ToGitHub({ children, ...look }: ToGitHubProps) {
  const here = location.pathname + location.search;
  return (
    <ServerLink href={gitHubAddress(here, true)} onClick={() => keepBack(here, true)} {...look}>
      {children}
    </ServerLink>
  );
}
