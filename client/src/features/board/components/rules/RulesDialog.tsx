import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { describeError } from "../../../../api/describe";
import { Button, Dialog, ErrorState, showToast, Skeleton } from "../../../../lib";
import { putRules, rulesQuery } from "../../api/rules";
import { useLog } from "../../model-react";
import {
  chosen,
  type OwnChoices,
  type Rule,
  RULE_EVENTS,
  rulesBody,
  takenBack,
  withOwn,
} from "../../model/rules";
import { useLookup } from "../context";
import styles from "./Rules.module.css";
import { RuleLine } from "./RuleLine";

/** Where cards go when something happens on GitHub: read by everybody, chosen by admins. */
export function RulesDialog({ onClose }: { onClose: () => void }) {
  const { boardId, mayManage, canEdit } = useLookup();
  const queries = useQueryClient();
  const query = rulesQuery(boardId);
  const { data: rules, error, refetch } = useQuery(query);
  const [own, setOwn] = useState<OwnChoices>({});
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const editable = mayManage && canEdit;
  useLog(boardId, (events) => {
    // A rule may name a column that goes.
    const concerns = events?.some(({ type }) => /^(rules|column)\./.test(type)) ?? true;
    if (concerns) void queries.invalidateQueries(query);
  });

  /** Others' choices are kept where one made none oneself. */
  const choices = rules && withOwn(rules, own);

  /** Asked for anew: a write replaces all rules, and once this is closed nobody follows them. */
  const latest = () => queries.fetchQuery(query);
  const put = async (before: readonly Rule[], changed: OwnChoices): Promise<void> => {
    const after = await putRules(boardId, rulesBody(withOwn(before, changed)));
    queries.setQueryData<readonly Rule[]>(query.queryKey, after);
  };
  const undo = async (before: readonly Rule[]) => {
    const now = await latest();
    const back = takenBack(own, before, now);
    if (Object.keys(back).length === 0) return overtaken();
    await put(now, back);
  };
  const save = async () => {
    let before: readonly Rule[];
    setBusy(true);
    setRefused(null);
    try {
      before = await latest();
      await put(before, own);
    } catch (failure) {
      setBusy(false);
      return setRefused(failure);
    }
    onClose();
    showToast({
      text: "Saved the rules",
      tone: "good",
      action: { label: "Undo", run: () => void undo(before).catch(tell) },
    });
  };

  return (
    <Dialog
      open
      size="large"
      title="Rules"
      description="What happens on GitHub moves the cards of this board."
      onClose={onClose}
      footer={
        editable ? (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button
              variant="primary"
              busy={busy}
              disabled={Object.keys(own).length === 0}
              onClick={() => void save()}
            >
              Save rules
            </Button>
          </>
        ) : (
          <Button onClick={onClose}>Close</Button>
        )
      }
    >
      {rules && choices ? (
        <ul role="list" className={styles.rules}>
          {RULE_EVENTS.map((event) => (
            <RuleLine
              key={event}
              event={event}
              choice={choices[event]}
              onChoose={
                editable ? (choice) => setOwn(chosen(own, event, choice, rules)) : undefined
              }
            />
          ))}
        </ul>
      ) : error ? (
        <ErrorState level={3} onRetry={() => void refetch()} {...inWords(error)} />
      ) : (
        <RulesSkeleton />
      )}
      {refused !== null && (
        <p className={styles.refused} role="alert">
          <strong>The rules were not saved.</strong> {describeError(refused).text}
        </p>
      )}
      <p className={styles.note}>
        Cards move forwards only, or back if it turns out that a rule moved them for no reason. What
        people did since stands.
        {!mayManage && " Admins of the workspace can change the rules."}
      </p>
    </Dialog>
  );
}

function tell(error: unknown): void {
  const detail = describeError(error).text;
  showToast({ tone: "danger", text: "The rules were not put back", detail });
}

function overtaken(): void {
  showToast({
    tone: "warn",
    text: "The rules were not put back",
    detail: "Somebody has chosen otherwise since.",
  });
}

function inWords(error: Error) {
  const { title, text, requestId } = describeError(error);
  return { title, children: text, requestId };
}

function RulesSkeleton() {
  return (
    <div className={styles.rules} role="status" aria-label="Loading the rules">
      {RULE_EVENTS.map((event) => (
        <Skeleton key={event} height={32} />
      ))}
    </div>
  );
}
