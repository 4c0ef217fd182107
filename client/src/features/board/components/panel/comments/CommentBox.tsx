import {
  type KeyboardEvent,
  type ReactNode,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { Avatar, cx, matching } from "../../../../../lib";
import { useLookup } from "../../context";
import styles from "./CommentBox.module.css";
import { type Asked, mentionAt, withMention } from "./mentions";

/** As long as the server takes. */
const MOST = 20_000;
/** So many members are offered at once. */
const MOST_OFFERED = 6;

interface CommentBoxProps {
  readonly label: string;
  readonly placeholder?: string;
  readonly value: string;
  readonly autoFocus?: boolean;
  readonly onChange: (text: string) => void;
  readonly onSend: () => void;
  readonly onEscape: () => void;
  /** Under the text. */
  readonly children: ReactNode;
}

/** Where a comment is written. An `@` offers the members; Ctrl or ⌘ with Enter sends. */
export function CommentBox(props: CommentBoxProps) {
  const { label, placeholder, value, autoFocus, onChange, onSend, onEscape, children } = props;
  const { people } = useLookup();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const caret = useRef<number>(undefined);
  const [asked, setAsked] = useState<Asked>();
  const [at, setAt] = useState(0);

  const all = [...people.values()].map((person) => ({ ...person, label: person.name }));
  const found = asked ? matching(all, asked.query).slice(0, MOST_OFFERED) : [];
  const active = found[Math.min(at, found.length - 1)];

  useLayoutEffect(() => {
    if (caret.current === undefined) return;
    field.current?.setSelectionRange(caret.current, caret.current);
    caret.current = undefined;
  }, [value]);

  const look = () => {
    const { value: text = "", selectionStart = 0, selectionEnd } = field.current ?? {};
    setAsked(selectionStart === selectionEnd ? mentionAt(text, selectionStart) : undefined);
    setAt(0);
  };
  const pick = (person: (typeof all)[number]) => {
    if (!asked) return;
    const next = withMention(value, asked, person);
    caret.current = next.caret;
    setAsked(undefined);
    onChange(next.text);
    field.current?.focus();
  };
  const inList = (key: string): boolean => {
    if (!active) return false;
    const here = found.indexOf(active);
    if (key === "ArrowDown") setAt((here + 1) % found.length);
    else if (key === "ArrowUp") setAt((here + found.length - 1) % found.length);
    else if (key === "Enter" || key === "Tab") pick(active);
    else if (key === "Escape") setAsked(undefined);
    else return false;
    return true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    const sends = event.key === "Enter" && (event.ctrlKey || event.metaKey);
    if (sends) onSend();
    else if (event.shiftKey || !inList(event.key)) {
      if (event.key !== "Escape") return;
      onEscape();
    }
    event.preventDefault();
  };

  return (
    <div className={styles.box}>
      <textarea
        ref={field}
        className={styles.area}
        aria-label={label}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={found.length > 0 ? `${id}-people` : undefined}
        aria-activedescendant={active && `${id}-${active.id}`}
        placeholder={placeholder}
        autoFocus={autoFocus}
        dir="auto"
        rows={1}
        maxLength={MOST}
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
          look();
        }}
        onSelect={look}
        onKeyDown={onKeyDown}
        onBlur={() => setAsked(undefined)}
      />
      {found.length > 0 && (
        <div id={`${id}-people`} role="listbox" aria-label="Members" className={styles.people}>
          {found.map((person) => (
            <div
              key={person.id}
              id={`${id}-${person.id}`}
              role="option"
              aria-selected={person === active}
              className={cx(styles.person, person === active && styles.active)}
              // The focus stays in the text.
              onMouseDown={(event) => event.preventDefault()}
              onPointerMove={() => setAt(found.indexOf(person))}
              onClick={() => pick(person)}
            >
              <Avatar person={person} size={20} decorative />
              <span dir="auto">{person.name}</span>
            </div>
          ))}
        </div>
      )}
      {children}
    </div>
  );
}
