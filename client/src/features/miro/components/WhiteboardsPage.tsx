import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef } from "react";

import { methodsQuery } from "../../../api/queries";
import { announce, showToast } from "../../../lib";
import { Failed, RowsSkeleton, SubPage } from "../../workspaces/pages";
import { type MiroAccount, miroAccountQuery } from "../api/account";
import { miroKey } from "../api/whiteboards";
import { wasConnecting } from "../model/connecting";
import { readsBoards } from "../model/scopes";
import { Account } from "./Account";
import { NoAccount } from "./NoAccount";
import { RefusalNote } from "./RefusalNote";
import { Whiteboards } from "./Whiteboards";
import styles from "./Whiteboards.module.css";

export interface WhiteboardsPageProps {
  /** Links to the pages beside it. */
  tabs?: ReactNode;
  /** Why nothing came of connecting Miro, for whoever comes back from there. */
  refusal?: string | undefined;
  onDismiss?: () => void;
}

/** Whiteboards at Miro: one's account there, and the boards that it lets one see. */
export function WhiteboardsPage({ tabs, refusal, onDismiss }: WhiteboardsPageProps) {
  const queries = useQueryClient();
  const account = useQuery(miroAccountQuery);
  const methods = useQuery(methodsQuery);
  const heading = useRef<HTMLHeadingElement>(null);
  const error = account.error ?? methods.error;
  useGreeting(account.data, refusal);

  const retry = () => {
    if (!account.data) void account.refetch();
    if (!methods.data) void methods.refetch();
  };
  // What had the focus is not there any more.
  const toHeading = () => setTimeout(() => heading.current?.focus());
  const disconnected = () => {
    queries.setQueryData(miroAccountQuery.queryKey, NONE);
    queries.removeQueries({ queryKey: miroKey });
    void queries.invalidateQueries(miroAccountQuery);
    announce("Miro is disconnected.");
    toHeading();
  };
  return (
    <SubPage title="Whiteboards" where="Miro" tabs={tabs} headingRef={heading}>
      <div className={styles.notes}>
        {refusal !== undefined && (
          <RefusalNote
            key={refusal}
            code={refusal}
            onDismiss={() => {
              onDismiss?.();
              toHeading();
            }}
          />
        )}
      </div>
      {account.data && methods.data ? (
        account.data.connected ? (
          <>
            <Account
              account={account.data}
              offered={methods.data.miro}
              onDisconnected={disconnected}
            />
            {methods.data.miro && readsBoards(account.data) && <Whiteboards />}
          </>
        ) : (
          <NoAccount offered={methods.data.miro} />
        )
      ) : error ? (
        <Failed error={error} onRetry={retry} />
      ) : (
        <RowsSkeleton label="Loading your Miro account" rows={1} />
      )}
    </SubPage>
  );
}

const NONE = { connected: false } as MiroAccount;

/** Says that it worked, to whoever comes back from Miro. */
function useGreeting(account: MiroAccount | undefined, refusal: string | undefined): void {
  useEffect(() => {
    if (!account || !wasConnecting() || refusal !== undefined) return;
    const { connected, name, missing_scopes: missing = [], sign_in_needed: needed } = account;
    if (!connected || needed || missing.length > 0) return;
    showToast({
      tone: "good",
      text: name ? `Miro is connected as ${name}.` : "Miro is connected.",
    });
  }, [account, refusal]);
}
