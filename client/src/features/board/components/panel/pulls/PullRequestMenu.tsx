import { copyText, IconButton, Menu, MenuItem, MenuSeparator } from "../../../../../lib";
import { nameOf, type PullRequest } from "../../../model";
import type { PullRequestEdits } from "./usePullRequestEdits";
import type { Refresh } from "./useRefresh";

interface PullRequestMenuProps {
  readonly one: PullRequest;
  readonly edits: PullRequestEdits;
  readonly refresh: Refresh;
  /** Where the focus goes when it is gone. */
  readonly onRemoved: () => void;
}

/** What one does with a pull request of a card. */
export function PullRequestMenu({ one, edits, refresh, onRemoved }: PullRequestMenuProps) {
  const name = nameOf(one);
  const closes = one.closes ?? true;
  const { url } = one;
  return (
    <Menu
      align="end"
      trigger={
        <IconButton icon="more" size="small" label={`Actions for ${name}`} tooltip="Actions" />
      }
    >
      <MenuItem
        icon="refresh"
        disabled={refresh.busy === one.id}
        onSelect={() => refresh.begin(one)}
      >
        Refresh from GitHub
      </MenuItem>
      {url !== undefined && (
        <MenuItem icon="copy" onSelect={() => void copyText(url, "address")}>
          Copy address
        </MenuItem>
      )}
      <MenuItem
        icon={closes ? "link" : "pull-request-merged"}
        onSelect={() => edits.setCloses(one, !closes)}
      >
        {closes ? "Only mentions this card" : "Finishes this card"}
      </MenuItem>
      <MenuSeparator />
      <MenuItem
        icon="close"
        danger
        onSelect={() => {
          edits.remove(one);
          onRemoved();
        }}
      >
        Remove from this card
      </MenuItem>
    </Menu>
  );
}
