import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef, useState } from "react";

import { meQuery } from "../../../api/queries";
import { Icon } from "../../../lib";
import { claimSecret } from "../../session/frame";
import { Failed, RowsSkeleton, SubPage } from "../../workspaces/pages";
import { addAddress } from "../api/account";
import styles from "./sections.module.css";

type State =
  | { readonly kind: "working" | "empty" | "added" }
  | { readonly kind: "failed"; readonly error: unknown };

export interface AddressPageProps {
  tabs?: ReactNode;
  /** Leads to the profile. */
  profile: ReactNode;
}

/** Where the link leads that was mailed to an address which somebody adds to their account. */
export function AddressPage({ tabs, profile }: AddressPageProps) {
  const { state, again } = useAdding();
  return (
    <SubPage title="E-mail address" where="Your account" tabs={tabs}>
      {state.kind === "working" && <RowsSkeleton label="Adding your address" rows={1} />}
      {state.kind === "failed" && <Failed error={state.error} onRetry={again} />}
      {state.kind === "empty" && (
        <p className={styles.quiet}>
          This page is for those who open the link of a mail, and works once.
        </p>
      )}
      {state.kind === "added" && (
        <p role="status">
          <Icon name="check" size={14} /> The address is yours here: you can sign in by it.
        </p>
      )}
      {state.kind !== "working" && <p>{profile}</p>}
    </SubPage>
  );
}

/** Adds the address once, also when effects run twice: the secret works a single time. */
function useAdding() {
  const queries = useQueryClient();
  const [state, setState] = useState<State>({ kind: "working" });
  const secret = useRef<string | null>(null);
  const started = useRef(false);
  const add = async () => {
    if (secret.current === null) return setState({ kind: "empty" });
    setState({ kind: "working" });
    try {
      await addAddress(secret.current);
      setState({ kind: "added" });
      await queries.invalidateQueries(meQuery);
    } catch (error) {
      setState({ kind: "failed", error });
    }
  };
  useEffect(() => {
    if (started.current) return;
    started.current = true;
    secret.current = claimSecret("address");
    void add();
  });
  return { state, again: () => void add() };
}
