import { type RefObject, useEffect, useRef } from "react";
import type { RuleEvent } from "../../model/rules";
import type { RulesHere } from "./useRules";

const CONTROL = "select, input";

/** Where the focus goes when what had it is gone, or something is wrong elsewhere. */
export function useRuleFocus(body: RefObject<HTMLElement | null>, rules: RulesHere) {
  const wanted = useRef<string | null>(null);
  // Once React has shown what changed.
  useEffect(() => {
    const selector = wanted.current;
    if (selector === null) return;
    wanted.current = null;
    body.current?.querySelector<HTMLElement>(selector)?.focus();
  });
  const { objections, collisions } = rules;
  useEffect(() => {
    if (objections === 0) return;
    const wrong = body.current?.querySelector("[data-rule]:has([role=alert])");
    const control = wrong?.querySelector<HTMLElement>("[aria-invalid]");
    (control ?? wrong?.querySelector<HTMLElement>(CONTROL))?.focus();
  }, [body, objections]);
  const told = useRef(0);
  const there = rules.theirs !== null;
  // What the others saved is there a moment later.
  useEffect(() => {
    if (!there || told.current === collisions) return;
    told.current = collisions;
    body.current?.querySelector<HTMLElement>("[data-theirs]")?.focus();
  }, [body, collisions, there]);

  const want = (selector: string) => void (wanted.current = selector);
  const rule = (id: string) => `[data-rule="${CSS.escape(id)}"]`;
  return {
    onTry: () => want("[data-try]"),
    onBranch: (id: string) => want(`${rule(id)} input[list]`),
    onColumn: (event: RuleEvent) => want(`${rule(event)} select[aria-label=Column]`),
    /** On what follows a rule that goes, else on what adds one. */
    beside: (id: string) => {
      const row = body.current?.querySelector(rule(id))?.closest("li");
      const next = row?.nextElementSibling?.querySelector<HTMLElement>("[data-rule]");
      if (next?.dataset.rule) return want(`${rule(next.dataset.rule)} input[list]`);
      const add = row?.closest("section")?.querySelector<HTMLElement>("[data-add]");
      want(`[data-add="${add?.dataset.add}"]`);
    },
  };
}
