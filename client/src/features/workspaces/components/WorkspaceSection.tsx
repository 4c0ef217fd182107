import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";

import { describeError } from "../../../api/describe";
import {
  Badge,
  Button,
  EmptyState,
  ErrorState,
  IconButton,
  Menu,
  MenuCheckItem,
  MenuItem,
  MenuSeparator,
} from "../../../lib";
import { openDialog } from "../model/dialogs";
import { byRecency, type Recent } from "../model/recent";
import { mayEdit, mayManage } from "../model/roles";
import type { Sketch } from "../model/sketches";
import type { WorkspaceBoards } from "../model/useWorkspaces";
import { ArchivedBoards } from "./ArchivedBoards";
import { BoardGrid, BoardGridSkeleton } from "./BoardGrid";
import { BoardPreview } from "./BoardPreview";
import styles from "./HomePage.module.css";

/** One workspace: its name, and its boards. */
export function WorkspaceSection({
  workspace,
  boards,
  error,
  retry,
  recent,
  sketches,
}: WorkspaceBoards & { recent: Recent; sketches: ReadonlyMap<string, Sketch> }) {
  const [archived, setArchived] = useState(false);
  const navigate = useNavigate();
  const headingId = `workspace-${workspace.id}`;
  const create = () => openDialog({ kind: "create-board", workspaceId: workspace.id });
  return (
    <section className={styles.section} aria-labelledby={headingId}>
      <header className={styles.sectionHead}>
        <h2 id={headingId} className={styles.name} dir="auto">
          {workspace.name}
        </h2>
        {!mayEdit(workspace) && <Badge icon="eye">You can read</Badge>}
        <Menu
          align="start"
          trigger={
            <IconButton
              icon="more"
              label={`More for ${workspace.name}`}
              tooltip="More"
              size="small"
            />
          }
        >
          {mayEdit(workspace) && (
            <MenuItem icon="plus" onSelect={create}>
              New board
            </MenuItem>
          )}
          {mayManage(workspace) && (
            <MenuItem
              icon="edit"
              onSelect={() => openDialog({ kind: "rename-workspace", workspace })}
            >
              Rename workspace
            </MenuItem>
          )}
          <MenuItem
            icon="people"
            onSelect={() =>
              void navigate({
                to: "/w/$workspaceId/members",
                params: { workspaceId: workspace.id },
              })
            }
          >
            Members
          </MenuItem>
          <MenuItem
            icon="branch"
            onSelect={() =>
              void navigate({
                to: "/w/$workspaceId/repositories",
                params: { workspaceId: workspace.id },
              })
            }
          >
            Repositories
          </MenuItem>
          {mayManage(workspace) && (
            <MenuItem
              icon="clock"
              onSelect={() =>
                void navigate({
                  to: "/w/$workspaceId/audit",
                  params: { workspaceId: workspace.id },
                })
              }
            >
              Audit log
            </MenuItem>
          )}
          <MenuSeparator />
          <MenuCheckItem icon="archive" checked={archived} onSelect={() => setArchived(!archived)}>
            Show archived boards
          </MenuCheckItem>
        </Menu>
      </header>
      {boards?.length === 0 ? (
        <EmptyState
          className={styles.empty}
          picture={<BoardPreview columns={[]} mini className={styles.emptyPicture} />}
          title="No boards here yet"
          level={3}
          action={
            mayEdit(workspace) && (
              <Button icon="plus" variant="primary" onClick={create}>
                New board
              </Button>
            )
          }
        >
          {mayEdit(workspace)
            ? "A board holds the cards of one team or one project."
            : "Members of this workspace can make one."}
        </EmptyState>
      ) : boards ? (
        <BoardGrid
          boards={byRecency(boards, recent)}
          recent={recent}
          sketches={sketches}
          editable={mayEdit(workspace)}
          onCreate={mayEdit(workspace) ? create : undefined}
        />
      ) : error ? (
        <ErrorState level={3} onRetry={retry} {...withoutRetry(error)} />
      ) : (
        <BoardGridSkeleton />
      )}
      {archived && <ArchivedBoards workspaceId={workspace.id} editable={mayEdit(workspace)} />}
    </section>
  );
}

function withoutRetry(error: unknown) {
  const { title, text, requestId } = describeError(error);
  return { title, children: text, requestId };
}
