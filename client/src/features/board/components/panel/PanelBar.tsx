import type { ReactNode } from "react";
import { copyText, IconButton, Menu, MenuItem, MenuSeparator } from "../../../../lib";
import type { Card } from "../../model";
import { useActions, useLookup } from "../context";
import styles from "./Panel.module.css";

interface PanelBarProps {
  readonly cardKey: string;
  readonly card?: Card | undefined;
  readonly children?: ReactNode;
}

/** The head of the panel: which card, who looks at it, and what can be done with it. */
export function PanelBar({ cardKey, card, children }: PanelBarProps) {
  const { canEdit } = useLookup();
  const actions = useActions();
  // Asked after the menu has given the focus back.
  const transfer = () => {
    if (card) actions.ui.set({ dialog: { kind: "transfer", cardId: card.id } });
  };
  return (
    <header className={styles.bar}>
      <span className={styles.key}>{cardKey}</span>
      <span className={styles.spread} />
      {children}
      <span className={styles.tools}>
        <IconButton
          icon="link"
          label="Copy link"
          onClick={() => void copyText(location.origin + location.pathname, `link to ${cardKey}`)}
        />
        {card && canEdit && (
          <Menu align="end" trigger={<IconButton icon="more" label={`Actions for ${cardKey}`} />}>
            <MenuItem icon="copy" onSelect={() => actions.copy(card.id)}>
              Copy
            </MenuItem>
            <MenuItem icon="board" onSelect={() => void setTimeout(transfer)}>
              Move to another board…
            </MenuItem>
            <MenuSeparator />
            <MenuItem
              icon="archive"
              onSelect={() => {
                actions.close();
                actions.archive([card.id]);
              }}
            >
              Archive
            </MenuItem>
            <MenuSeparator />
            <MenuItem
              icon="trash"
              danger
              onSelect={() => {
                actions.close();
                actions.delete(card.id);
              }}
            >
              Delete
            </MenuItem>
          </Menu>
        )}
        <IconButton
          icon="close"
          label="Close the card"
          shortcut="escape"
          onClick={() => actions.close()}
        />
      </span>
    </header>
  );
}
