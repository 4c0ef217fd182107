import { useState } from "react";

import type { Me } from "../../../api/queries";
import { Button } from "../../../lib";
import { ServerLink } from "../../session/github";
import { DeleteAccountDialog } from "./DeleteAccountDialog";
import styles from "./sections.module.css";

/** To take along what Trivet knows of oneself, and to go. */
export function DataSection({ me }: { me: Me }) {
  const [deleting, setDeleting] = useState(false);
  return (
    <section className={styles.section} aria-labelledby="data">
      <h2 id="data" className={styles.heading}>
        Your data
      </h2>
      <div className={styles.panel}>
        <div className={styles.row}>
          <div className={styles.words}>
            <p className={styles.name}>Take it along</p>
            <p className={styles.quiet}>
              All that Trivet keeps of you, in one JSON file: profile, sign-ins, tokens without
              their secrets, workspaces, your cards and what you changed.
            </p>
          </div>
          <ServerLink href="/auth/me/export" download>
            Download everything
          </ServerLink>
        </div>
        <div className={styles.row}>
          <div className={styles.words}>
            <p className={styles.name}>Leave Trivet</p>
            <p className={styles.quiet}>Your account goes at once, and cannot be brought back.</p>
          </div>
          <Button variant="danger" onClick={() => setDeleting(true)}>
            Delete account…
          </Button>
        </div>
      </div>
      {deleting && <DeleteAccountDialog name={me.name} onClose={() => setDeleting(false)} />}
    </section>
  );
}
