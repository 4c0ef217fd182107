import { useEffect, useState } from "react";
import { type BoardStore, type Card, type CardField, draft, type FieldChange } from "../../model";
import { useActions } from "../context";

export type TextField = Extract<CardField, "title" | "description" | "acceptance_criteria">;

/** One text of a card while somebody may be writing it. */
export interface TextEdit {
  readonly editing: boolean;
  readonly text: string;
  /** What is written was found again, after a reload or after it was left. */
  readonly restored: boolean;
  /** There is a draft, though it is not being written. */
  readonly kept: boolean;
  /** What somebody else saved since one began; undefined while one's base still stands. */
  readonly theirs: FieldChange | undefined;
  write(text: string): void;
  begin(): void;
  save(text?: string): void;
  /** Stops writing, and keeps what was written for later. */
  leave(): void;
  /** Stops writing, and forgets it. */
  discard(): void;
  /** Goes on with one's own text, or with both merged, knowing theirs. */
  keepMine(merged?: string): void;
}

interface Writing {
  readonly text: string;
  readonly base: string;
  readonly version: number;
  readonly restored: boolean;
}

/**
 * Keeps what a person types apart from what the board says, so that nobody's saving overwrites it.
 *
 * @param current the text as it is shown: confirmed, with our own pending edits.
 */
export function useTextEdit(
  store: BoardStore,
  card: Card,
  field: TextField,
  current: string,
): TextEdit {
  const { edits } = useActions();
  const [kept] = useState(() => draft(`card:${card.id}:${field}`));
  const found = (): Writing | null => {
    const text = kept.get();
    if (text === undefined || text === current) return null;
    return { text, base: current, version: kept.baseVersion() ?? card.version, restored: true };
  };
  const [writing, setWriting] = useState(found);
  const [hasDraft, setHasDraft] = useState(false);

  useEffect(() => {
    // Sent after a reload, or saved elsewhere: that is no draft any more.
    if (kept.get() === current) kept.clear();
  }, [kept, current]);

  const here = (editing?: TextField) =>
    store.setPresence(editing ? { card_id: card.id, editing: true } : { card_id: card.id });
  const stop = (draftStays: boolean) => {
    setWriting(null);
    setHasDraft(draftStays);
    here();
  };
  const changed = writing ? store.changedSince(card.id, field, writing.version) : undefined;
  const theirs = changed && changed.value !== writing?.text ? changed : undefined;

  const send = async (text: string, base: Writing) => {
    const outcome = await edits.update(
      { ...card, version: base.version },
      { [field]: text },
      { [field]: base.base },
    );
    // Refused or in conflict: what was written must not be lost with it.
    if (outcome.ok && kept.get() === text) kept.clear();
  };

  return {
    editing: writing !== null,
    text: writing?.text ?? current,
    restored: writing?.restored ?? false,
    kept: hasDraft,
    theirs,
    write: (text) => {
      if (!writing) return;
      setWriting({ ...writing, text, restored: false });
      kept.set(text, writing.version);
    },
    begin: () => {
      setWriting(
        found() ?? { text: current, base: current, version: card.version, restored: false },
      );
      here(field);
    },
    save: (given) => {
      if (!writing) return;
      const text = given ?? writing.text;
      stop(false);
      if (text === writing.base) return kept.clear();
      kept.set(text, writing.version);
      void send(text, writing);
    },
    leave: () => {
      if (!writing) return;
      if (writing.text === writing.base) kept.clear();
      stop(writing.text !== writing.base);
    },
    discard: () => {
      kept.clear();
      stop(false);
    },
    keepMine: (text = writing?.text ?? "") => {
      if (!writing || !changed) return;
      const base = typeof changed.value === "string" ? changed.value : "";
      setWriting({ text, base, version: changed.version, restored: false });
      kept.set(text, changed.version);
    },
  };
}
