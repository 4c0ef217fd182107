import { fakeServer } from "../../../../test/fakeServer";
import { RULE_EVENTS, type Rule, type RuleEvent } from "../../model/rules";

type Answers = Parameters<typeof fakeServer>[0];
type Put = { readonly rules: readonly (Partial<Rule> & Pick<Rule, "event">)[] };

/** A rule that somebody chose. */
export function aRule(event: RuleEvent, column_id: string | null, more: Partial<Rule> = {}): Rule {
  const needs = event === "merged" ? "all" : "any";
  return { event, base: null, column_id, needs, back: false, default: false, ...more };
}

function usual(event: RuleEvent): Rule {
  const column = event === "branch_created" || event === "draft" ? "doing" : null;
  return aRule(event, column, { default: true });
}

/** All rules, as the server lists them. */
export function listed(...chosen: Rule[]): Rule[] {
  return RULE_EVENTS.flatMap((event) => {
    const own = chosen.filter((one) => one.event === event);
    return own.some(({ base }) => base === null) ? own : [usual(event), ...own];
  });
}

/** For tests: a server that keeps what is put, as the real one does; `others` change the rules too. */
export function rulesServer(answers: Answers = {}, ...chosen: Rule[]) {
  const server = { chosen };
  const told = () => ({ body: { rules: listed(...server.chosen) } });
  const calls = fakeServer({
    "GET /boards/board/rules": told,
    "PUT /boards/board/rules": ({ body }) => {
      server.chosen = (body as Put).rules.map((one) => aRule(one.event, null, one));
      return told();
    },
    ...answers,
  });
  const sent = (method: string) =>
    calls.filter((call) => call.method === method).map(({ body }) => body);
  return {
    puts: () => sent("PUT"),
    tries: () => sent("POST"),
    others: (...rules: Rule[]) => void (server.chosen = rules),
  };
}
