import { type RefObject, useEffect, useRef, useState } from "react";
import { useLookup } from "../context";
import styles from "./ColumnSwitcher.module.css";

interface ColumnSwitcherProps {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly shown: ReadonlyMap<string, readonly string[]>;
}

/** On a narrow screen: which column one sees, and the way to the others. */
export function ColumnSwitcher({ scroller, shown }: ColumnSwitcherProps) {
  const { columns } = useLookup();
  const [current, setCurrent] = useState<string | null>(null);
  const bar = useRef<HTMLElement>(null);

  useEffect(() => {
    const root = scroller.current;
    if (!root) return;
    const observer = new IntersectionObserver(
      (entries) => {
        const seen = entries.find((entry) => entry.isIntersecting);
        if (seen) setCurrent((seen.target as HTMLElement).dataset.column ?? null);
      },
      { root, threshold: 0.6 },
    );
    for (const column of root.querySelectorAll("[data-column]")) observer.observe(column);
    return () => observer.disconnect();
  }, [scroller, columns]);

  useEffect(() => {
    bar.current
      ?.querySelector("[aria-current]")
      ?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [current]);

  const show = (id: string) =>
    scroller.current
      ?.querySelector(`[data-column="${id}"]`)
      ?.scrollIntoView({ behavior: "smooth", inline: "center", block: "nearest" });

  return (
    <nav ref={bar} className={styles.bar} aria-label="Columns">
      {columns.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          className={styles.column}
          aria-current={id === current || undefined}
          onClick={() => show(id)}
        >
          <span dir="auto">{name}</span>
          <span className={styles.count}>{shown.get(id)?.length ?? 0}</span>
        </button>
      ))}
    </nav>
  );
}
