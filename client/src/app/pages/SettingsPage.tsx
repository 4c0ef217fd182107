import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import { describeError } from "../../api/describe";
import { meQuery } from "../../api/queries";
import { signOut } from "../../features/session";
import { Avatar, Button, Dialog, showToast, Skeleton, useTitle } from "../../lib";
import { ShortcutList } from "../palette/ShortcutList";
import styles from "./SettingsPage.module.css";
import { ThemeChoices } from "./ThemeChoices";

/** How Trivet looks on this browser, the keys, the way out; and the installation, for its admins. */
export function SettingsPage() {
  useTitle("Settings");
  const { data: me } = useQuery(meQuery);
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>Settings</h1>
      <section className={styles.section} aria-labelledby="you">
        <h2 id="you" className={styles.heading}>
          You
        </h2>
        <Person />
      </section>
      <section className={styles.section} aria-labelledby="theme">
        <h2 id="theme" className={styles.heading}>
          Theme
        </h2>
        <ThemeChoices labelledBy="theme" />
      </section>
      {me?.instance_admin && (
        <section className={styles.section} aria-labelledby="installation">
          <h2 id="installation" className={styles.heading}>
            This installation
          </h2>
          <p>
            <Link to="/background-work">Background work</Link>
          </p>
          <p className={styles.quiet}>
            What Trivet does by itself: upkeep, mails to sign in with, and what of it failed.
          </p>
          <p>
            <Link to="/client-logs">Client logs</Link>
          </p>
          <p className={styles.quiet}>What browsers, panels and programs log, for 14 days.</p>
        </section>
      )}
      <section className={styles.section} aria-labelledby="keys">
        <h2 id="keys" className={styles.heading}>
          Keyboard
        </h2>
        <ShortcutList />
      </section>
    </div>
  );
}

function Person() {
  const { data: me } = useQuery(meQuery);
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const leave = (everywhere: boolean) => {
    setBusy(true);
    signOut(everywhere).catch((error: unknown) => {
      setBusy(false);
      const { title, text } = describeError(error);
      showToast({ tone: "danger", text: title, detail: text });
    });
  };
  return (
    <div className={styles.person}>
      {me ? <Avatar person={me} size={40} decorative /> : <Skeleton round width={40} height={40} />}
      <div className={styles.who}>
        <p className={styles.name}>{me?.name ?? <Skeleton width={120} />}</p>
        <p className={styles.quiet}>
          {me?.email ?? "Signed in by a link"}
          {me?.instance_admin && " · Instance admin"}
          {" · "}
          <Link to="/account">Your account</Link>
        </p>
      </div>
      <div className={styles.actions}>
        <Button icon="sign-out" busy={busy && !asking} onClick={() => leave(false)}>
          Sign out
        </Button>
        <Button variant="quiet" onClick={() => setAsking(true)}>
          Sign out everywhere
        </Button>
      </div>
      <Dialog
        open={asking}
        size="small"
        title="Sign out everywhere?"
        description="All your sessions end, on every device. API tokens keep working."
        onClose={() => setAsking(false)}
        footer={
          <>
            <Button onClick={() => setAsking(false)}>Cancel</Button>
            <Button variant="danger" busy={busy} onClick={() => leave(true)} data-autofocus>
              Sign out everywhere
            </Button>
          </>
        }
      />
    </div>
  );
}
