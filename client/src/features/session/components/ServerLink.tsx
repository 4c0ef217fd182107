import { useQueryClient } from "@tanstack/react-query";
import type { ComponentProps } from "react";

import { meQuery } from "../../../api/queries";
import { cx } from "../../../lib";
import styles from "./ServerLink.module.css";

const FRESH_MS = 30_000;

export interface ServerLinkProps extends ComponentProps<"a"> {
  href: string;
  /** The one action of its place. */
  primary?: boolean;
  /** As high as small buttons. */
  small?: boolean;
}

/**
 * Leads to an address of the server, for which one must be signed in.
 *
 * The browser follows it by itself and cannot renew a session that is about to end: asking who one is
 * does that before.
 */
export function ServerLink({ primary, small, ...rest }: ServerLinkProps) {
  const queries = useQueryClient();
  const renew = () => void queries.prefetchQuery({ ...meQuery, staleTime: FRESH_MS });
  return (
    <a
      {...rest}
      className={cx(styles.action, small && styles.small, primary && styles.primary)}
      onPointerEnter={renew}
      onFocus={renew}
    />
  );
}
