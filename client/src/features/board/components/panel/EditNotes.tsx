import { type ReactNode, useState } from "react";
import { Button, Icon, Time } from "../../../../lib";
import { personOf, useLookup } from "../context";
import { Compare } from "./Compare";
import styles from "./Notes.module.css";
import type { TextEdit } from "./useTextEdit";

/** Found again after a reload: says so, and offers to drop it. */
export function DraftNote({ edit, onResume }: { edit: TextEdit; onResume: () => void }) {
  if (edit.editing ? !edit.restored : !edit.kept) return null;
  return (
    <div className={styles.note} role="status">
      <Icon name="clock" size={14} />
      <span className={styles.words}>
        {edit.editing ? "This is your unsaved draft." : "Draft kept in this browser."}
      </span>
      {!edit.editing && (
        <Button size="small" variant="quiet" onClick={onResume}>
          Continue
        </Button>
      )}
      <Button size="small" variant="quiet" onClick={() => edit.discard()}>
        Discard
      </Button>
    </div>
  );
}

interface ChangedNoteProps {
  readonly edit: TextEdit;
  /** What one writes in; both texts take its place while they are compared. */
  readonly children: ReactNode;
  /** One goes on writing. */
  readonly onDone: () => void;
}

/** Somebody else saved the same text while one was writing: theirs is a press away. */
export function ChangedNote({ edit, children, onDone }: ChangedNoteProps) {
  const lookup = useLookup();
  const [seen, setSeen] = useState(false);
  const { theirs } = edit;
  if (!theirs) return children;
  const name = theirs.actor_id ? personOf(lookup, theirs.actor_id).name : "Somebody";
  const text = typeof theirs.value === "string" ? theirs.value : "";
  if (seen) {
    return (
      <Compare
        mine={edit.text}
        theirs={text}
        who={name}
        when={theirs.at}
        onMine={() => {
          edit.keepMine();
          setSeen(false);
        }}
        onTheirs={() => edit.discard()}
        onMerge={(merged) => {
          edit.keepMine(merged);
          setSeen(false);
        }}
      />
    );
  }
  return (
    <>
      <div className={styles.note} data-tone="care" role="status">
        <Icon name="info" size={14} />
        <span className={styles.words}>
          <b dir="auto">{name}</b> changed this {theirs.at && <Time value={theirs.at} />}
        </span>
        <Button size="small" variant="quiet" onClick={() => setSeen(true)}>
          See theirs
        </Button>
        <Button
          size="small"
          variant="quiet"
          onClick={() => {
            edit.keepMine();
            onDone();
          }}
        >
          Keep mine
        </Button>
      </div>
      {children}
    </>
  );
}
