/** Which cards are shown: filters from and to the address, and what they let through. Pure. */
import type { BoardState, Card, Priority } from "./types";

export type DueFilter = "overdue" | "today" | "week" | "none";

export interface Filters {
  /** Words that the title or key must contain, all of them. */
  readonly q: string;
  /** User ids; `none` is nobody. Any of them. */
  readonly assignee: readonly string[];
  /** Label ids. Any of them. */
  readonly label: readonly string[];
  readonly priority: readonly Priority[];
  readonly column: readonly string[];
  readonly due: DueFilter | null;
}

export const NO_FILTERS: Filters = {
  q: "",
  assignee: [],
  label: [],
  priority: [],
  column: [],
  due: null,
};

const PRIORITIES: readonly Priority[] = ["urgent", "high", "medium", "low", "none"];
const DUES: readonly DueFilter[] = ["overdue", "today", "week", "none"];
const DAY_MS = 24 * 60 * 60 * 1000;

/** Filters from search params; what makes no sense is left out. */
export function parseFilters(search: Readonly<Record<string, unknown>>): Filters {
  const due = search.due as DueFilter;
  return {
    q: typeof search.q === "string" || typeof search.q === "number" ? String(search.q) : "",
    assignee: texts(search.assignee),
    label: texts(search.label),
    priority: texts(search.priority).filter((x): x is Priority =>
      PRIORITIES.includes(x as Priority),
    ),
    column: texts(search.column),
    due: DUES.includes(due) ? due : null,
  };
}

/** The search params of filters; members that filter nothing are left out. */
export function serialiseFilters(filters: Filters): Record<string, string | readonly string[]> {
  const said: Record<string, string | readonly string[]> = {};
  if (filters.q.trim() !== "") said.q = filters.q;
  for (const name of ["assignee", "label", "priority", "column"] as const) {
    if (filters[name].length > 0) said[name] = filters[name];
  }
  if (filters.due) said.due = filters.due;
  return said;
}

export function hasFilters(filters: Filters): boolean {
  return Object.keys(serialiseFilters(filters)).length > 0;
}

/**
 * The cards of each column that pass, in order. Without filters the state's own arrays.
 *
 * @param today the person's date, `YYYY-MM-DD`, for what is due.
 */
export function visibleCards(
  state: BoardState,
  filters: Filters,
  today: string = localDate(new Date()),
): ReadonlyMap<string, readonly string[]> {
  if (!hasFilters(filters)) return state.order;
  const passes = predicate(filters, today);
  const visible = new Map<string, readonly string[]>();
  for (const [columnId, ids] of state.order) {
    const shown = filters.column.length === 0 || filters.column.includes(columnId);
    const card = (id: string) => state.cards.get(id) as Card;
    visible.set(columnId, shown ? ids.filter((id) => passes(card(id))) : []);
  }
  return visible;
}

function predicate(filters: Filters, today: string): (card: Card) => boolean {
  const words = folded(filters.q).split(/\s+/).filter(Boolean);
  const tests: ((card: Card) => boolean)[] = [];
  if (words.length > 0) {
    tests.push((card) => {
      const text = folded(`${card.key} ${card.title}`);
      return words.every((word) => text.includes(word));
    });
  }
  if (filters.assignee.length > 0) tests.push((card) => isAssigned(card, filters.assignee));
  if (filters.label.length > 0) {
    tests.push((card) => (card.label_ids ?? []).some((id) => filters.label.includes(id)));
  }
  if (filters.priority.length > 0) {
    tests.push((card) => filters.priority.includes(card.priority ?? "none"));
  }
  if (filters.due) tests.push(dueTest(filters.due, today));
  return (card) => tests.every((test) => test(card));
}

function isAssigned(card: Card, wanted: readonly string[]): boolean {
  const people = card.assignee_ids ?? [];
  return people.length === 0 ? wanted.includes("none") : people.some((id) => wanted.includes(id));
}

function dueTest(due: DueFilter, today: string): (card: Card) => boolean {
  if (due === "none") return (card) => card.due_date === undefined;
  if (due === "overdue") return (card) => card.due_date !== undefined && card.due_date < today;
  if (due === "today") return (card) => card.due_date === today;
  const last = new Date(Date.parse(today) + 6 * DAY_MS).toISOString().slice(0, 10);
  return ({ due_date: day }) => day !== undefined && day >= today && day <= last;
}

/** Without regard to case and accents. */
function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** The date on this machine's calendar, `YYYY-MM-DD`. */
export function localDate(moment: Date): string {
  const two = (number: number) => String(number).padStart(2, "0");
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}

function texts(value: unknown): readonly string[] {
  const all = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return [...new Set(all.filter((x): x is string => typeof x === "string" && x !== ""))];
}
