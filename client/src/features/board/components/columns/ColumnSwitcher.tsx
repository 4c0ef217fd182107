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
    // All that are in sight, not the last that came: on a screen that gets narrower one stays, and is not told of.
    const inSight = new Set<string | undefined>();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries) {
          const id = (target as HTMLElement).dataset.column;
          if (isIntersecting) inSight.add(id);
          else inSight.delete(id);
        }
        const first = columns.find(({ id }) => inSight.has(id));
        if (first) setCurrent(first.id);
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
