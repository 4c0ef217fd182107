import { type KeyboardEvent, useRef } from "react";

import styles from "./Connect.module.css";

export const WAYS = { github: "From GitHub", hand: "By hand" } as const;
export type Way = keyof typeof WAYS;

const ALL = Object.keys(WAYS) as Way[];

interface WaysProps {
  /** Begins the ids of tabs and panel. */
  id: string;
  way: Way;
  onChange: (way: Way) => void;
}

/** The tabs of the dialog (WAI-ARIA authoring practices: arrows choose). */
export function Ways({ id, way, onChange }: WaysProps) {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const next = step && ALL[(ALL.indexOf(way) + step + ALL.length) % ALL.length];
    if (!next) return;
    event.preventDefault();
    onChange(next);
    list.current?.querySelector<HTMLElement>(`#${CSS.escape(`${id}-${next}`)}`)?.focus();
  };
  return (
    <div
      ref={list}
      role="tablist"
      aria-label="How to connect"
      className={styles.ways}
      onKeyDown={onKeyDown}
    >
      {ALL.map((one) => (
        <button
          key={one}
          id={`${id}-${one}`}
          type="button"
          role="tab"
          aria-selected={one === way}
          aria-controls={`${id}-panel`}
          tabIndex={one === way ? 0 : -1}
          className={styles.way}
          onClick={() => onChange(one)}
        >
          {WAYS[one]}
        </button>
      ))}
    </div>
  );
}
