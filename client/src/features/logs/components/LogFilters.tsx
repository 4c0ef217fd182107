import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";

import { Button, Choice, type ChoiceOption, TextField } from "../../../lib";
import { type Filter, type Gravity, type LogEntry, logsKey, type Since } from "../api/logs";
import styles from "./Logs.module.css";

const LEVELS: readonly ChoiceOption<Gravity | "all">[] = [
  { id: "all", words: "All" },
  { id: "warning", words: "Warnings and worse" },
  { id: "error", words: "Errors" },
];

const TIMES: readonly ChoiceOption<Since | "any">[] = [
  { id: "any", words: "14 days" },
  { id: "week", words: "7 days" },
  { id: "day", words: "24 hours" },
  { id: "hour", words: "1 hour" },
];

interface LogFiltersProps {
  filter: Filter;
  onFilter: (filter: Filter) => void;
  /** What was pressed leaves the page. */
  onGone: () => void;
}

/** Which entries are shown: how grave, since when, with which words, whose, of which request. */
export function LogFilters({ filter, onFilter, onGone }: LogFiltersProps) {
  const { level = "all", since = "any", q = "", userId, requestId } = filter;
  const name = useNameOf(userId);
  const without = (changes: Partial<Filter>) => {
    onFilter({ ...filter, ...changes });
    onGone();
  };
  return (
    <div className={styles.filters}>
      <Words q={q} onQuery={(words) => onFilter({ ...filter, q: words || undefined })} />
      <Choice
        label="Level"
        options={LEVELS}
        chosen={level}
        onChoose={(id) => onFilter({ ...filter, level: id === "all" ? undefined : id })}
      />
      <Choice
        label="Time"
        options={TIMES}
        chosen={since}
        onChoose={(id) => onFilter({ ...filter, since: id === "any" ? undefined : id })}
      />
      {userId && (
        <Button icon="close" size="small" onClick={() => without({ userId: undefined })}>
          Only of <bdi>{name ?? "one person"}</bdi>
        </Button>
      )}
      {requestId && (
        <Button icon="close" size="small" onClick={() => without({ requestId: undefined })}>
          <span className={styles.chip}>
            Only of request <code>{requestId}</code>
          </span>
        </Button>
      )}
    </div>
  );
}

/** What is typed is asked for after this pause. */
const PAUSE_MS = 300;
const LONGEST = 200;

function Words({ q, onQuery }: { q: string; onQuery: (q: string) => void }) {
  const [text, setText] = useState(q);
  const [told, setTold] = useState(q);
  const timer = useRef(0);
  // After the pause another filter may have been chosen, too.
  const tell = useRef(onQuery);
  useEffect(() => {
    tell.current = onQuery;
  });
  // The address changed by another hand: the back button, or all filters were taken away.
  if (q !== told) {
    setTold(q);
    if (q !== text.trim()) setText(q);
  }
  useEffect(() => () => clearTimeout(timer.current), []);
  const write = (next: string, pauseMs: number) => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => tell.current(next.trim()), pauseMs);
  };
  return (
    <TextField
      type="search"
      icon="search"
      label="Search message and context"
      labelHidden
      placeholder="In message or context"
      className={styles.words}
      spellCheck={false}
      maxLength={LONGEST}
      value={text}
      onChange={(event) => write(event.target.value, PAUSE_MS)}
      onKeyDown={(event) => {
        if (event.key === "Enter" && !event.nativeEvent.isComposing) write(text, 0);
      }}
    />
  );
}

/** What somebody is called, if an entry of theirs was seen. */
function useNameOf(userId: string | undefined): string | undefined {
  const queries = useQueryClient();
  if (userId === undefined) return undefined;
  const seen = queries.getQueriesData<{ pages: { items: LogEntry[] }[] }>({ queryKey: logsKey });
  for (const [, data] of seen) {
    for (const { items } of data?.pages ?? []) {
      const one = items.find(({ user }) => user.id === userId);
      if (one) return one.user.name;
    }
  }
  return undefined;
}
