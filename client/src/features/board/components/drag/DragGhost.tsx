import type { Ref } from "react";
import { createPortal } from "react-dom";
import { CardFace } from "../card/CardFace";
import { useActions } from "../context";
import { useUi } from "../ui";
import styles from "./DragGhost.module.css";

/** The card under the pointer; several lie behind it, counted. */
export function DragGhost({ ref }: { ref: Ref<HTMLDivElement> }) {
  const { edits } = useActions();
  const dragged = useUi((ui) => (ui.lifted ? null : ui.dragged));
  const width = useUi((ui) => ui.width);
  const count = useUi((ui) => ui.moving.size);
  const card = dragged === null ? undefined : edits.card(dragged);
  if (!card) return null;
  return createPortal(
    <div ref={ref} className={styles.ghost} style={{ width }} aria-hidden>
      {count > 2 && <div className={`${styles.sheet} ${styles.third}`} />}
      {count > 1 && <div className={`${styles.sheet} ${styles.second}`} />}
      <div className={styles.card}>
        <CardFace card={card} />
      </div>
      {count > 1 && <span className={styles.count}>{count}</span>}
    </div>,
    document.body,
  );
}
