import { tip } from "../../../../lib";
import styles from "./Glyphs.module.css";

export interface Places {
  readonly whiteboard: boolean;
  readonly board: boolean;
  readonly branch: boolean;
}

/** Every card is on the board; the other two places are linked as work goes on. */
const ON_BOARD: Places = { whiteboard: false, board: true, branch: false };

const PLACES = ["whiteboard", "board", "branch"] as const;

/** The three places of a piece of work, each glyph lit where it is linked. */
export function PlacesStrip({ places = ON_BOARD }: { places?: Places | undefined }) {
  const linked = PLACES.filter((place) => places[place]);
  return (
    <span className={styles.places} {...tip(`On the ${linked.join(", on the ")}`)}>
      <svg
        className={`${styles.place} ${styles.whiteboard}`}
        data-lit={places.whiteboard || undefined}
        viewBox="0 0 12 12"
        width="12"
        height="12"
        aria-hidden
      >
        <path
          d="M2.6 1.9h6.8a.7.7 0 0 1 .7.7v4.2L7 10.1H2.6a.7.7 0 0 1-.7-.7V2.6a.7.7 0 0 1 .7-.7Z M10 6.9H7.6a.7.7 0 0 0-.7.7V10"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.2"
          strokeLinejoin="round"
        />
      </svg>
      <svg
        className={`${styles.place} ${styles.board}`}
        data-lit={places.board || undefined}
        viewBox="0 0 12 12"
        width="12"
        height="12"
        aria-hidden
      >
        <rect x="1.6" y="2" width="2.4" height="8" rx="0.8" fill="currentColor" />
        <rect x="4.8" y="2" width="2.4" height="5.4" rx="0.8" fill="currentColor" />
        <rect x="8" y="2" width="2.4" height="6.8" rx="0.8" fill="currentColor" />
      </svg>
      <svg
        className={`${styles.place} ${styles.branch}`}
        data-lit={places.branch || undefined}
        viewBox="0 0 12 12"
        width="12"
        height="12"
        aria-hidden
      >
        <g fill="none" stroke="currentColor" strokeWidth="1.2" strokeLinecap="round">
          <circle cx="3.2" cy="2.6" r="1.2" />
          <circle cx="3.2" cy="9.4" r="1.2" />
          <circle cx="8.9" cy="3.6" r="1.2" />
          <path d="M3.2 3.9v4.2 M8.9 4.9c0 2-5.7 1.2-5.7 3.2" />
        </g>
      </svg>
    </span>
  );
}
