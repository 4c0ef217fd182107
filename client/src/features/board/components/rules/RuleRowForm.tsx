import { type ReactNode, useId } from "react";
import { Badge, Button, Checkbox } from "../../../../lib";
import type { Column } from "../../model";
import type { Needs, RuleRow } from "../../model/rules";
import type { RuleProblem } from "../../model/ruleProblems";
import { beforeBase, EVENT_WORDS } from "../../model/ruleWords";
import { useLookup } from "../context";
import type { RuleActions } from "./RuleGroup";
import styles from "./Rules.module.css";

/** Characters; the server counts bytes, and says so. */
const LONGEST_BASE = 255;

interface RuleRowFormProps {
  readonly row: RuleRow;
  /** Whether its event has rules for single branches too. */
  readonly among: boolean;
  readonly branches: string;
  readonly problem: RuleProblem | undefined;
  readonly actions: RuleActions;
}

/** A rule as a sentence whose parts can be chosen. */
export function RuleRowForm({ row, among, branches, problem, actions }: RuleRowFormProps) {
  const { columns } = useLookup();
  const id = useId();
  const { name, ...words } = EVENT_WORDS[row.event];
  const to = columns.find((column) => column.id === row.column_id);
  const change = (choice: Parameters<RuleActions["change"]>[1]) => actions.change(row.id, choice);
  const wrong = (field: RuleProblem["field"]) =>
    problem?.field === field
      ? { "aria-invalid": true as const, "aria-describedby": `${id}-problem` }
      : {};
  const limit = to && limitWords(to);
  const which = row.base === null ? (among ? "any other branch" : "any branch") : row.base;
  return (
    <div
      role="group"
      aria-label={`${name}, ${which || "a branch"}`}
      data-rule={row.id}
      className={styles.form}
    >
      <div className={styles.sentence}>
        {row.needs === "all" ? "Once " : "As soon as "}
        {row.event !== "branch_created" && (
          <>
            <Choice
              label="How many of its pull requests"
              value={row.needs}
              onChoose={(value) => change({ needs: value as Needs })}
              {...wrong("needs")}
            >
              <option value="any">one</option>
              <option value="all">all</option>
            </Choice>{" "}
            of its pull requests into{" "}
            {row.base === null ? (
              `${which} `
            ) : (
              <>
                {beforeBase(row.base)}{" "}
                <input
                  className={styles.branch}
                  type="text"
                  aria-label="Branch, or pattern of branches"
                  list={branches}
                  dir="ltr"
                  autoComplete="off"
                  autoCapitalize="off"
                  autoCorrect="off"
                  spellCheck={false}
                  maxLength={LONGEST_BASE}
                  placeholder="release/*"
                  value={row.base}
                  onChange={(event) => change({ base: event.target.value })}
                  {...wrong("base")}
                />{" "}
              </>
            )}
          </>
        )}
        <b>{words[row.needs]}</b>, move the card {row.column_id !== null && "to "}
        <span className={styles.end}>
          <Choice
            label="Column"
            value={row.column_id ?? ""}
            onChoose={(value) => change({ column_id: value || null })}
            {...(limit ? { "aria-describedby": `${id}-limit` } : {})}
            {...wrong("column_id")}
          >
            {row.column_id !== null && !to && (
              <option value={row.column_id}>a column that is gone</option>
            )}
            {columns.map((column) => (
              <option key={column.id} value={column.id}>
                {column.name}
              </option>
            ))}
            <option value="">nowhere</option>
          </Choice>
          .
        </span>
      </div>
      {problem && (
        <p id={`${id}-problem`} className={styles.problem} role="alert">
          {problem.text}
        </p>
      )}
      {limit && (
        <p id={`${id}-limit`} className={styles.hint}>
          {limit}
        </p>
      )}
      <div className={styles.more}>
        {row.column_id !== null && (
          <Checkbox
            role="switch"
            className={styles.back}
            label="Also move it backwards"
            checked={row.back}
            onChange={(event) => change({ back: event.target.checked })}
          />
        )}
        {row.base !== null ? (
          <Button
            size="small"
            variant="quiet"
            icon="trash"
            aria-label={`Remove the rule for ${row.base || "a branch"}: ${name}`}
            onClick={() => actions.remove(row.id)}
          >
            Remove
          </Button>
        ) : row.chosen ? (
          <Button
            size="small"
            variant="quiet"
            icon="undo"
            aria-label={`Back to default: ${name}`}
            onClick={() => actions.toUsual(row.event)}
          >
            Back to default
          </Button>
        ) : (
          <Badge>By default</Badge>
        )}
      </div>
    </div>
  );
}

/** Of a column that takes no more cards than it may. */
function limitWords({ name, wip_hard, wip_limit }: Column): string | undefined {
  if (!wip_hard || wip_limit === undefined) return undefined;
  const cards = wip_limit === 1 ? "1 card" : `${wip_limit} cards`;
  return `${name} takes ${cards} at most. Rules do not go past that.`;
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly onChoose: (value: string) => void;
  readonly "aria-invalid"?: true;
  readonly "aria-describedby"?: string;
  readonly children: ReactNode;
}

function Choice({ label, onChoose, children, ...rest }: ChoiceProps) {
  return (
    <select
      className={styles.choice}
      aria-label={label}
      onChange={(event) => onChoose(event.target.value)}
      {...rest}
    >
      {children}
    </select>
  );
}
