import { useEffect, useState } from "react";
import { Icon, tip } from "../../../../lib";
import type { Connection } from "../../model";
import { counted } from "../edits";
import styles from "./Header.module.css";

/** A hiccup shorter than this is nobody's business. */
const PATIENCE_MS = 1200;

/** How long ago, in the words of the header. */
export function ago(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s ago`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min ago` : `${Math.round(minutes / 60)} h ago`;
}

/** Now, each second while somebody is waiting for it. */
function useSeconds(running: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [running]);
  return now;
}

interface ConnectionStateProps {
  readonly connection: Connection;
  /** Changes that are not with the server yet. */
  readonly waiting: number;
}

/** Says how current the board is; quiet while all is well. */
export function ConnectionState({ connection, waiting }: ConnectionStateProps) {
  const { mode, since, asOf } = connection;
  const now = useSeconds(mode !== "live");
  if (mode === "live" || (mode === "connecting" && now - since < PATIENCE_MS)) {
    return (
      <span className={styles.live} role="img" aria-label="Live" {...tip("Live")}>
        <span className={styles.pulse} />
      </span>
    );
  }
  const age = asOf > 0 ? `as of ${ago(now - asOf)}` : "";
  const changes = waiting > 0 ? `${counted(waiting, "change")} waiting` : "";
  const words = {
    connecting: ["Reconnecting…", age],
    offline: ["Offline", changes || age],
    polling: ["Polling", age],
  }[mode];
  const why = {
    connecting: "The connection was lost. What you do is kept and sent when it is back.",
    offline: "No connection. What you do is kept in this tab and sent when it is back.",
    polling: "Live updates are blocked on this network; the board asks for news every few seconds.",
  }[mode];
  return (
    <span className={styles.connection} data-mode={mode} {...tip(why)}>
      {mode === "offline" ? <Icon name="offline" size={14} /> : <span className={styles.pulse} />}
      <span role="status">{words[0]}</span>
      {words[1] && <span>{`– ${words[1]}`}</span>}
    </span>
  );
}
