import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { describeError } from "../../../../../api/describe";
import { showToast } from "../../../../../lib";
import { type Branching, branchingQuery, examplesQuery, putBranching } from "../../../api/branches";
import { useLog } from "../../../model-react";
import { useLookup } from "../../context";

/** What one chose and has not saved; undefined where nothing. */
interface Own {
  readonly template?: string;
  readonly repositoryId?: string | null;
}

/** What a board's people chose about its branches, with one's own choices on top. */
export function useBranching() {
  const { boardId } = useLookup();
  const queries = useQueryClient();
  const query = branchingQuery(boardId);
  const { data, error, refetch } = useQuery(query);
  const house = useQuery(examplesQuery(boardId)).data?.template;
  const [own, setOwn] = useState<Own>({});
  useLog(boardId, (events) => {
    const concerns = events?.some(({ type }) => type === "branching.updated") ?? true;
    if (concerns) void queries.invalidateQueries(query);
  });

  const template = own.template ?? data?.effective_template ?? "";
  const repositoryId = own.repositoryId === undefined ? data?.repository_id : own.repositoryId;

  const keep = async (body: Parameters<typeof putBranching>[1]) => {
    queries.setQueryData<Branching>(query.queryKey, await putBranching(boardId, body));
    // What cards' branches would be called is another thing now.
    void queries.invalidateQueries({ queryKey: ["cards"] });
  };
  /** @throws ApiError, OfflineError */
  const save = async () => {
    const before = await queries.fetchQuery(query);
    const wanted = template.trim();
    // That of the house is chosen by choosing none, so that it follows the house.
    const none = wanted === "" || wanted === house;
    await keep({ template: none ? null : wanted, repository_id: repositoryId ?? null });
    const back = { template: before.template, repository_id: before.repository_id };
    showToast({
      tone: "good",
      text: "Saved how branches are called",
      action: { label: "Undo", run: () => void keep(back).catch(tellNotUndone) },
    });
  };
  return {
    /** False while that is not known. */
    known: data !== undefined,
    error,
    refetch,
    template,
    house,
    repositoryId: repositoryId ?? null,
    changed: template.trim() !== data?.effective_template || repositoryId !== data.repository_id,
    choose: (change: Own) => setOwn({ ...own, ...change }),
    save,
  };
}

function tellNotUndone(error: unknown): void {
  const detail = describeError(error).text;
  showToast({ tone: "danger", text: "It was not undone", detail });
}
