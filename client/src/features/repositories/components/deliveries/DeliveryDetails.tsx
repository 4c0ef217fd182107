import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";

import type { Repository } from "../../../../api/queries";
import { Button, copyText, CopyValue, exactTime, ExternalLink, Icon } from "../../../../lib";
import { Notice } from "../../../workspaces/forms";
import { bodyQuery, type Delivery } from "../../api/deliveries";
import { adviceOf, happenings } from "../../model/deliveryWords";
import { Cards } from "./Cards";
import styles from "./Deliveries.module.css";

interface DeliveryDetailsProps {
  id: string;
  delivery: Delivery;
  repository: Repository | undefined;
  /** The button, where it can be replayed. */
  replay: ReactNode;
}

/** All there is to know about a delivery, and what can be done. */
export function DeliveryDetails({ id, delivery, repository, replay }: DeliveryDetailsProps) {
  const [body, setBody] = useState(false);
  return (
    <div id={id} className={styles.details}>
      <Trouble delivery={delivery} />
      <dl className={styles.list}>
        {happenings(delivery).map(({ words, cards }) => (
          <Fact key={words} name={words.charAt(0).toUpperCase() + words.slice(1)}>
            <Cards cards={cards} />
          </Fact>
        ))}
        <Fact name="Came">{exactTime(new Date(delivery.received_at))}</Fact>
        {delivery.processed_at && (
          <Fact name="Worked on">{exactTime(new Date(delivery.processed_at))}</Fact>
        )}
        {delivery.task && delivery.task.attempts > 1 && (
          <Fact name="Attempts">
            {delivery.task.attempts} of {delivery.task.max_attempts}
          </Fact>
        )}
        {delivery.hook_id && <Fact name="Webhook">{delivery.hook_id}</Fact>}
        {delivery.request_id && (
          <Fact name="Request">
            <code>{delivery.request_id}</code>
          </Fact>
        )}
      </dl>
      <CopyValue label="Number of the delivery" value={delivery.guid} />
      <div className={styles.ways}>
        {replay}
        {delivery.body_kept && (
          <Button size="small" aria-expanded={body} onClick={() => setBody(!body)}>
            {body ? "Hide what was delivered" : "Show what was delivered"}
          </Button>
        )}
        <OnGitHub delivery={delivery} repository={repository} />
      </div>
      {body && <Body deliveryId={delivery.id} />}
    </div>
  );
}

function Trouble({ delivery }: { delivery: Delivery }) {
  const advice = adviceOf(delivery);
  const { error, state } = delivery;
  if (!error && !advice) return null;
  const bad = state === "failed";
  return (
    <div className={styles.trouble} data-bad={bad || undefined}>
      <Icon name={bad ? "warning" : "info"} className={styles.troubleIcon} />
      <div>
        {error && (
          <p>
            {error.detail} <code>{error.code}</code>
          </p>
        )}
        {advice && <p>{advice}</p>}
      </div>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Where GitHub shows its own side, and delivers it again. Of the App's webhook only its owner sees that. */
function OnGitHub({ delivery, repository }: Pick<DeliveryDetailsProps, "delivery" | "repository">) {
  const settings = repository?.webhook?.settings_url;
  if (!settings || !delivery.hook_id || repository.via === "app") return null;
  return (
    <ExternalLink href={`${settings}/${delivery.hook_id}?tab=deliveries`}>
      Recent deliveries on GitHub
    </ExternalLink>
  );
}

/** A page does not hold 25 MiB well. */
const MOST_SHOWN = 100_000;

function Body({ deliveryId }: { deliveryId: string }) {
  const { data, error, isPending } = useQuery(bodyQuery(deliveryId));
  if (error) return <Notice error={error} />;
  if (isPending) {
    return (
      <p role="status" className={styles.quiet}>
        Loading what was delivered…
      </p>
    );
  }
  if (!data) return <p className={styles.quiet}>It is not kept any more.</p>;
  const text = JSON.stringify(data, null, 2);
  return (
    <div className={styles.body}>
      <pre tabIndex={0} aria-label="What was delivered">
        {text.slice(0, MOST_SHOWN)}
      </pre>
      <div className={styles.ways}>
        <Button size="small" icon="copy" onClick={() => void copyText(text, "delivery")}>
          Copy
        </Button>
        {text.length > MOST_SHOWN && (
          <p className={styles.quiet}>Its beginning; to have all of it, copy it.</p>
        )}
      </div>
    </div>
  );
}
