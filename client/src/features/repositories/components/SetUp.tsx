import { type ReactNode, useId, useLayoutEffect, useRef } from "react";

import type { Repository } from "../../../api/queries";
import { Button, CopyValue, ExternalLink, Icon, IconButton } from "../../../lib";
import { awaitsDelivery } from "../model/standing";
import { eventName } from "../model/webhookEvents";
import styles from "./SetUp.module.css";

export interface SetUpProps {
  repository: Repository;
  /** Undefined if it was not chosen on this page. */
  secret: string | undefined;
  onNewSecret: () => void;
  onClose: () => void;
}

/** What to enter on GitHub, step by step, and whether it has worked. */
export function SetUp({ repository, secret, onNewSecret, onClose }: SetUpProps) {
  const { full_name: name, webhook } = repository;
  const id = useId();
  const section = useRef<HTMLElement>(null);
  // It was asked for by a menu or a dialog that is closed now: here one goes on.
  useLayoutEffect(() => {
    section.current?.focus({ preventScroll: true });
    section.current?.scrollIntoView?.({ block: "nearest" });
  }, []);
  const close = () => {
    const row = section.current?.closest("li");
    onClose();
    row?.querySelector<HTMLElement>("button")?.focus();
  };
  return (
    <section ref={section} tabIndex={-1} className={styles.setUp} aria-labelledby={id}>
      <header className={styles.head}>
        <h2 id={id} className={styles.title}>
          Set up the webhook of {name}
        </h2>
        <IconButton icon="close" label="Close the steps" size="small" onClick={close} />
      </header>
      <ol className={styles.steps}>
        <Step>
          Open{" "}
          <ExternalLink href={webhook.settings_url} className={styles.settings}>
            its webhooks on GitHub
          </ExternalLink>{" "}
          and press <b>Add webhook</b>, or <b>Edit</b> the one that is there.
        </Step>
        <Step>
          <CopyValue label="Payload URL" value={webhook.url} />
          {/* What has delivered can reach us, whatever the address looks like from here. */}
          {!webhook.reachable && awaitsDelivery(repository) && <Unreachable />}
        </Step>
        <Step>
          Content type: <code>{webhook.content_type}</code>
        </Step>
        <Step>
          {secret === undefined ? (
            <>
              Secret: the one that was chosen. It is never shown again.{" "}
              <Button size="small" onClick={onNewSecret}>
                Choose a new one…
              </Button>
            </>
          ) : (
            <>
              <CopyValue label="Secret" value={secret} />
              <p className={styles.hint}>
                Copy it now: it is shown as long as this page is open, and never again.
              </p>
            </>
          )}
        </Step>
        <Step>
          Choose <b>Let me select individual events</b>, and tick:
          <ul className={styles.events}>
            {webhook.events.map((event) => (
              <li key={event}>{eventName(event)}</li>
            ))}
          </ul>
        </Step>
        <Step>
          Press <b>Add webhook</b> below. GitHub then sends a first ping.
          <p className={styles.hint}>
            After an edit it sends none: under <b>Recent Deliveries</b> have it deliver one again.
          </p>
        </Step>
      </ol>
      <Status repository={repository} />
      <p className={styles.hint}>
        {awaitsDelivery(repository)
          ? "Nothing happens? The webhook’s Recent Deliveries on GitHub say what Trivet answered; 401 means that the secrets differ."
          : "A branch or a pull request that names a card by its key shows on the card from now on."}
      </p>
    </section>
  );
}

function Step({ children }: { children: ReactNode }) {
  return (
    <li className={styles.step}>
      <div>{children}</div>
    </li>
  );
}

function Status({ repository }: { repository: Repository }) {
  const waiting = awaitsDelivery(repository);
  return (
    <p className={styles.status} data-state={repository.state} role="status">
      {waiting ? <span className={styles.pulse} aria-hidden /> : <Icon name="check" />}
      {waiting ? "Waiting for GitHub’s first ping…" : "Connected"}
    </p>
  );
}

function Unreachable() {
  return (
    <p className={styles.care} role="note">
      <Icon name="warning" size={14} />
      <span>
        From the internet this address cannot be reached. For GitHub.com set{" "}
        <code>TRIVET_PUBLIC_URL</code> to the public address of this Trivet and start it again; the
        address of a tunnel will do.
      </span>
    </p>
  );
}
