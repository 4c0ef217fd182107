import { type ReactNode, useId, useState } from "react";

import { Badge, Button, CopyValue, exactTime, Icon, Time } from "../../../lib";
import type { Filter, LogEntry } from "../api/logs";
import { cameLate, isShort, levelWords, titleOf } from "../model/words";
import styles from "./Logs.module.css";

interface LogRowProps {
  entry: LogEntry;
  onNarrow: (changes: Partial<Filter>) => void;
}

/** One entry: how grave, what, whose, when. Opens to tell all there is. */
export function LogRow({ entry, onNarrow }: LogRowProps) {
  const [open, setOpen] = useState(false);
  const details = useId();
  const { label, tone } = levelWords(entry);
  return (
    <li className={styles.row}>
      <button
        type="button"
        className={styles.opener}
        aria-expanded={open}
        aria-controls={open ? details : undefined}
        onClick={() => setOpen(!open)}
      >
        <Icon name={open ? "chevron-down" : "chevron-right"} size={14} className={styles.arrow} />
        <Badge tone={tone}>{label}</Badge>
        <span className={styles.message} dir="auto">
          {titleOf(entry)}
        </span>
      </button>
      <p className={styles.facts}>
        <bdi>{entry.user.name}</bdi>
        <Time value={entry.timestamp} />
      </p>
      {open && <Details id={details} entry={entry} onNarrow={onNarrow} />}
    </li>
  );
}

function Details({ id, entry, onNarrow }: LogRowProps & { id: string }) {
  const { message, context, note, user, request_id, about_request_id } = entry;
  return (
    <div id={id} className={styles.details}>
      {!isShort(entry) && <Block label="Message">{message}</Block>}
      {context && <Block label="Context">{JSON.stringify(context, null, 2)}</Block>}
      {note && (
        <p className={styles.note}>
          <Icon name="info" size={14} />
          {note}
        </p>
      )}
      <dl className={styles.list}>
        <Fact name="Happened">{exactTime(new Date(entry.timestamp))}</Fact>
        {cameLate(entry) && <Fact name="Came">{exactTime(new Date(entry.received_at))}</Fact>}
        <Fact name="Person">
          <bdi>{user.name}</bdi>
        </Fact>
      </dl>
      {about_request_id && <CopyValue label="About the request" value={about_request_id} />}
      <CopyValue label="Delivered by the request" value={request_id} />
      <div className={styles.ways}>
        <Button size="small" icon="filter" onClick={() => onNarrow({ userId: user.id })}>
          Only this person
        </Button>
        <Button
          size="small"
          icon="filter"
          onClick={() => onNarrow({ requestId: about_request_id ?? request_id })}
        >
          Only this request
        </Button>
      </div>
    </div>
  );
}

/** Text as it came: nothing in it is a tag or a link. */
function Block({ label, children }: { label: string; children: string }) {
  return (
    <pre className={styles.block} tabIndex={0} aria-label={label} dir="auto">
      {children}
    </pre>
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
