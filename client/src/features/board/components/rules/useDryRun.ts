import { useEffect, useRef, useState } from "react";
import { tryRules } from "../../api/rules";
import { bodyOf, type DryRun, type Rows } from "../../model/rules";
import { useLookup } from "../context";

export type Trial = {
  /** Another one each time. */
  readonly number: number;
  readonly tried: Rows;
} & (
  | { readonly status: "running" }
  | { readonly status: "done"; readonly found: DryRun }
  | { readonly status: "failed"; readonly error: unknown }
);

/** Tries rules on what happened. Only the last trial counts. */
export function useDryRun(onRefused: (error: unknown, ids: readonly string[]) => void) {
  const { boardId } = useLookup();
  const [state, setState] = useState<Trial | null>(null);
  const current = useRef<AbortController | null>(null);
  useEffect(() => () => current.current?.abort(), []);

  const run = async (rows: Rows, unsaved: boolean) => {
    current.current?.abort();
    const { signal } = (current.current = new AbortController());
    const { rules, ids } = bodyOf(rows);
    const trial = { number: (state?.number ?? 0) + 1, tried: rows };
    setState({ ...trial, status: "running" });
    try {
      const found = await tryRules(boardId, unsaved ? rules : null, signal);
      if (!signal.aborted) setState({ ...trial, status: "done", found });
    } catch (error) {
      if (signal.aborted) return;
      setState({ ...trial, status: "failed", error });
      onRefused(error, ids);
    }
  };
  const close = () => {
    current.current?.abort();
    setState(null);
  };
  return { state, run, close };
}
