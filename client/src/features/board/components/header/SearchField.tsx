import { type KeyboardEvent, type Ref, useEffect, useRef, useState } from "react";
import { Icon, IconButton, Kbd, tip } from "../../../../lib";
import styles from "./Header.module.css";

interface SearchFieldProps {
  readonly ref?: Ref<HTMLInputElement>;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The address follows what is typed after this pause, so that each letter is no page of its own. */
const PAUSE_MS = 90;

/** Searches the cards on the board by key and title, as one types. */
export function SearchField({ ref, value, onChange }: SearchFieldProps) {
  const [text, setText] = useState(value);
  const [told, setTold] = useState(value);
  const timer = useRef(0);

  // The address changed by another hand: a link, the back button, "clear filters".
  if (value !== told) {
    setTold(value);
    if (value.trim() !== text.trim()) setText(value);
  }
  useEffect(() => () => clearTimeout(timer.current), []);

  const write = (next: string, now = false) => {
    setText(next);
    clearTimeout(timer.current);
    const tell = () => onChange(next);
    if (now) tell();
    else timer.current = window.setTimeout(tell, PAUSE_MS);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing || event.key !== "Escape") return;
    event.preventDefault();
    if (text) write("", true);
    else event.currentTarget.blur();
  };

  return (
    <div className={styles.search} role="search">
      <Icon name="search" className={styles.searchIcon} />
      <input
        ref={ref}
        type="search"
        className={styles.field}
        aria-label="Search this board by key or title"
        aria-keyshortcuts="/"
        placeholder="Search"
        autoComplete="off"
        spellCheck={false}
        dir="auto"
        value={text}
        onChange={(event) => write(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {text ? (
        <span className={styles.clear}>
          <IconButton
            icon="close"
            label="Clear the search"
            shortcut="escape"
            size="small"
            onClick={() => write("", true)}
          />
        </span>
      ) : (
        <span className={styles.slash} {...tip("Focus the search")}>
          <Kbd keys="/" />
        </span>
      )}
    </div>
  );
}
