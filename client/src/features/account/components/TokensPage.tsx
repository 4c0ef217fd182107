import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useRef, useState } from "react";

import { ApiError } from "../../../api/errors";
import { type ApiToken, tokensQuery } from "../../../api/queries";
import { Button, EmptyState, Icon, showToast } from "../../../lib";
import { ConfirmDialog } from "../../workspaces/forms";
import { Failed, Rows, RowsSkeleton, SubPage } from "../../workspaces/pages";
import { deleteToken } from "../api/account";
import { CreateTokenDialog } from "./CreateTokenDialog";
import { TokenRow } from "./TokenRow";
import styles from "./TokensPage.module.css";

/** Under which programs work on one's behalf. */
export function TokensPage({ tabs }: { tabs?: ReactNode }) {
  const queries = useQueryClient();
  const { data: tokens, error, refetch } = useQuery(tokensQuery);
  const [creating, setCreating] = useState(false);
  const [deleting, setDeleting] = useState<ApiToken | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);

  const remove = async ({ id, name }: ApiToken) => {
    try {
      await deleteToken(id);
    } catch (failure) {
      // Deleted meanwhile, from elsewhere: that is what was wanted.
      if (!(failure instanceof ApiError) || failure.code !== "token_not_found") throw failure;
    }
    queries.setQueryData(tokensQuery.queryKey, (all = []) => all.filter((one) => one.id !== id));
    void queries.invalidateQueries(tokensQuery);
    setDeleting(null);
    showToast({ text: `The token ${name} is deleted.` });
    // The row with its button is not there any more.
    setTimeout(() => heading.current?.focus());
  };
  const create = (
    <Button icon="plus" variant="primary" onClick={() => setCreating(true)}>
      Create a token
    </Button>
  );

  return (
    <SubPage
      title="API tokens"
      where="Your account"
      tabs={tabs}
      headingRef={heading}
      action={tokens?.length ? create : null}
    >
      {!tokens ? (
        error ? (
          <Failed error={error} onRetry={() => void refetch()} />
        ) : (
          <RowsSkeleton label="Loading your API tokens" rows={2} />
        )
      ) : tokens.length === 0 ? (
        <EmptyState
          className={styles.empty}
          picture={<Icon name="link" size={32} className={styles.picture} />}
          title="You have no API token"
          action={create}
        >
          With a token a program of yours uses the API on your behalf: a script, an integration, an
          agent.
        </EmptyState>
      ) : (
        <Rows label="API tokens">
          {tokens.map((token) => (
            <TokenRow key={token.id} token={token} onDelete={() => setDeleting(token)} />
          ))}
        </Rows>
      )}
      {creating && (
        <CreateTokenDialog
          onClose={() => setCreating(false)}
          onCreated={() => void queries.invalidateQueries(tokensQuery)}
        />
      )}
      {deleting && (
        <ConfirmDialog
          title={`Delete ${deleting.name}?`}
          description="Programs that use it are refused at once. It cannot be brought back."
          action="Delete"
          onClose={() => setDeleting(null)}
          run={() => remove(deleting)}
        />
      )}
    </SubPage>
  );
}
