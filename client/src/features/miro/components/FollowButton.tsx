import { useMutation, useQueryClient } from "@tanstack/react-query";

import { describeError } from "../../../api/describe";
import { announce, Button, showToast } from "../../../lib";
import {
  askAgainIfAsking,
  followWhiteboard,
  keepWhiteboard,
  unfollowWhiteboard,
  type Whiteboard,
} from "../api/whiteboards";
import { isFollowed } from "../model/follows";
import { nameOf } from "../model/health";
import styles from "./Boards.module.css";

/** Has a board looked at for changes, or not any more. Once it cannot be, it can be followed again. */
export function FollowButton({ board }: { board: Whiteboard }) {
  const queries = useQueryClient();
  const name = nameOf(board);
  const ends = isFollowed(board) && !board.follow?.problem;
  const changing = useMutation({
    mutationFn: async () => {
      if (!ends) return followWhiteboard(queries, board.id);
      await unfollowWhiteboard(queries, board.id);
      return { ...board, follow: null };
    },
    onSuccess: (now) => {
      keepWhiteboard(queries, now);
      askAgainIfAsking(queries);
      announce(ends ? `${name} is not followed any more.` : `${name} is followed.`);
    },
    onError: (error) => {
      const { title, text } = describeError(error);
      const what = ends ? "is still followed" : "could not be followed";
      showToast({ tone: "danger", text: `“${name}” ${what}`, detail: `${title}. ${text}` });
    },
  });
  const words = ends ? "Unfollow" : "Follow";
  return (
    <Button
      size="small"
      variant="quiet"
      className={styles.tool}
      busy={changing.isPending}
      aria-label={`${words}: ${name}`}
      onClick={() => changing.mutate()}
    >
      {words}
    </Button>
  );
}
