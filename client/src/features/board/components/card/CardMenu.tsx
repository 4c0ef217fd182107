import { copyText, Menu, MenuItem, MenuSeparator } from "../../../../lib";
import { type Card, nextStage } from "../../model";
import { askForBranch, copyBranch } from "../branching";
import { useActions } from "../context";
import { counted } from "../edits";
import floating from "../pickers/Floating.module.css";
import { finishCard, startCard, startCardWith } from "../stages";
import { type PickerKind, useUi, useUiStore } from "../ui";

const PICKS = [
  { kind: "column", words: "Move to…", icon: "arrow-right", keys: "m" },
  { kind: "assignees", words: "Assign…", icon: "person", keys: "a" },
  { kind: "labels", words: "Label…", icon: "tag", keys: "l" },
  { kind: "priority", words: "Priority…", icon: "priority-medium", keys: "p" },
  { kind: "due", words: "Due date…", icon: "calendar", keys: "d" },
] as const;

/** What comes next for a card, where something does. */
function StageItems({ card, later }: { card: Card; later: (run: () => void) => () => void }) {
  const actions = useActions();
  const stage = nextStage(card, actions.scene.columns);
  if (!stage || !actions.scene.canEdit) return null;
  return (
    <>
      {stage === "finish" ? (
        <MenuItem icon="check" shortcut="shift+f" onSelect={() => finishCard(actions, card.id)}>
          Finish
        </MenuItem>
      ) : (
        <>
          <MenuItem icon="arrow-right" shortcut="s" onSelect={() => startCard(actions, card.id)}>
            Start
          </MenuItem>
          <MenuItem
            icon="branch"
            shortcut="shift+s"
            onSelect={later(() => startCardWith(actions, card.id))}
          >
            Start with…
          </MenuItem>
        </>
      )}
      <MenuSeparator />
    </>
  );
}

/** The menu of a card, or of all that are selected if it is one of them; one for the whole board. */
export function CardMenu() {
  const ui = useUiStore();
  const actions = useActions();
  const menu = useUi((state) => state.menu);
  const card = menu && actions.edits.card(menu.cardId);
  if (!menu || !card) return null;
  const targets = actions.targets(card.id);
  const single = targets.length === 1;
  const close = () => ui.set({ menu: null });
  // After the menu has let the focus go, which would close what opens here.
  const later = (run: () => void) => () => void setTimeout(run);
  const pick = (kind: PickerKind) => later(() => actions.openPicker(kind, targets, card.id));
  return (
    <Menu
      key={`${menu.cardId} ${menu.x} ${menu.y}`}
      open
      onOpenChange={(open) => {
        if (!open) close();
      }}
      trigger={
        <span className={floating.anchor} style={{ left: menu.x, top: menu.y }} aria-hidden />
      }
    >
      {single && (
        <>
          <MenuItem icon="panel" shortcut="enter" onSelect={() => actions.open(card.id)}>
            Open
          </MenuItem>
          <MenuItem icon="edit" shortcut="e" onSelect={later(() => actions.startRenaming(card.id))}>
            Edit title
          </MenuItem>
          <MenuItem
            icon="link"
            onSelect={() =>
              void copyText(
                new URL(actions.hrefOf(card), location.href).href,
                `link to ${card.key}`,
              )
            }
          >
            Copy link
          </MenuItem>
          <MenuItem icon="check" shortcut="x" onSelect={() => actions.toggle(card.id)}>
            Select
          </MenuItem>
          <MenuSeparator />
          <StageItems card={card} later={later} />
        </>
      )}
      {PICKS.map(({ kind, words, icon, keys }) => (
        <MenuItem key={kind} icon={icon} shortcut={keys} onSelect={pick(kind)}>
          {words}
        </MenuItem>
      ))}
      <MenuSeparator />
      {single && (
        <>
          <MenuItem
            icon="branch"
            shortcut="b"
            onSelect={later(() => askForBranch(actions, card.id))}
          >
            Create branch…
          </MenuItem>
          <MenuItem
            icon="copy"
            shortcut="shift+b"
            onSelect={() => copyBranch(actions, "name", card.id)}
          >
            Copy branch name
          </MenuItem>
          <MenuSeparator />
          <MenuItem icon="copy" shortcut="c" onSelect={() => actions.copy(card.id)}>
            Copy
          </MenuItem>
          <MenuItem
            icon="board"
            onSelect={later(() => ui.set({ dialog: { kind: "transfer", cardId: card.id } }))}
          >
            Move to another board…
          </MenuItem>
          <MenuSeparator />
        </>
      )}
      <MenuItem icon="archive" shortcut="Del" onSelect={() => actions.archive(targets)}>
        {single ? "Archive" : `Archive ${counted(targets.length, "card")}`}
      </MenuItem>
      {single && (
        <MenuItem icon="trash" shortcut="shift+Del" danger onSelect={() => actions.delete(card.id)}>
          Delete
        </MenuItem>
      )}
    </Menu>
  );
}
