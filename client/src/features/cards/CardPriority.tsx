import type { CardRef } from "./types";
import { Icon } from "../../lib";
import styles from "./CardPriority.module.css";

/** How urgent a card is, as its face on the board has it. */
export function CardPriority({ priority }: Pick<CardRef, "priority">) {
  if (priority === "none") return null;
  return (
    <>
      <Icon
        name={`priority-${priority}`}
        className={priority === "urgent" ? styles.urgent : styles.priority}
      />
      <span className="visually-hidden">Priority {priority}</span>
    </>
  );
}
