import { Button, IconButton, type IconName } from "../../../lib";
import type { BoardState } from "../model";
import styles from "./BulkBar.module.css";
import { useActions } from "./context";
import { CardPicker } from "./pickers/CardPicker";
import { type PickerKind, useUi, useUiStore } from "./ui";

const PICKS: readonly { kind: PickerKind; words: string; icon: IconName }[] = [
  { kind: "column", words: "Move", icon: "arrow-right" },
  { kind: "labels", words: "Label", icon: "tag" },
  { kind: "assignees", words: "Assign", icon: "person" },
  { kind: "priority", words: "Priority", icon: "priority-medium" },
  { kind: "due", words: "Due", icon: "calendar" },
];

/** What can be done with all selected cards at once. */
export function BulkBar({ state }: { state: BoardState }) {
  const ui = useUiStore();
  const actions = useActions();
  const selected = useUi((one) => one.selected);
  if (selected.size === 0) return null;
  const ids = actions.targets(null);
  const cards = ids.flatMap((id) => state.cards.get(id) ?? []);
  return (
    <div className={styles.bar} role="toolbar" aria-label="Selected cards">
      <span className={styles.count} role="status">
        <b>{cards.length}</b> selected
      </span>
      {PICKS.map(({ kind, words, icon }) => (
        <CardPicker
          key={kind}
          kind={kind}
          cards={cards}
          trigger={
            <Button variant="quiet" size="small" icon={icon}>
              {words}
            </Button>
          }
        />
      ))}
      <Button
        variant="quiet"
        size="small"
        icon="archive"
        onClick={() => actions.archive(ids)}
        shortcut="Del"
        tooltip="Archive the selected cards"
      >
        Archive
      </Button>
      <IconButton
        icon="close"
        label="Clear the selection"
        shortcut="escape"
        size="small"
        onClick={() => ui.clearSelection()}
      />
    </div>
  );
}
