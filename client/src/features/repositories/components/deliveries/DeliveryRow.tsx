import { useId, useState } from "react";

import type { Repository } from "../../../../api/queries";
import { Badge, Button, Icon, Time } from "../../../../lib";
import type { Delivery } from "../../api/deliveries";
import {
  canReplay,
  endedBadly,
  eventWords,
  furtherWords,
  happenings,
  isUnderWay,
  stateWords,
  subjectWords,
  titleOf,
} from "../../model/deliveryWords";
import { Cards } from "./Cards";
import styles from "./Deliveries.module.css";
import { DeliveryDetails } from "./DeliveryDetails";

export interface DeliveryRowProps {
  delivery: Delivery;
  repository: Repository | undefined;
  onReplay: () => Promise<void>;
}

/** One delivery as a sentence: what came, when, and what came of it. Opens to tell more. */
export function DeliveryRow({ delivery, repository, onReplay }: DeliveryRowProps) {
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const details = useId();
  const { label, tone } = stateWords(delivery);
  const replay = async () => {
    setBusy(true);
    await onReplay();
    setBusy(false);
  };
  const button = canReplay(delivery) && (
    <Button
      size="small"
      icon="refresh"
      busy={busy}
      aria-label={`Replay: ${titleOf(delivery)}`}
      onClick={() => void replay()}
    >
      Replay
    </Button>
  );
  return (
    <li className={styles.row}>
      <div className={styles.line}>
        <button
          type="button"
          className={styles.opener}
          aria-expanded={open}
          aria-controls={open ? details : undefined}
          aria-label={titleOf(delivery)}
          onClick={() => setOpen(!open)}
        >
          <Icon name={open ? "chevron-down" : "chevron-right"} size={14} className={styles.arrow} />
          <code className={styles.event}>{eventWords(delivery)}</code>
        </button>
        <p className={styles.facts}>
          <Facts delivery={delivery} />
        </p>
      </div>
      <div className={styles.tools}>
        {endedBadly(delivery) && !open && button}
        <Badge tone={tone}>
          {isUnderWay(delivery) && <span className={styles.pulse} aria-hidden />}
          {label}
        </Badge>
      </div>
      {delivery.error && !open && <p className={styles.error}>{delivery.error.detail}</p>}
      {open && (
        <DeliveryDetails id={details} delivery={delivery} repository={repository} replay={button} />
      )}
    </li>
  );
}

function Facts({ delivery }: { delivery: Delivery }) {
  const about = subjectWords(delivery);
  const further = furtherWords(delivery);
  return (
    <>
      {about && (
        <span>
          <bdi className={styles.about}>{about}</bdi>
        </span>
      )}
      <span>
        <Time value={delivery.received_at} />
      </span>
      {happenings(delivery).map(({ words, cards }) => (
        <span key={words}>
          {words} <Cards cards={cards} most={MOST_SHOWN} />
        </span>
      ))}
      {further && <span>{further}</span>}
    </>
  );
}

/** More are counted; the details name them. */
const MOST_SHOWN = 3;
