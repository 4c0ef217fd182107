import { Button, ExternalLink } from "../../../lib";
import type { MiroOperation } from "../api/jobs";
import {
  answersOf,
  isAboutTag,
  itemLink,
  operationStanding,
  operationWords,
} from "../model/operations";
import { failureOf, sentence } from "../model/troubles";
import boards from "./Boards.module.css";
import { Stands } from "./JobFacts";
import styles from "./Queue.module.css";

export interface OperationRowProps {
  operation: MiroOperation;
  /** Whether something is sent this moment. */
  sending: boolean;
  /** Where the board is in Miro. */
  viewLink: string | null;
  busy: boolean;
  onResolve: (made: boolean) => void;
}

/** One operation: what it does, how it stands, what it is about, and why it failed. */
export function OperationRow(props: OperationRowProps) {
  const { operation, sending, viewLink } = props;
  const { index, id, type, item_id: item, code, state } = operation;
  const link = itemLink(viewLink, operation);
  return (
    <li className={styles.operation} tabIndex={-1}>
      <span className={styles.index}>{index}</span>
      <div className={boards.words}>
        <p className={boards.name}>
          {operationWords(type)} {id && <bdi className={styles.called}>{id}</bdi>}
        </p>
        <p className={boards.facts}>
          <Stands standing={operationStanding(operation, sending)} />
          {item && (
            <span>
              {link ? (
                <ExternalLink href={link}>
                  Item <span className={styles.code}>{item}</span>
                </ExternalLink>
              ) : (
                <>
                  {isAboutTag(type) ? "Tag" : "Item"} <span className={styles.code}>{item}</span>
                </>
              )}
            </span>
          )}
        </p>
        {code && <Failure operation={operation} code={code} />}
        {state === "indeterminate" && <Question {...props} />}
      </div>
    </li>
  );
}

function Failure({ operation, code }: { operation: MiroOperation; code: string }) {
  const { title, text } = failureOf(code);
  const { detail, fields } = operation;
  return (
    <div className={styles.failure}>
      <p>
        <strong>{title}.</strong> {detail && detail !== title && `${sentence(detail)} `}
        {text} <code>{code}</code>
      </p>
      {fields && fields.length > 0 && (
        <ul className={styles.fields} aria-label="What is at fault">
          {fields.map(({ field, message }, index) => (
            <li key={index}>
              <code>{String(field ?? "")}</code> {String(message ?? "")}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Of what nobody knows a person says what they see. */
function Question({ operation, viewLink, busy, onResolve }: OperationRowProps) {
  const { made, not } = answersOf(operation.type);
  const which = `: ${operationWords(operation.type)}, ${operation.index}`;
  return (
    <div className={styles.question}>
      <p>
        Nobody knows whether Miro did this: no answer came, and what is on the board leaves it open.{" "}
        <ExternalLink href={viewLink}>Look at the board</ExternalLink>, then say which it is.
      </p>
      <div className={styles.answers}>
        <Button
          size="small"
          busy={busy}
          aria-label={`${made}${which}`}
          onClick={() => onResolve(true)}
        >
          {made}
        </Button>
        <Button
          size="small"
          busy={busy}
          aria-label={`${not}${which}`}
          onClick={() => onResolve(false)}
        >
          {not}
        </Button>
      </div>
    </div>
  );
}
