/** How boards looked when this browser last had them open: for their pictures on the home page. */

const KEY = "trivet.sketches";
const MOST_BOARDS = 60;
const MOST_COLUMNS = 24;

export interface SketchColumn {
  readonly cards: number;
  readonly category: string;
}

export interface Sketch {
  readonly columns: readonly SketchColumn[];
}

type Kept = readonly (readonly [boardId: string, sketch: Sketch])[];

function isColumn(value: unknown): value is SketchColumn {
  if (typeof value !== "object" || value === null) return false;
  const { cards, category } = value as Partial<SketchColumn>;
  return typeof cards === "number" && cards >= 0 && typeof category === "string";
}

function isKept(value: unknown): value is Kept[number] {
  if (!Array.isArray(value) || typeof value[0] !== "string") return false;
  const columns: unknown = (value[1] as Partial<Sketch> | undefined)?.columns;
  return Array.isArray(columns) && columns.every(isColumn);
}

function read(): Kept {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isKept) : [];
  } catch {
    return []; // Storage is switched off, or holds something of another making.
  }
}

export function readSketches(): ReadonlyMap<string, Sketch> {
  return new Map(read());
}

/** Keeps how a board looks now; the boards seen last are kept. */
export function keepSketch(boardId: string, sketch: Sketch): void {
  const columns = sketch.columns.slice(0, MOST_COLUMNS);
  const others = read().filter(([id]) => id !== boardId);
  try {
    localStorage.setItem(
      KEY,
      JSON.stringify([[boardId, { columns }], ...others].slice(0, MOST_BOARDS)),
    );
  } catch {
    // Storage is off or full: the home page shows the board without its picture.
  }
}

/** How many cards each column shows when the fullest may show `most`. */
export function scaled(columns: readonly SketchColumn[], most: number): number[] {
  const fullest = Math.max(0, ...columns.map(({ cards }) => cards));
  if (fullest <= most) return columns.map(({ cards }) => cards);
  return columns.map(({ cards }) => Math.ceil((cards / fullest) * most));
}
