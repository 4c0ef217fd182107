import { useEffect, useId, useRef } from "react";

import { cx, Icon, IconButton } from "../../../lib";
import { refusalOf } from "../model/refusals";
import styles from "./Whiteboards.module.css";

export interface RefusalNoteProps {
  /** What `miro_error` said. */
  code: string;
  onDismiss: () => void;
}

/** Why nothing came of connecting Miro; whoever comes back with that begins here. */
export function RefusalNote({ code, onDismiss }: RefusalNoteProps) {
  const id = useId();
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => note.current?.focus(), []);
  const { title, text, code: said, wanted = false } = refusalOf(code);
  return (
    <div
      ref={note}
      className={cx(styles.refusal, wanted && styles.wanted)}
      role="group"
      aria-labelledby={id}
      tabIndex={-1}
    >
      <Icon name={wanted ? "info" : "warning"} className={styles.refusalIcon} />
      <p id={id} className={styles.refusalWords}>
        <strong>{title}.</strong> {text}
        {said && (
          <>
            {" "}
            The reason given was <code>{said}</code>.
          </>
        )}
      </p>
      <IconButton icon="close" label="Dismiss" size="small" onClick={onDismiss} />
    </div>
  );
}
