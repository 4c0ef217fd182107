import { useId } from "react";
import { Badge, Button } from "../../../../lib";
import { keyOf, type RuleChoice, type RuleEvent, type Rows, sameRule } from "../../model/rules";
import type { RuleProblems } from "../../model/ruleProblems";
import { EVENT_WORDS, ruleParts } from "../../model/ruleWords";
import { useLookup } from "../context";
import { RuleRowForm } from "./RuleRowForm";
import styles from "./Rules.module.css";
import { RuleWords } from "./RuleWords";

export interface RuleActions {
  readonly change: (id: string, choice: Partial<RuleChoice>) => void;
  readonly toUsual: (event: RuleEvent) => void;
  readonly add: (event: RuleEvent) => void;
  readonly remove: (id: string) => void;
}

interface RuleGroupProps {
  readonly event: RuleEvent;
  /** Those for this event, first that for all branches. */
  readonly rows: Rows;
  /** The rules before one changed something. */
  readonly before: Rows;
  readonly problems: RuleProblems;
  /** Names of branches that may be meant. */
  readonly branches: string;
  /** Undefined for those who only read. */
  readonly actions: RuleActions | undefined;
}

/** What answers an event, in a sentence for all branches and one for each that has its own. */
export function RuleGroup({ event, rows, before, problems, branches, actions }: RuleGroupProps) {
  const { columns } = useLookup();
  const id = useId();
  const among = rows.length > 1;
  const { name } = EVENT_WORDS[event];
  return (
    <section className={styles.group} data-among={among || undefined} aria-labelledby={id}>
      <h3 id={id} className={styles.event}>
        {name}
      </h3>
      <ul role="list" className={styles.rows} aria-labelledby={id}>
        {rows.map((row) => {
          const changed = !sameRule(
            before.find((one) => keyOf(one) === keyOf(row)),
            row,
          );
          return (
            <li key={row.id} className={styles.row} data-changed={changed || undefined}>
              {actions ? (
                <RuleRowForm
                  row={row}
                  among={among}
                  branches={branches}
                  problem={problems.get(row.id)}
                  actions={actions}
                />
              ) : (
                <p className={styles.read}>
                  <RuleWords parts={ruleParts(row, columns, among)} />{" "}
                  {!row.chosen && <Badge>By default</Badge>}
                </p>
              )}
            </li>
          );
        })}
      </ul>
      {actions && event !== "branch_created" && (
        <Button
          size="small"
          variant="quiet"
          icon="plus"
          className={styles.add}
          aria-label={`Add a rule for a branch: ${name}`}
          data-add={event}
          onClick={() => actions.add(event)}
        >
          Add a rule for a branch
        </Button>
      )}
    </section>
  );
}
