import type { KeyboardEvent } from "react";

/** Arrows lead from one `data-row` inside an element to the next; Home and End to the ends. */
export function stepRows(event: KeyboardEvent<HTMLElement>): void {
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-row]")];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const to = { ArrowDown: at + 1, ArrowUp: at < 0 ? -1 : at - 1, Home: 0, End: rows.length - 1 }[
    event.key
  ];
  const row = to === undefined ? undefined : rows[to];
  if (!row || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  row.focus();
}
