import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

import { Icon } from "../../../lib";
import styles from "./Queue.module.css";

/** That the account at Miro is to be put right first, and the way there. */
export function AccountNote({ children }: { children: ReactNode }) {
  return (
    <div className={styles.note}>
      <Icon name="warning" className={styles.noteIcon} />
      <p className={styles.noteWords}>
        {children}{" "}
        <Link to="/whiteboards" className={styles.noteLink}>
          Go to your Miro account
        </Link>
      </p>
    </div>
  );
}
