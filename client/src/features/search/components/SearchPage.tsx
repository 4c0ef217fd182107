import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { TextField, useTitle } from "../../../lib";
import { isQuery, QUERY_MAX } from "../model/words";
import { Results } from "./Results";
import styles from "./SearchPage.module.css";

interface SearchPageProps {
  /** As it stands in the address. */
  readonly q: string;
  /** The address follows what is typed. */
  readonly onQuery: (q: string) => void;
}

/** What is typed is asked for after this pause. */
const PAUSE_MS = 180;

/** Finds cards on all boards, as one types. */
export function SearchPage({ q, onQuery }: SearchPageProps) {
  useTitle(q ? `${q} · Search` : "Search");
  const [text, setText] = useState(q);
  const [told, setTold] = useState(q);
  const [active, setActive] = useState(0);
  const timer = useRef(0);
  const list = useId();

  // The address changed by another hand: the palette, or the back button.
  if (q !== told) {
    setTold(q);
    setActive(0);
    if (q !== text.trim()) setText(q);
  }
  useEffect(() => () => clearTimeout(timer.current), []);

  const write = (next: string, now = false) => {
    setText(next);
    clearTimeout(timer.current);
    const tell = () => onQuery(next.trim());
    if (now) tell();
    else timer.current = window.setTimeout(tell, PAUSE_MS);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const rows = [...document.querySelectorAll<HTMLElement>(`[id="${list}"] [role=option]`)];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && rows.length > 0) {
      const next = Math.min(rows.length - 1, Math.max(0, active + step));
      setActive(next);
      rows[next]?.scrollIntoView?.({ block: "nearest" });
    } else if (event.key === "Enter") {
      // Before the pause is over, what is shown is of another query.
      if (text.trim() !== q) write(text, true);
      else rows[active]?.click();
    } else if (event.key === "Escape" && text) write("", true);
    else return;
    event.preventDefault();
  };
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>Search</h1>
      <TextField
        type="search"
        role="combobox"
        icon="search"
        label="Search all boards"
        labelHidden
        placeholder="Key, title, description or comment"
        className={styles.field}
        autoComplete="off"
        spellCheck={false}
        maxLength={QUERY_MAX}
        dir="auto"
        autoFocus
        aria-autocomplete="list"
        aria-expanded={isQuery(q)}
        aria-controls={list}
        aria-activedescendant={isQuery(q) ? `${list}-${active}` : undefined}
        value={text}
        onChange={(event) => write(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <Results q={q} list={list} active={active} onActive={setActive} />
    </div>
  );
}
