import { describeError } from "../../../api/describe";
import { Icon } from "../../../lib";
import styles from "./Notice.module.css";

/** What went wrong with a form, above its buttons. */
export function Notice({ error }: { error: unknown }) {
  if (!error) return null;
  const { title, text, requestId } = describeError(error);
  return (
    <div className={styles.notice} role="alert">
      <Icon name="warning" className={styles.icon} />
      <p>
        <strong>{title}.</strong> {text} {requestId && <code>{requestId}</code>}
      </p>
    </div>
  );
}
