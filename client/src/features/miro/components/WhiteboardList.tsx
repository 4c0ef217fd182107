import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";

import { meQuery } from "../../../api/queries";
import { Button, cx } from "../../../lib";
import { Notice } from "../../workspaces/forms";
import type { Whiteboard } from "../api/whiteboards";
import { isUnderWay } from "../model/health";
import { nextLook } from "../model/looking";
import styles from "./Boards.module.css";
import { useShowMore } from "./useShowMore";
import { WhiteboardRow } from "./WhiteboardRow";

export interface WhiteboardListProps {
  boards: readonly Whiteboard[];
  /** What a search came to, read out. */
  found: string | undefined;
  /** Whether these are those of the search before. */
  old: boolean;
  more: boolean;
  /** Why there are not more. */
  moreError: unknown;
  loadingMore: boolean;
  onMore: () => void;
}

/** The boards, and the way to further ones. */
export function WhiteboardList(props: WhiteboardListProps) {
  const { boards, found, old, more, moreError, loadingMore, onMore } = props;
  const { data: me } = useQuery(meQuery);
  const everyMs = nextLook(boards.filter(isUnderWay).length);
  const list = useRef<HTMLUListElement>(null);
  const beginMore = useShowMore(list, boards.length, loadingMore, Boolean(moreError));
  const showMore = () => {
    beginMore();
    onMore();
  };
  return (
    <div aria-busy={old || undefined}>
      <p className="visually-hidden" role="status">
        {found}
      </p>
      <ul
        ref={list}
        role="list"
        className={cx(styles.rows, old && styles.old)}
        aria-label="Your boards in Miro"
      >
        {boards.map((board) => (
          <WhiteboardRow key={board.id} board={board} me={me?.id} everyMs={everyMs} />
        ))}
      </ul>
      {Boolean(moreError) && <Notice error={moreError} />}
      {more && (
        <div className={styles.more}>
          <Button busy={loadingMore} onClick={showMore}>
            Show more
          </Button>
        </div>
      )}
    </div>
  );
}
