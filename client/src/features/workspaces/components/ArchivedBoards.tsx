import { useQuery } from "@tanstack/react-query";

import { describeError } from "../../../api/describe";
import { archivedBoardsQuery } from "../../../api/queries";
import { Button, ErrorState, Icon, Skeleton, Time } from "../../../lib";
import styles from "./ArchivedBoards.module.css";
import { useArchiving } from "./useArchiving";

/** The archived boards of a workspace, with the way back. */
export function ArchivedBoards({
  workspaceId,
  editable,
}: {
  workspaceId: string;
  editable: boolean;
}) {
  const { data, error, refetch } = useQuery(archivedBoardsQuery(workspaceId));
  const { restore } = useArchiving();
  if (!data && error) {
    const { title, text, requestId } = describeError(error);
    return (
      <ErrorState level={3} title={title} requestId={requestId} onRetry={() => void refetch()}>
        {text}
      </ErrorState>
    );
  }
  return (
    <div className={styles.archived}>
      <h3 className={styles.title}>
        <Icon name="archive" size={14} /> Archived
      </h3>
      {!data ? (
        <Skeleton height={20} width={240} />
      ) : data.length === 0 ? (
        <p className={styles.none}>No board is archived.</p>
      ) : (
        <ul role="list" className={styles.list}>
          {data.map((board) => (
            <li key={board.id} className={styles.row}>
              <span className={styles.key}>{board.key}</span>
              <span className={styles.name} dir="auto">
                {board.name}
              </span>
              {board.archived_at && <Time value={board.archived_at} className={styles.time} />}
              {editable && (
                <Button
                  size="small"
                  icon="undo"
                  onClick={() => void restore(board)}
                  aria-label={`Bring back ${board.name}`}
                >
                  Bring back
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
