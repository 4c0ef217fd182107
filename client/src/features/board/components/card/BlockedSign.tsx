import { Icon, tip } from "../../../../lib";
import styles from "./CardFace.module.css";

export interface BlockedSignProps {
  readonly by: "here" | "elsewhere";
  readonly count: number;
}

/** That a card waits for others; quiet where only another board knows whether it still does. */
export function BlockedSign({ by, count }: BlockedSignProps) {
  const cards = `${String(count)} ${by === "here" ? "open " : ""}card${count === 1 ? "" : "s"}`;
  const words =
    by === "here" ? `Blocked by ${cards}` : `Depends on ${cards} that this board does not show`;
  return (
    <span className={`${styles.fact} ${by === "here" ? styles.blocked : ""}`} {...tip(words)}>
      <Icon name="blocked" size={14} />
      <span className="visually-hidden">{words}. </span>
    </span>
  );
}
