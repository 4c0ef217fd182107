import { useNavigate } from "@tanstack/react-router";

import { rememberWorkspace, type WorkspaceBoards } from "../../features/workspaces";
import { Icon, initials, Menu, MenuCheckItem, tip } from "../../lib";
import styles from "./Rail.module.css";

/** Which workspace's boards the rail shows. */
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
      {items.map((item) => (
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
