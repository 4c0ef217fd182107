import { Link } from "@tanstack/react-router";

import type { Board } from "../../../api/queries";
import { Icon, IconButton, Menu, MenuItem, Skeleton, Time } from "../../../lib";
import { openDialog } from "../model/dialogs";
import type { Recent } from "../model/recent";
import type { Sketch } from "../model/sketches";
import styles from "./BoardGrid.module.css";
import { BoardSketch } from "./BoardSketch";
import { useArchiving } from "./useArchiving";

export interface BoardGridProps {
  boards: readonly Board[];
  recent: Recent;
  sketches: ReadonlyMap<string, Sketch>;
  editable: boolean;
  /** Offers a new board as the last tile. */
  onCreate?: (() => void) | undefined;
}

/** Boards as tiles. */
export function BoardGrid({ boards, recent, sketches, editable, onCreate }: BoardGridProps) {
  return (
    <ul role="list" className={styles.grid}>
      {boards.map((board) => (
        <BoardTile
          key={board.id}
          board={board}
          opened={recent.boards[board.id]}
          sketch={sketches.get(board.id)}
          editable={editable}
        />
      ))}
      {onCreate && (
        <li>
          <button type="button" className={styles.create} onClick={onCreate}>
            <Icon name="plus" />
            New board
          </button>
        </li>
      )}
    </ul>
  );
}

interface BoardTileProps {
  board: Board;
  opened: string | undefined;
  sketch: Sketch | undefined;
  editable: boolean;
}

function BoardTile({ board, opened, sketch, editable }: BoardTileProps) {
  const { archive } = useArchiving();
  return (
    <li className={styles.tile}>
      <BoardSketch sketch={sketch} />
      <h3 className={styles.name}>
        {/* The whole tile is the link; its menu lies above it. */}
        <Link to="/b/$boardId" params={{ boardId: board.id }} className={styles.link} dir="auto">
          {board.name}
        </Link>
      </h3>
      <p className={styles.facts}>
        <span className={styles.key}>{board.key}</span>
        <span>
          {opened ? "Opened " : "Created "}
          <Time value={opened ?? board.created_at} className={styles.time} />
        </span>
      </p>
      {editable && (
        <div className={styles.menu}>
          <Menu
            align="end"
            trigger={
              <IconButton
                icon="more"
                label={`More for ${board.name}`}
                tooltip="More"
                size="small"
              />
            }
          >
            <MenuItem icon="edit" onSelect={() => openDialog({ kind: "rename-board", board })}>
              Rename
            </MenuItem>
            <MenuItem icon="archive" onSelect={() => void archive(board)}>
              Archive
            </MenuItem>
          </Menu>
        </div>
      )}
    </li>
  );
}

/** Three tiles to come. */
export function BoardGridSkeleton() {
  return (
    <div className={styles.grid} role="status" aria-label="Loading the boards">
      {[0, 1, 2].map((index) => (
        <div key={index} className={styles.tile}>
          <Skeleton height={88} className={styles.boneSketch} />
          <Skeleton width="60%" height={14} className={styles.boneName} />
          <Skeleton width="40%" height={12} className={styles.boneFacts} />
        </div>
      ))}
    </div>
  );
}
