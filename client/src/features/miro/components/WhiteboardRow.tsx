import { useQuery } from "@tanstack/react-query";

import { describeError } from "../../../api/describe";
import { ApiError } from "../../../api/errors";
import { Button, ExternalLink, Icon, Time } from "../../../lib";
import { type Whiteboard, whiteboardQuery } from "../api/whiteboards";
import { followWords, whyNotFollowed } from "../model/follows";
import { counted, type Health, healthOf, isUnderWay, nameOf } from "../model/health";
import { whyNot } from "../model/why";
import styles from "./Boards.module.css";
import { FollowButton } from "./FollowButton";
import { useReading } from "./useReading";

export interface WhiteboardRowProps {
  board: Whiteboard;
  /** Who looks. */
  me: string | undefined;
  /** How often to look while it is read, in milliseconds. */
  everyMs: number;
}

/** One board: where it is, how it stands, and what can be done. */
export function WhiteboardRow({ board, me, everyMs }: WhiteboardRowProps) {
  const { task } = board;
  const underWay = isUnderWay(board);
  const looking = useQuery({ ...whiteboardQuery(board.id, everyMs), enabled: underWay });
  const mine = task !== null && task.requested_by === me;
  const reading = useReading(board, mine);
  const { refused } = reading;
  const health = healthOf(board, refused !== null);
  const lost = underWay ? looking.error : null;
  const wrong = refused ?? lost;
  const why = wrong ? described(wrong) : task && whyNot(task, health, mine, looking.dataUpdatedAt);
  const unfollowed = whyNotFollowed(board);
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <p className={styles.name}>
          <ExternalLink href={board.view_link}>
            <bdi>{nameOf(board)}</bdi>
          </ExternalLink>
        </p>
        <Facts board={board} health={health} />
        {why && <p className={styles.why}>{why}</p>}
        {unfollowed && <p className={styles.why}>{unfollowed}</p>}
      </div>
      <div className={styles.tools}>
        <FollowButton board={board} />
        <Tool
          board={board}
          stops={underWay && mine}
          again={health.kind === "failed"}
          reading={reading}
        />
      </div>
      {health.kind === "reading" && (
        <progress
          className={styles.progress}
          aria-label={`Reading ${nameOf(board)}`}
          value={task?.progress?.done ?? 0}
          max={task?.progress?.total || 1}
        />
      )}
    </li>
  );
}

function Facts({ board, health }: { board: Whiteboard; health: Health }) {
  const { as_of: asOf, complete, items, tags, team_name: team } = board;
  const { icon, tone, words, kind } = health;
  const followed = followWords(board);
  return (
    <p className={styles.facts}>
      <span className={styles.state} data-tone={tone}>
        <Icon name={icon} size={14} className={styles.glyph} />
        <span>
          {words}
          {kind === "read" && asOf && (
            <>
              {" "}
              <Time value={asOf} />
            </>
          )}
          {kind === "read" && !complete && ", without its tags"}
        </span>
      </span>
      {kind !== "read" && kind !== "reading" && asOf && (
        <span>
          Last read <Time value={asOf} />
        </span>
      )}
      {/* Meanwhile they are told by how far it is. */}
      {kind !== "reading" && (asOf || items > 0) && <span>{counted(items, "item")}</span>}
      {kind !== "reading" && (complete || tags > 0) && <span>{counted(tags, "tag")}</span>}
      {team && <span dir="auto">{team}</span>}
      {followed && <span>{followed}</span>}
    </p>
  );
}

interface ToolProps {
  board: Whiteboard;
  /** Whether it is read for whoever looks. */
  stops: boolean;
  /** Whether it failed the last time. */
  again: boolean;
  reading: ReturnType<typeof useReading>;
}

/** One button, which keeps the focus whatever becomes of it. */
function Tool({ board, stops, again, reading }: ToolProps) {
  const underWay = isUnderWay(board);
  const words = stops ? "Stop" : again ? "Try again" : "Read now";
  const run = stops ? reading.stop : reading.read;
  const inert = underWay && (!stops || board.task?.cancelling === true);
  return (
    <Button
      size="small"
      icon={again && !stops ? "refresh" : undefined}
      className={styles.tool}
      busy={reading.busy}
      aria-disabled={inert || undefined}
      aria-label={`${words}: ${nameOf(board)}`}
      onClick={inert ? undefined : run}
    >
      {words}
    </Button>
  );
}

function described(error: unknown): string {
  const { title, text } = describeError(error);
  // What Miro says is all in the text.
  const alone = error instanceof ApiError && error.code.startsWith("miro_");
  return alone ? text : `${title}. ${text}`;
}
