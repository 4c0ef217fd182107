import { useEffect, useRef, useState } from "react";

import { describeError } from "../../../../api/describe";
import { announce, Button, DialogFoot, Icon } from "../../../../lib";
import { randomKey } from "../../../workspaces/forms";
import { connectRepository } from "../../api/repositories";
import styles from "./Connect.module.css";

interface Attempt {
  readonly name: string;
  /** The same key connects once, also if an answer was lost. */
  readonly key: string;
  readonly state: "waiting" | "connecting" | "connected" | "failed";
  /** Why it failed, and what to do next. */
  readonly detail?: string | undefined;
}

const WORDS = {
  waiting: "Waiting",
  connecting: "Connecting…",
  connected: "Connected",
  failed: "",
} as const;

interface ConnectingProps {
  workspaceId: string;
  names: readonly string[];
  onPicked: () => void;
  onClose: () => void;
}

/** Connects one after the other, and says of each what became of it. */
export function Connecting({ workspaceId, names, onPicked, onClose }: ConnectingProps) {
  const [attempts, setAttempts] = useState<readonly Attempt[]>(() =>
    names.map((name) => ({ name, key: randomKey(), state: "waiting" })),
  );
  const running = useRef(false);
  const done = attempts.every(({ state }) => state === "connected" || state === "failed");
  const failed = attempts.filter(({ state }) => state === "failed");

  const run = async (list: readonly Attempt[]) => {
    if (running.current) return;
    running.current = true;
    const set = (name: string, change: Partial<Attempt>) =>
      setAttempts((all) => all.map((one) => (one.name === name ? { ...one, ...change } : one)));
    for (const { name, key } of list) {
      set(name, { state: "connecting", detail: undefined });
      try {
        await connectRepository(workspaceId, { full_name: name }, key);
        set(name, { state: "connected" });
        onPicked();
      } catch (error) {
        const { title, text } = describeError(error);
        set(name, { state: "failed", detail: `${title}. ${text}` });
      }
    }
    running.current = false;
  };
  // Once: what is shown first is what begins.
  const first = useRef(run);
  useEffect(() => void first.current(attempts), []); // eslint-disable-line react-hooks/exhaustive-deps
  useEffect(() => {
    if (done) announce(failed.length ? "Not all could be connected." : "All are connected.");
  }, [done, failed.length]);

  return (
    <>
      <ul role="list" className={styles.results} aria-label="Repositories to connect">
        {attempts.map(({ name, state, detail }) => (
          <li key={name} className={styles.result} data-state={state}>
            <span className={styles.mark}>
              {state === "connected" && <Icon name="check" />}
              {state === "failed" && <Icon name="warning" />}
              {state === "connecting" && <span className={styles.pulse} />}
            </span>
            <span className={styles.words}>
              <span className={styles.name}>{name}</span>
              <span className={styles.quiet}>{detail ?? WORDS[state]}</span>
            </span>
          </li>
        ))}
      </ul>
      <DialogFoot>
        {done && failed.length > 0 && <Button onClick={() => void run(failed)}>Try again</Button>}
        <Button variant="primary" disabled={!done} onClick={onClose} data-autofocus>
          Done
        </Button>
      </DialogFoot>
    </>
  );
}
