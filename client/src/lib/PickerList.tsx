import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";

import { cx } from "./cx";
import { Icon } from "./Icon";
import { matching } from "./matching";
import type { PickerProps } from "./Picker";
import styles from "./Picker.module.css";

type PickerListProps = Pick<
  PickerProps,
  | "label"
  | "options"
  | "selected"
  | "multiple"
  | "onChange"
  | "onCreate"
  | "offer"
  | "most"
  | "emptyText"
  | "onSearch"
  | "note"
> & { onDone: () => void };

const CREATE = "create";

/** The inside of a `Picker`: a combobox over a listbox (WAI-ARIA authoring practices). */
export function PickerList({
  label,
  options,
  selected,
  multiple = false,
  onChange,
  onCreate,
  offer = (text) => `Create “${text}”`,
  most,
  emptyText = "Nothing to choose from yet.",
  onSearch,
  note,
  onDone,
}: PickerListProps) {
  const id = useId();
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);

  const found = (onSearch ? options : matching(options, query)).slice(0, most);
  const text = query.trim();
  const exact = found.some((option) => option.label.toLowerCase() === text.toLowerCase());
  const offered = onCreate && text && !exact ? offer(text) : undefined;
  const ids = [...found.map((option) => option.id), ...(offered ? [CREATE] : [])];
  const active = ids[Math.min(at, ids.length - 1)];

  useEffect(() => {
    list.current?.querySelector("[data-active]")?.scrollIntoView({ block: "nearest" });
  }, [active]);

  const pick = (picked: string) => {
    if (picked === CREATE && offered) {
      onCreate?.(text);
      setQuery("");
      return multiple ? undefined : onDone();
    }
    if (found.find((option) => option.id === picked)?.whyNot) return;
    const on = selected.includes(picked);
    if (multiple)
      return onChange(
        on ? selected.filter((one) => one !== picked) : [...selected, picked],
        picked,
      );
    onChange(on ? [] : [picked], picked);
    onDone();
  };

  const key = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const last = Math.max(0, ids.length - 1);
    const here = Math.min(at, last);
    const next = { ArrowDown: here >= last ? 0 : here + 1, ArrowUp: here <= 0 ? last : here - 1 }[
      event.key
    ];
    if (next !== undefined) setAt(next);
    else if (event.key === "Enter") {
      if (active) pick(active);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const option = (one: string) => ({
    role: "option",
    id: `${id}-${one}`,
    "data-active": one === active ? "" : undefined,
    className: styles.option,
    onPointerMove: () => setAt(ids.indexOf(one)),
    // The focus stays in the field.
    onMouseDown: (event: React.MouseEvent) => event.preventDefault(),
    onClick: () => pick(one),
  });

  return (
    <div className={styles.picker} onKeyDown={key}>
      <input
        className={styles.input}
        role="combobox"
        aria-label={label}
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={active && `${id}-${active}`}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        placeholder={label}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          onSearch?.(event.target.value.trim());
          setAt(0);
        }}
      />
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
        aria-multiselectable={multiple}
        className={cx(styles.list, ids.length === 0 && styles.none)}
      >
        {found.map((one) => (
          <div
            key={one.id}
            {...option(one.id)}
            aria-selected={selected.includes(one.id)}
            aria-disabled={one.whyNot !== undefined || undefined}
          >
            {one.icon && <span className={styles.lead}>{one.icon}</span>}
            <span className={styles.label} dir="auto">
              {one.label}
              {one.whyNot && <span className={styles.whyNot}>{one.whyNot}</span>}
            </span>
            {one.hint && <span className={styles.hint}>{one.hint}</span>}
            <span className={styles.check}>
              {selected.includes(one.id) && <Icon name="check" />}
            </span>
          </div>
        ))}
        {offered && (
          <div {...option(CREATE)} aria-selected={false}>
            <span className={styles.lead}>
              <Icon name="plus" />
            </span>
            <span className={styles.label}>{offered}</span>
          </div>
        )}
      </div>
      {note}
      {ids.length === 0 && !note && (
        <p className={styles.empty} role="status">
          {options.length === 0 && !(onSearch && text) ? emptyText : `Nothing matches “${text}”.`}
        </p>
      )}
    </div>
  );
}
