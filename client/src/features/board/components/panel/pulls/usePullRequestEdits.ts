import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { describeError } from "../../../../../api/describe";
import { showToast } from "../../../../../lib";
import { linkPullRequest, pullRequestsKey, unlinkPullRequest } from "../../../api/pullRequests";
import { type Card, nameOf, type PullRequest } from "../../../model";
import { useActions } from "../../context";

export interface PullRequestEdits {
  /** Those that are about to go: they do not show any more. */
  readonly leaving: ReadonlySet<string>;
  readonly remove: (one: PullRequest) => void;
  readonly setCloses: (one: PullRequest, closes: boolean) => void;
}

function refused(text: string, error: unknown): void {
  const { title, text: why } = describeError(error);
  showToast({ tone: "danger", text, detail: `${title}. ${why}` });
}

/** What a person does to the pull requests of a card; the board's events show what came of it. */
export function usePullRequestEdits({ id, key }: Pick<Card, "id" | "key">): PullRequestEdits {
  const queries = useQueryClient();
  const { edits } = useActions();
  const [leaving, setLeaving] = useState<ReadonlySet<string>>(new Set());
  const changed = () => queries.invalidateQueries({ queryKey: pullRequestsKey(id) });
  const stay = (one: PullRequest) =>
    setLeaving((all) => new Set([...all].filter((other) => other !== one.id)));

  const bringBack = async (one: PullRequest) => {
    try {
      await linkPullRequest(id, nameOf(one), one.closes ?? true);
      stay(one);
      await changed();
    } catch (error) {
      refused(`${nameOf(one)} was not linked again`, error);
    }
  };

  const remove = async (one: PullRequest) => {
    edits.beginElsewhere();
    setLeaving((all) => new Set([...all, one.id]));
    try {
      await unlinkPullRequest(id, one.id);
    } catch (error) {
      stay(one);
      return refused(`${nameOf(one)} was not removed`, error);
    }
    const text = `${nameOf(one)} was removed from ${key}`;
    const detail = "Nothing on GitHub brings it back.";
    edits.doneElsewhere({ text, detail }, () => void bringBack(one));
  };

  const setCloses = async (one: PullRequest, closes: boolean) => {
    edits.beginElsewhere();
    try {
      await linkPullRequest(id, nameOf(one), closes);
      const text = `${nameOf(one)} ${closes ? "finishes" : "only mentions"} ${key} now`;
      edits.doneElsewhere({ text }, () => void setCloses(one, !closes));
      await changed();
    } catch (error) {
      refused(`${nameOf(one)} was not changed`, error);
    }
  };

  return {
    leaving,
    remove: (one) => void remove(one),
    setCloses: (one, closes) => void setCloses(one, closes),
  };
}
