import { type KeyboardEvent, useState } from "react";
import { IconButton } from "../../../../lib";
import { longDate } from "../card/dates";
import { useLookup } from "../context";
import styles from "./PanelFields.module.css";

/** As the server has it. */
const MOST = 10_000;
/** While a year is typed digit by digit, the browser tells of years such as 0002. */
const FIRST_YEAR = "1970";

/** Text that is somebody's own until the field is left: others' changes do not write into it. */
function useOwnText(shown: string, save: (text: string) => void) {
  const [own, setOwn] = useState<string | null>(null);
  const done = (keep: boolean) => {
    if (own !== null && keep && own !== shown) save(own);
    setOwn(null);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.stopPropagation();
    done(event.key === "Enter");
    // Back to the card: its own keys work again, the next Escape closes it.
    event.currentTarget.closest<HTMLElement>("aside")?.focus({ preventScroll: true });
  };
  return { text: own ?? shown, setOwn, done, onKeyDown };
}

interface EstimateFieldProps {
  readonly value: number | undefined;
  readonly onChange: (value: number | null) => void;
}

export function EstimateField({ value, onChange }: EstimateFieldProps) {
  const { canEdit } = useLookup();
  const { text, setOwn, done, onKeyDown } = useOwnText(value?.toString() ?? "", (written) => {
    const number = Number(written.replace(",", "."));
    if (written.trim() === "") onChange(null);
    else if (number >= 0 && number <= MOST) onChange(number);
  });
  if (!canEdit) return <span className={styles.plain}>{value ?? "None"}</span>;
  return (
    <input
      className={styles.input}
      aria-label="Estimate"
      inputMode="decimal"
      placeholder="None"
      autoComplete="off"
      value={text}
      onChange={(event) => setOwn(event.target.value.replaceAll(/[^\d.,]/g, ""))}
      onKeyDown={onKeyDown}
      onBlur={() => done(true)}
    />
  );
}

interface DateFieldProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (value: string | null) => void;
}

export function DateField({ label, value, onChange }: DateFieldProps) {
  const { canEdit } = useLookup();
  const { text, setOwn, done, onKeyDown } = useOwnText(value ?? "", (written) =>
    onChange(written || null),
  );
  if (!canEdit) return <span className={styles.plain}>{value ? longDate(value) : "None"}</span>;
  return (
    <span className={styles.date}>
      <input
        type="date"
        className={styles.input}
        aria-label={label}
        data-empty={text === "" || undefined}
        max="9999-12-31"
        value={text}
        onChange={(event) => {
          const date = event.target.value;
          setOwn(date);
          // Picked from the calendar: saved at once.
          if (date >= FIRST_YEAR && date !== value) onChange(date);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => done(text >= FIRST_YEAR)}
      />
      {value && (
        <IconButton
          icon="close"
          label={`Remove the ${label.toLowerCase()}`}
          size="small"
          onClick={() => {
            setOwn(null);
            onChange(null);
          }}
        />
      )}
    </span>
  );
}
