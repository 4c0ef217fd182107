import { type ReactNode, useState } from "react";
import {
  Button,
  copyText,
  Dialog,
  IconButton,
  Menu,
  MenuItem,
  MenuSeparator,
} from "../../../../lib";
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
  const [asking, setAsking] = useState(false);
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
            <MenuItem icon="trash" danger onSelect={() => void setTimeout(() => setAsking(true))}>
              Delete…
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
      {card && (
        <Dialog
          open={asking}
          size="small"
          title={`Delete ${cardKey}?`}
          description="It is gone for everybody, for good. To keep it out of the way, archive it instead."
          onClose={() => setAsking(false)}
          footer={
            <>
              <Button onClick={() => setAsking(false)} data-autofocus>
                Cancel
              </Button>
              <Button
                variant="danger"
                onClick={() => {
                  setAsking(false);
                  actions.close();
                  actions.edits.delete([card.id]);
                }}
              >
                Delete card
              </Button>
            </>
          }
        />
      )}
    </header>
  );
}
