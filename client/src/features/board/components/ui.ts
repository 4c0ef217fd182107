/** What one person's screen remembers of a board: focus, selection, what is open or dragged.
 *
 * A store of its own, so that moving the focus renders two cards and not five thousand. */

import { createContext, use, useSyncExternalStore } from "react";
import type { BranchAttempt } from "../api/branches";
import type { BulkResult, OpenPullRequest } from "../model";

export type PickerKind = "labels" | "assignees" | "priority" | "due" | "column";

/** What asks or shows something in front of the board. */
export type Dialog =
  | {
      readonly kind:
        "archived" | "bin" | "labels" | "rules" | "branching" | "copy-board" | "archive-board";
    }
  | { readonly kind: "limit" | "delete-column"; readonly columnId: string }
  | { readonly kind: "transfer"; readonly cardId: string }
  | {
      readonly kind: "open-pulls";
      readonly cardId: string;
      /** What keeps the card from being finished. */
      readonly open: readonly OpenPullRequest[];
    }
  | {
      readonly kind: "branch";
      readonly cardId: string;
      /** Whether the card is started with it. */
      readonly start?: boolean | undefined;
      /** One that failed: where to begin again. */
      readonly attempt?: BranchAttempt | undefined;
    }
  | {
      readonly kind: "results";
      readonly title: string;
      readonly failed: readonly BulkResult[];
      /** Does it all the same, where that is a choice one has. */
      readonly force?: (() => void) | undefined;
    };

/** A change of very many cards, while it goes on. */
export interface RunningTask {
  readonly id: string;
  readonly batchId: string | undefined;
  /** "Archiving 400 cards", and "Archived 400 cards" once it is done. */
  readonly doing: string;
  readonly did: string;
}

/** A branch that was asked for here, or branches to be deleted, until it is known what became of it. */
export interface OrderedBranch {
  readonly taskId: string;
  readonly cardId: string;
  readonly deleting?: boolean;
}

/** Where a dragged or lifted card would land. */
export interface Landing {
  readonly columnId: string;
  /** Index among the shown cards of the column, without those that move. */
  readonly index: number;
}

export interface Ui {
  readonly focus: string | null;
  /** The column that keys such as `n` mean when it holds no focused card. */
  readonly column: string | null;
  readonly selected: ReadonlySet<string>;
  readonly anchor: string | null;
  /** Cards that are dragged or lifted. */
  readonly moving: ReadonlySet<string>;
  readonly landing: Landing | null;
  readonly lifted: boolean;
  /** The card under the pointer, and its width in px. */
  readonly dragged: string | null;
  readonly width: number;
  /** The card whose title is edited in place. */
  readonly renaming: string | null;
  readonly picker: {
    readonly kind: PickerKind;
    readonly cardIds: readonly string[];
    /** The card beside which it opens, and where on the screen that is, in px. */
    readonly anchor: string;
    readonly place: Readonly<Record<"left" | "top" | "width" | "height", number>>;
  } | null;
  readonly menu: { readonly cardId: string; readonly x: number; readonly y: number } | null;
  /** Whether a new column is being named; it goes on after the first one. */
  readonly addingColumn: boolean;
  /** Whether the list of filters is open. */
  readonly filtering: boolean;
  readonly dialog: Dialog | null;
  /** Whether the activity of the board is open. */
  readonly activity: boolean;
  readonly tasks: readonly RunningTask[];
  readonly branches: readonly OrderedBranch[];
  /** The card to which a pull request is being linked. */
  readonly linking: string | null;
  readonly composer: { readonly columnId: string; readonly at: "start" | "end" } | null;
}

const NONE: ReadonlySet<string> = new Set();

const BLANK: Ui = {
  focus: null,
  column: null,
  selected: NONE,
  anchor: null,
  moving: NONE,
  landing: null,
  lifted: false,
  dragged: null,
  width: 0,
  renaming: null,
  picker: null,
  menu: null,
  addingColumn: false,
  filtering: false,
  dialog: null,
  activity: false,
  tasks: [],
  branches: [],
  linking: null,
  composer: null,
};

export class UiStore {
  #state: Ui = BLANK;
  readonly #listeners = new Set<() => void>();

  readonly get = (): Ui => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly set = (change: Partial<Ui>): void => {
    const keys = Object.keys(change) as (keyof Ui)[];
    if (keys.every((key) => Object.is(change[key], this.#state[key]))) return;
    this.#state = { ...this.#state, ...change };
    for (const listener of [...this.#listeners]) listener();
  };

  /** Ends a drag or a lift, wherever it stands. */
  readonly settle = (): void => {
    this.set({ moving: NONE, landing: null, lifted: false, dragged: null });
  };

  readonly clearSelection = (): void => {
    this.set({ selected: NONE, anchor: null });
  };
}

export const UiContext = createContext<UiStore | null>(null);

export function useUiStore(): UiStore {
  const ui = use(UiContext);
  if (!ui) throw new Error("UiContext is missing");
  return ui;
}

/** A part of it; the selector answers with something of stable identity. */
export function useUi<T>(select: (ui: Ui) => T): T {
  const store = useUiStore();
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}
