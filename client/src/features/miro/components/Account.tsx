import { useState } from "react";

import { Button, Icon } from "../../../lib";
import type { MiroAccount } from "../api/account";
import { allowed, readsBoards, withoutScope } from "../model/scopes";
import { Credits, CreditTrouble } from "./Credits";
import { DisconnectDialog } from "./DisconnectDialog";
import { ToMiro } from "./ToMiro";
import styles from "./Whiteboards.module.css";

export interface AccountProps {
  account: MiroAccount;
  /** Whether an app at Miro is set up here. */
  offered: boolean;
  onDisconnected: () => void;
}

/** As whom one is connected, what is amiss, and the way out. */
export function Account({ account, offered, onDisconnected }: AccountProps) {
  const [asking, setAsking] = useState(false);
  const { name, scopes = [], missing_scopes: missing = [], sign_in_needed: needed } = account;
  const close = () => setAsking(false);
  const team = account.team_name ?? account.team_id;
  const works = offered && readsBoards(account);
  return (
    <section className={styles.panel} aria-labelledby="miro-account">
      <div className={styles.row}>
        <Icon name="whiteboard" size={20} className={styles.place} />
        <div className={styles.words}>
          <h2 id="miro-account" className={styles.name}>
            Connected{name && " as "}
            {name && <bdi>{name}</bdi>}
          </h2>
          <dl className={styles.facts}>
            {team && (
              <div>
                <dt>Team</dt>
                <dd dir="auto">{team}</dd>
              </div>
            )}
            {scopes.length > 0 && (
              <div>
                <dt>Trivet may</dt>
                <dd>{allowed(scopes)}</dd>
              </div>
            )}
            {works && <Credits />}
          </dl>
        </div>
        <Button onClick={() => setAsking(true)}>Disconnect…</Button>
      </div>
      {!offered ? (
        <NotOffered />
      ) : needed ? (
        <Trouble />
      ) : (
        missing.length > 0 && <Missing scopes={missing} />
      )}
      {works && <CreditTrouble />}
      {asking && <DisconnectDialog onClose={close} onDone={() => (close(), onDisconnected())} />}
    </section>
  );
}

function Trouble() {
  return (
    <div className={styles.care} data-tone="danger">
      <p className={styles.words}>
        Miro does not accept this connection any more: nothing works there in your name until you
        connect again.
      </p>
      <ToMiro primary>Connect again</ToMiro>
    </div>
  );
}

function NotOffered() {
  return (
    <div className={styles.care}>
      <p className={styles.words}>
        No app at Miro is set up here any more, so nothing works there in your name. Whoever runs
        this Trivet can set it up again: <code>docs/miro.md</code> says how.
      </p>
    </div>
  );
}

function Missing({ scopes }: { scopes: readonly string[] }) {
  return (
    <div className={styles.care}>
      <div className={styles.words}>
        <p>The app at Miro lacks something that Trivet needs:</p>
        <ul className={styles.missing} aria-label="What is missing">
          {scopes.map((scope) => (
            <li key={scope}>
              Without <code>{scope}</code>, {withoutScope(scope)}
            </li>
          ))}
        </ul>
        <p>
          Whoever looks after the app at Miro adds {scopes.length === 1 ? "it" : "them"} there.
          Connect again after that.
        </p>
      </div>
      <ToMiro>Connect again</ToMiro>
    </div>
  );
}
