import { useNavigate } from "@tanstack/react-router";

import { describeError } from "../../api/describe";
import type { Me } from "../../api/queries";
import { signOut } from "../../features/session";
import {
  Avatar,
  Menu,
  MenuItem,
  MenuLabel,
  MenuSeparator,
  showToast,
  Skeleton,
  tip,
} from "../../lib";
import { openPalette } from "../palette/open";
import styles from "./Rail.module.css";

/** Signs out; says so if that was not possible. */
export function leave(): void {
  signOut().catch((error: unknown) => {
    const { title, text } = describeError(error);
    showToast({ tone: "danger", text: title, detail: text });
  });
}

export function PersonMenu({ me }: { me: Me | undefined }) {
  const navigate = useNavigate();
  return (
    <Menu
      side="right"
      align="end"
      trigger={
        <button
          type="button"
          className={styles.button}
          aria-label={me ? `You: ${me.name}` : "You"}
          {...tip(me?.name ?? "You", undefined, "right")}
        >
          {me ? (
            <Avatar person={me} size={28} decorative />
          ) : (
            <Skeleton round width={28} height={28} />
          )}
        </button>
      }
    >
      {me && <MenuLabel>{me.name}</MenuLabel>}
      <MenuItem icon="person" onSelect={() => void navigate({ to: "/account" })}>
        Your account
      </MenuItem>
      <MenuItem
        icon="whiteboard"
        shortcut="g m"
        onSelect={() => void navigate({ to: "/whiteboards" })}
      >
        Whiteboards
      </MenuItem>
      <MenuItem icon="settings" shortcut="g s" onSelect={() => void navigate({ to: "/settings" })}>
        Settings
      </MenuItem>
      <MenuItem icon="keyboard" shortcut="?" onSelect={() => openPalette("shortcuts")}>
        Keyboard shortcuts
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon="sign-out" onSelect={leave}>
        Sign out
      </MenuItem>
    </Menu>
  );
}
