import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { describeError } from "../../../../api/describe";
import {
  Button,
  DialogFoot,
  ErrorState,
  ExternalLink,
  IconButton,
  TextField,
} from "../../../../lib";
import { PAUSE_MS, useSettled } from "../../../../lib/useSettled";
import { RowsSkeleton } from "../../../workspaces/pages";
import { askGitHubAnew, reachableKey, reachableQuery } from "../../api/repositories";
import { fullNameOf, isFullName } from "../../model/fullName";
import styles from "./Connect.module.css";
import { ReachableRow } from "./ReachableRow";

interface PickingProps {
  workspaceId: string;
  /** Where the GitHub App is given further repositories, if there is one. */
  appUrl: string | undefined;
  onConnect: (names: readonly string[]) => void;
  onClose: () => void;
}

/** The repositories that one's GitHub account reaches; one or many are picked. */
export function Picking({ workspaceId, appUrl, onConnect, onClose }: PickingProps) {
  const queries = useQueryClient();
  const [typed, setTyped] = useState("");
  const q = useSettled(typed.trim(), PAUSE_MS);
  const query = useInfiniteQuery(reachableQuery(workspaceId, q));
  const { data, error, isFetching } = query;
  const [picked, setPicked] = useState<readonly string[]>([]);
  const [asking, setAsking] = useState(false);
  const found = data?.pages.flatMap(({ items }) => items) ?? [];
  const named = fullNameOf(typed);
  const unlisted =
    isFullName(named) &&
    !isFetching &&
    !found.some(({ full_name }) => full_name.toLowerCase() === named.toLowerCase());

  const toggle = (name: string) =>
    setPicked(picked.includes(name) ? picked.filter((one) => one !== name) : [...picked, name]);
  const anew = async () => {
    setAsking(true);
    // What fails is told by the list, which is asked for next.
    await askGitHubAnew().catch(() => undefined);
    await queries.invalidateQueries({ queryKey: reachableKey });
    setAsking(false);
  };
  return (
    <>
      <div className={styles.search}>
        <TextField
          label="Search your repositories"
          labelHidden
          icon="search"
          placeholder="Search by name"
          className={styles.searchField}
          dir="ltr"
          spellCheck={false}
          autoCapitalize="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          data-autofocus
        />
        <IconButton
          icon="refresh"
          label="Ask GitHub anew"
          tooltip="Ask GitHub anew"
          busy={asking}
          onClick={() => void anew()}
        />
      </div>
      {error ? (
        <ErrorState
          level={3}
          className={styles.failed}
          title={describeError(error).title}
          onRetry={() => void query.refetch()}
        >
          {describeError(error).text}
        </ErrorState>
      ) : !data ? (
        <RowsSkeleton label="Asking GitHub for your repositories" rows={4} />
      ) : (
        <div className={styles.scroll} tabIndex={-1}>
          <ul role="list" className={styles.list} aria-label="Your repositories">
            {found.map((one) => (
              <ReachableRow
                key={one.github_id}
                one={one}
                picked={picked.includes(one.full_name)}
                onToggle={() => toggle(one.full_name)}
              />
            ))}
          </ul>
          {query.hasNextPage && (
            <Button
              size="small"
              variant="quiet"
              busy={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              Show more
            </Button>
          )}
          {found.length === 0 && (
            <p className={styles.none} role="status">
              {q ? `None of your repositories matches “${q}”.` : "GitHub shows none to you."}
            </p>
          )}
        </div>
      )}
      <div className={styles.further}>
        {unlisted && (
          <Button size="small" icon="plus" onClick={() => onConnect([named])}>
            Connect {named} by its name
          </Button>
        )}
        {data?.pages[0]?.truncated && !unlisted && (
          <p>You reach more than stand here: type the whole name of one, such as acme/rocket.</p>
        )}
        {appUrl && (
          <p>
            One is missing?{" "}
            <ExternalLink href={appUrl} className={styles.link}>
              Give the GitHub App access to it
            </ExternalLink>
          </p>
        )}
      </div>
      <DialogFoot>
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="primary" disabled={picked.length === 0} onClick={() => onConnect(picked)}>
          {picked.length > 1 ? `Connect ${picked.length} repositories` : "Connect"}
        </Button>
      </DialogFoot>
    </>
  );
}
