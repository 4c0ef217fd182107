import { type ReactElement, useState } from "react";
import { Button, Popover } from "../../../../lib";
import type { Card } from "../../model";
import { weekdayDate } from "../card/dates";
import { useActions, useLookup } from "../context";
import styles from "./DuePicker.module.css";

interface DuePickerProps {
  readonly trigger: ReactElement;
  readonly cards: readonly Card[];
  readonly open?: boolean | undefined;
  readonly onOpenChange?: ((open: boolean) => void) | undefined;
}

/** A date some days after another, as `YYYY-MM-DD`. */
export function plusDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The Monday after a date. */
export function nextMonday(date: string): string {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return plusDays(date, ((8 - weekday) % 7) + (weekday === 1 ? 7 : 0));
}

/** Sets the due date: the usual ones at a press, any other by the browser's own field. */
export function DuePicker({ trigger, cards, open, onOpenChange }: DuePickerProps) {
  const { today } = useLookup();
  const { edits } = useActions();
  const [opened, setOpened] = useState(false);
  const change = (value: boolean) => {
    setOpened(value);
    onOpenChange?.(value);
  };
  const dates = new Set(cards.map((card) => card.due_date));
  const current = dates.size === 1 ? ([...dates][0] ?? "") : "";
  const set = (date: string | null) => {
    edits.set(
      cards.map(({ id }) => id),
      "due_date",
      date,
    );
    change(false);
  };
  const usual = [
    ["Today", today],
    ["Tomorrow", plusDays(today, 1)],
    ["Next Monday", nextMonday(today)],
    ["In two weeks", plusDays(today, 14)],
  ] as const;
  return (
    <Popover trigger={trigger} label="Due date" open={open ?? opened} onOpenChange={change}>
      <form
        className={styles.due}
        onSubmit={(event) => {
          event.preventDefault();
          const date = new FormData(event.currentTarget).get("due");
          set(typeof date === "string" && date ? date : null);
        }}
      >
        <div className={styles.own}>
          <input
            type="date"
            name="due"
            className={styles.field}
            aria-label="Due date"
            defaultValue={current}
            max="9999-12-31"
          />
          <Button size="small" variant="primary" type="submit">
            Set
          </Button>
        </div>
        {usual.map(([words, date]) => (
          <button key={words} type="button" className={styles.usual} onClick={() => set(date)}>
            {words}
            <span>{weekdayDate(date)}</span>
          </button>
        ))}
        {cards.some((card) => card.due_date) && (
          <button type="button" className={styles.usual} onClick={() => set(null)}>
            No due date
          </button>
        )}
      </form>
    </Popover>
  );
}
