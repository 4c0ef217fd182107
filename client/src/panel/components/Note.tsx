import { refusalOf } from "../model/refusals";
import styles from "./Note.module.css";

/** What failed, beside what is shown all the same. */
export function Note({ error }: { error: unknown }) {
  const { title, text } = refusalOf(error);
  return (
    <p role="alert" className={styles.note}>
      <strong>{title}.</strong> {text}
    </p>
  );
}
