import { useNavigate } from "@tanstack/react-router";

import { mayManage, rememberWorkspace, type WorkspaceBoards } from "../../features/workspaces";
import {
  Icon,
  initials,
  Menu,
  MenuCheckItem,
  MenuItem,
  MenuLabel,
  MenuSeparator,
  tip,
} from "../../lib";
import styles from "./Rail.module.css";

/** Which workspace's boards the rail shows, and what else it has. */
export function WorkspaceMenu({
  items,
  current,
}: {
  items: readonly WorkspaceBoards[];
  current: WorkspaceBoards;
}) {
  const navigate = useNavigate();
  const choose = ({ workspace, boards }: WorkspaceBoards) => {
    rememberWorkspace(workspace.id);
    const first = boards?.[0];
    if (first) void navigate({ to: "/b/$boardId", params: { boardId: first.id } });
    else void navigate({ to: "/" });
  };
  return (
    <Menu
      side="right"
      align="start"
      trigger={
        <button
          type="button"
          className={styles.workspace}
          aria-label={`${initials(current.workspace.name)}: workspace ${current.workspace.name}`}
          {...tip(current.workspace.name, undefined, "right")}
        >
          {initials(current.workspace.name)}
          <Icon name="chevron-down" size={10} />
        </button>
      }
    >
      <MenuLabel>{current.workspace.name}</MenuLabel>
      <WorkspacePlaces workspace={current.workspace} />
      {items.length > 1 && <MenuSeparator />}
      {items.length > 1 &&
        items.map((item) => (
          <MenuCheckItem
            key={item.workspace.id}
            checked={item.workspace.id === current.workspace.id}
            onSelect={() => choose(item)}
          >
            {item.workspace.name}
          </MenuCheckItem>
        ))}
    </Menu>
  );
}

/** The pages of a workspace, apart from its boards. */
function WorkspacePlaces({ workspace }: { workspace: WorkspaceBoards["workspace"] }) {
  const navigate = useNavigate();
  const params = { workspaceId: workspace.id };
  return (
    <>
      <MenuItem
        icon="people"
        onSelect={() => void navigate({ to: "/w/$workspaceId/members", params })}
      >
        Members
      </MenuItem>
      <MenuItem
        icon="branch"
        onSelect={() => void navigate({ to: "/w/$workspaceId/repositories", params })}
      >
        Repositories
      </MenuItem>
      <MenuItem
        icon="refresh"
        onSelect={() => void navigate({ to: "/w/$workspaceId/background-work", params })}
      >
        Background work
      </MenuItem>
      {mayManage(workspace) && (
        <MenuItem
          icon="clock"
          onSelect={() => void navigate({ to: "/w/$workspaceId/audit", params })}
        >
          Audit log
        </MenuItem>
      )}
    </>
  );
}
