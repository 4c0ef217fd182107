import type { Scene } from "./actions";

export type Direction = "up" | "down" | "left" | "right" | "first" | "last";

export interface Step {
  readonly columnId: string;
  /** Null where the column shows no card. */
  readonly cardId: string | null;
}

/** The index nearest to `at` that there is; -1 in an empty list. */
const clamped = (at: number, length: number) => Math.max(Math.min(at, length - 1), length ? 0 : -1);

/**
 * Where an arrow key leads from a card or, where none has the focus, from a column.
 *
 * Sideways it keeps the place in the column as far as there is one; nothing leads beyond the edges.
 */
export function neighbour(
  scene: Pick<Scene, "columns" | "shown">,
  focus: string | null,
  column: string | null,
  direction: Direction,
): Step | null {
  const { columns, shown } = scene;
  const ids = (index: number) => shown.get(columns[index]?.id ?? "") ?? [];
  const step = (index: number, at: number): Step | null => {
    const there = columns[index];
    if (!there) return null;
    return { columnId: there.id, cardId: ids(index)[clamped(at, ids(index).length)] ?? null };
  };

  const inColumn = focus === null ? -1 : columns.findIndex((_, at) => ids(at).includes(focus));
  const here = inColumn >= 0 ? inColumn : columns.findIndex(({ id }) => id === column);
  if (here < 0) return columns.findIndex((_, at) => ids(at).length > 0) < 0 ? null : firstOf();
  const at = inColumn < 0 || focus === null ? 0 : ids(here).indexOf(focus);
  switch (direction) {
    case "up":
      return inColumn >= 0 && at === 0 ? null : step(here, at - 1);
    case "down":
      return inColumn >= 0 && at === ids(here).length - 1 ? null : step(here, at + 1);
    case "left":
      return step(here - 1, at);
    case "right":
      return step(here + 1, at);
    case "first":
      return step(here, 0);
    case "last":
      return step(here, Infinity);
  }

  function firstOf(): Step | null {
    return step(
      columns.findIndex((_, index) => ids(index).length > 0),
      0,
    );
  }
}
