import styles from "./PlacesDrawing.module.css";

interface Note {
  x: number;
  y: number;
  turn: number;
  /** Lengths of the lines written on it. */
  lines: readonly number[];
}

const NOTES: readonly Note[] = [
  { x: 176, y: 74, turn: -8, lines: [40, 34, 22] },
  { x: 346, y: 80, turn: 7, lines: [38, 24] },
  { x: 260, y: 66, turn: 1.5, lines: [40, 40, 26] },
];

/** Cards of each column; the one that is worked on is lit. */
const COLUMNS: readonly (readonly ("plain" | "lit")[])[] = [
  ["plain", "plain"],
  ["lit", "plain", "plain"],
  ["plain"],
];

/** What Trivet is: one ring, and a leg in each of the three places where work lives. */
export function PlacesDrawing({ className }: { className?: string | undefined }) {
  return (
    <svg className={className} viewBox="0 0 520 460" fill="none" aria-hidden>
      <g className={styles.legs}>
        <path className={styles.toWhiteboard} d="M260 196V120" />
        <path className={styles.toBoard} d="M304 273l74 43" />
        <path className={styles.toBranch} d="M216 273l-74 43" />
        <circle className={styles.ring} cx="260" cy="248" r="52" />
      </g>
      <g className={styles.card}>
        <rect x="229" y="230" width="62" height="37" rx="6" />
        <path className={styles.cardKey} d="M239 240.500h13" />
        <path className={styles.cardText} d="M239 249h42M239 257h26" />
      </g>
      {NOTES.map((note) => (
        <StickyNote key={note.x} {...note} />
      ))}
      <MiniBoard />
      <MiniBranch />
    </svg>
  );
}

function StickyNote({ x, y, turn, lines }: Note) {
  return (
    <g transform={`translate(${x} ${y}) rotate(${turn})`}>
      <path className={styles.note} d="M-34-34h68v48L14 34h-48z" />
      <path className={styles.fold} d="M34 14H14v20z" />
      {lines.map((length, line) => (
        <path key={line} className={styles.noteLine} d={`M-21 ${-17 + line * 12}h${length}`} />
      ))}
    </g>
  );
}

function MiniBoard() {
  return (
    <g transform="translate(348 296)">
      {COLUMNS.map((cards, column) => (
        <g key={column} transform={`translate(${column * 54} 0)`}>
          <rect className={styles.column} width="48" height="132" rx="7" />
          <path className={styles.columnHead} d="M9 11.500h18" />
          {cards.map((card, index) => (
            <rect
              key={index}
              className={styles[card]}
              x="5.500"
              y={21.5 + index * 30}
              width="37"
              height="25"
              rx="4"
            />
          ))}
        </g>
      ))}
    </g>
  );
}

/** A branch leaves the trunk, has two commits and comes back; the leg stands on the first. */
function MiniBranch() {
  return (
    <g className={styles.branch} transform="translate(40 284)">
      <path className={styles.trunk} d="M20-6v156" />
      <path className={styles.path} d="M20 8c0 26 72 2 72 36v52c0 34-72 14-72 40" />
      <circle className={styles.onTrunk} cx="20" cy="8" r="8" />
      <circle cx="92" cy="40" r="8" />
      <circle cx="92" cy="98" r="8" />
      <circle className={styles.onTrunk} cx="20" cy="136" r="8" />
      <path className={styles.sha} d="M112 98h44M38 72h26" />
    </g>
  );
}
