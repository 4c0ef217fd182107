import { useId, useRef, useState } from "react";
import { describeError } from "../../../../api/describe";
import { Dialog, ErrorState, Skeleton } from "../../../../lib";
import { GitHubBanner } from "../../../github";
import type { BoardState } from "../../model";
import { sameRows } from "../../model/ruleChanges";
import { RULE_EVENTS, type RuleEvent } from "../../model/rules";
import { useLookup } from "../context";
import { DryRun } from "./DryRun";
import { LeaveRules } from "./LeaveRules";
import { RuleGroup } from "./RuleGroup";
import styles from "./Rules.module.css";
import { RulesFoot } from "./RulesFoot";
import { useDryRun } from "./useDryRun";
import { useRuleFocus } from "./useRuleFocus";
import { useRules } from "./useRules";

interface RulesDialogProps {
  readonly cards: BoardState["cards"];
  readonly onClose: () => void;
}

/** Where cards go when something happens on GitHub: read by everybody, chosen by admins. */
export function RulesDialog({ cards, onClose }: RulesDialogProps) {
  const { workspaceId, mayManage, canEdit } = useLookup();
  const editable = mayManage && canEdit;
  const rules = useRules(editable);
  const { rows, before, error, problems, unsaved } = rules;
  const trial = useDryRun(rules.object);
  const [leaving, setLeaving] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  const focus = useRuleFocus(body, rules);
  const branches = useId();

  const leave = () => (unsaved > 0 ? setLeaving(true) : onClose());
  const save = async (over = false) => {
    setLeaving(false);
    if (await rules.save(over)) onClose();
  };
  const discard = () => {
    rules.forget();
    focus.onTry();
  };
  const attempt = () => {
    if (rows && rules.areSound()) void trial.run(rows, unsaved > 0);
  };
  const actions = {
    change: rules.change,
    toUsual: (event: RuleEvent) => {
      rules.toUsual(event);
      focus.onColumn(event);
    },
    add: (event: RuleEvent) => focus.onBranch(rules.add(event)),
    remove: (id: string) => {
      focus.beside(id);
      rules.remove(id);
    },
  };

  return (
    <>
      <Dialog
        open
        asks
        size="large"
        className={styles.dialog}
        title="Rules"
        description="What happens on GitHub moves the cards of this board."
        onClose={leave}
      >
        <div ref={body}>
          <div className={styles.banner}>
            <GitHubBanner workspaceId={workspaceId} />
          </div>
          <p className={styles.note}>
            Cards move forwards only, unless a rule says otherwise. Where several rules fit, the one
            that names the branch most precisely wins: a name before a pattern, a longer pattern
            before a shorter one.
            {!mayManage && " Admins of the workspace can change the rules."}
          </p>
          {rows && before ? (
            <div className={styles.groups}>
              {RULE_EVENTS.map((event) => (
                <RuleGroup
                  key={event}
                  event={event}
                  rows={rows.filter((row) => row.event === event)}
                  before={before}
                  problems={problems}
                  branches={branches}
                  actions={editable ? actions : undefined}
                />
              ))}
            </div>
          ) : error ? (
            <ErrorState level={3} onRetry={() => void rules.refetch()} {...inWords(error)} />
          ) : (
            <RulesSkeleton />
          )}
          {editable && <Branches id={branches} cards={cards} />}
          {trial.state && (
            <DryRun
              trial={trial.state}
              stale={rows !== undefined && !sameRows(trial.state.tried, rows)}
              onRetry={attempt}
              onClose={() => {
                trial.close();
                focus.onTry();
              }}
            />
          )}
          <RulesFoot
            rules={rules}
            editable={editable}
            trying={trial.state?.status === "running"}
            onTry={attempt}
            onDiscard={discard}
            onSave={(over) => void save(over)}
            onClose={onClose}
          />
        </div>
      </Dialog>
      {leaving && (
        <LeaveRules
          changes={unsaved}
          onStay={() => setLeaving(false)}
          onDiscard={() => {
            rules.forget();
            onClose();
          }}
          onSave={() => void save()}
        />
      )}
    </>
  );
}

/** So many names are suggested. */
const MOST_BRANCHES = 50;

/** Branches into which the board's pull requests go, for the browser to suggest. */
function Branches({ id, cards }: { id: string; cards: BoardState["cards"] }) {
  const names = new Set<string>();
  for (const { pull_requests = [] } of cards.values())
    for (const { base } of pull_requests) if (base) names.add(base);
  return (
    <datalist id={id}>
      {[...names]
        .sort()
        .slice(0, MOST_BRANCHES)
        .map((name) => (
          <option key={name} value={name} />
        ))}
    </datalist>
  );
}

function inWords(error: Error) {
  const { title, text, requestId } = describeError(error);
  return { title, children: text, requestId };
}

function RulesSkeleton() {
  return (
    <div className={styles.groups} role="status" aria-label="Loading the rules">
      {RULE_EVENTS.map((event) => (
        <Skeleton key={event} height={64} />
      ))}
    </div>
  );
}
