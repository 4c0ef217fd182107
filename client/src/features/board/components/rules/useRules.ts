import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { showToast } from "../../../../lib";
import { describeError } from "../../../../api/describe";
import { putRules, rulesQuery } from "../../api/rules";
import { changesBetween, overTheirs, sameRows, takenBack } from "../../model/ruleChanges";
import { problemsOf, refusedRows, type RuleProblems } from "../../model/ruleProblems";
import {
  bodyOf,
  type RuleChoice,
  type RuleEvent,
  type Rows,
  rowsOf,
  usualRow,
  withChange,
  withoutRule,
  withRule,
  withUsual,
} from "../../model/rules";
import { heldRules, holdRules, type Unsaved } from "../../model/heldRules";
import { useLog } from "../../model-react";
import { useLookup } from "../context";

const NONE: RuleProblems = new Map();

/** The rules of a board, with what one changed and did not save yet. */
export function useRules(editable: boolean) {
  const { boardId, columns } = useLookup();
  const queries = useQueryClient();
  const query = rulesQuery(boardId);
  const { data: rules, error, refetch } = useQuery(query);
  const [kept, setKept] = useState(() => heldRules(boardId));
  const [by, setBy] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const [problems, setProblems] = useState(NONE);
  const [objections, setObjections] = useState(0);
  const [collisions, setCollisions] = useState(0);
  useLog(boardId, (events) => {
    const changed = events?.findLast(({ type }) => type === "rules.updated");
    if (changed) setBy(changed.actor_id);
    // A rule may name a column that goes.
    const concerns = events?.some(({ type }) => /^(rules|column)\./.test(type)) ?? true;
    if (concerns) void queries.invalidateQueries(query);
  });

  const saved = useMemo(() => rules && rowsOf(rules, columns), [rules, columns]);
  const own = editable && saved && kept && !sameRows(saved, kept.rows) ? kept : null;
  const rows = useMemo(
    () => own?.rows.map((row) => (row.chosen ? row : usualRow(row.event, columns))) ?? saved,
    [own, saved, columns],
  );

  const hold = (next: Unsaved | null) => {
    setKept(next);
    holdRules(boardId, next);
  };
  /** Goes on from what is shown; what was refused of a row that changes is no news any more. */
  const edit = (next: Rows, id?: string) => {
    if (!saved) return;
    const before = own?.before ?? saved;
    hold(sameRows(before, next) ? null : { before, rows: next });
    setRefused(null);
    setProblems((found) => new Map([...found].filter(([one]) => one !== id)));
  };
  const forget = () => {
    hold(null);
    setProblems(NONE);
    setRefused(null);
  };
  /** Whether something is wrong with single rules, which is said at each. */
  const say = (found: RuleProblems): boolean => {
    setProblems(found);
    if (found.size > 0) setObjections((count) => count + 1);
    return found.size > 0;
  };

  /** A write replaces all rules. */
  const put = async (wanted: Rows) => {
    const after = await putRules(boardId, bodyOf(wanted).rules);
    queries.setQueryData(query.queryKey, after);
  };
  /** Asked for anew: nobody follows them once this is closed. */
  const latest = async () => rowsOf(await queries.fetchQuery(query), columns);

  /**
   * Saves what one changed.
   *
   * @param over whether it goes over what somebody else saved meanwhile.
   * @returns whether that is done.
   */
  const save = async (over: boolean): Promise<boolean> => {
    if (!own || say(problemsOf(own.rows, columns))) return false;
    let wanted = own.rows;
    setBusy(true);
    setRefused(null);
    try {
      const before = await latest();
      if (!sameRows(before, own.before)) {
        if (!over) {
          setCollisions((count) => count + 1);
          return false;
        }
        wanted = overTheirs(before, own.before, own.rows);
      }
      await put(wanted);
      hold(null);
      showToast({
        text: "Saved the rules",
        detail: "New ones count from now on.",
        tone: "good",
        action: { label: "Undo", run: () => void undo(before, wanted).catch(tell) },
      });
      return true;
    } catch (failure) {
      if (!say(refusedRows(failure, bodyOf(wanted).ids))) setRefused(failure);
      return false;
    } finally {
      setBusy(false);
    }
  };
  const undo = async (before: Rows, mine: Rows) => {
    const back = takenBack(before, mine, await latest());
    if (back) await put(back);
    else showToast({ ...NOT_BACK, tone: "warn", detail: "Somebody has chosen otherwise since." });
  };

  return {
    rows,
    /** As they were when one began to change them. */
    before: own?.before ?? saved,
    error,
    refetch,
    busy,
    refused,
    problems,
    unsaved: own && saved ? changesBetween(own.before, own.rows).length : 0,
    /** What somebody else changed since one began, and who. */
    theirs:
      own && saved && !busy && !sameRows(saved, own.before)
        ? { by, changes: changesBetween(own.before, saved) }
        : null,
    change: (id: string, choice: Partial<RuleChoice>) =>
      rows && edit(withChange(rows, id, choice, own?.before ?? rows), id),
    toUsual: (event: RuleEvent) => rows && edit(withUsual(rows, event, columns), event),
    add: (event: RuleEvent): string => {
      const { rows: next, id } = withRule(rows ?? [], event);
      edit(next);
      return id;
    },
    remove: (id: string) => rows && edit(withoutRule(rows, id), id),
    forget,
    save,
    /** Whether the rules can be tried as they are; if not, it is said why. */
    areSound: () => rows !== undefined && !say(problemsOf(rows, columns)),
    /** Says what the server had against trying them. */
    object: (failure: unknown, ids: readonly string[]) => void say(refusedRows(failure, ids)),
    /** How often something was found wrong with single rules. */
    objections,
    /** How often something was not saved because somebody else had saved meanwhile. */
    collisions,
  };
}

export type RulesHere = ReturnType<typeof useRules>;

const NOT_BACK = { text: "The rules were not put back" };

function tell(error: unknown): void {
  showToast({ ...NOT_BACK, tone: "danger", detail: describeError(error).text });
}
