import { Icon, tip } from "../../../../lib";
import type { HeldBack } from "../../model";
import { useLookup } from "../context";
import styles from "./CardFace.module.css";

/** That a rule could not move a card. The card's panel says more. */
export function HeldBackSign({ why }: { why: HeldBack }) {
  const { columns } = useLookup();
  const to = columns.find(({ id }) => id === why.column_id);
  if (!to) return null;
  const words = `Held back from ${to.name}, which was full`;
  return (
    <span className={`${styles.fact} ${styles.held}`} {...tip(words)}>
      <Icon name="warning" size={14} />
      <span className="visually-hidden">{words}. </span>
    </span>
  );
}
