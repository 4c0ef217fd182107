import { showToast } from "../../../lib";
import { type Card, type Column, select, type SelectionAction } from "../model";
import type { Person } from "./context";
import type { Edits } from "./edits";
import { late } from "./late";
import { type Direction, neighbour } from "./steps";
import type { PickerKind, UiStore } from "./ui";

/** What the screen shows now; told after each render. */
export interface Scene {
  readonly columns: readonly Column[];
  /** Ids of the cards that the filter lets through, by column. */
  readonly shown: ReadonlyMap<string, readonly string[]>;
  readonly openId: string | null;
  readonly canEdit: boolean;
  readonly mayManage?: boolean;
  readonly people?: ReadonlyMap<string, Person>;
  readonly me?: string | null;
}

/** How the page's address is read and changed. */
export interface Address {
  hrefOf(card: Card): string;
  hrefOn(boardId: string, key: string): string;
  /** @param boardId another board that it is on. */
  openCard(card: Pick<Card, "key">, boardId?: string): void;
  closeCard(): void;
  openBoard(boardId: string): void;
  /** The page of the workspace's repositories. */
  readonly repositoriesHref: string;
  openRepositories(): void;
}

const NOWHERE: Scene = { columns: [], shown: new Map(), openId: null, canEdit: false };

/** What keys, clicks and menus do to focus, selection and what is open. */
export class BoardActions {
  #scene: Scene = NOWHERE;
  #address: Address;
  /** The card that the keyboard asked for: it takes the focus as soon as it is on the page. */
  #wanted: string | null = null;

  constructor(
    readonly ui: UiStore,
    readonly edits: Edits,
    address: Address,
  ) {
    this.#address = address;
    edits.takeBack = (operation) => void late((code) => code.takeBackOperation(this, operation));
  }

  update(scene: Scene, address: Address): void {
    this.#scene = scene;
    this.#address = address;
  }

  get scene(): Scene {
    return this.#scene;
  }

  hrefOf(card: Card): string {
    return this.#address.hrefOf(card);
  }

  /** A card's address on another board. */
  hrefOn(boardId: string, key: string): string {
    return this.#address.hrefOn(boardId, key);
  }

  get repositoriesHref(): string {
    return this.#address.repositoriesHref;
  }

  openRepositories(): void {
    this.#address.openRepositories();
  }

  openCard(card: Pick<Card, "key">, boardId?: string): void {
    this.#address.openCard(card, boardId);
  }

  openBoard(boardId: string): void {
    this.#address.openBoard(boardId);
  }

  open(id: string): void {
    const card = this.edits.card(id);
    if (!card?.key) showToast({ text: "This card is still being saved. Try again in a moment." });
    else this.#address.openCard(card);
  }

  close(): void {
    const { openId } = this.#scene;
    this.#address.closeCard();
    if (openId) this.focusCard(openId);
  }

  // -- focus ---------------------------------------------------------------

  takesFocus(id: string): boolean {
    return this.#wanted === id;
  }

  /** The browser has put the focus on a card. */
  focused(id: string): void {
    this.ui.set({ focus: id, column: this.edits.card(id)?.column_id ?? null });
  }

  focusCard(id: string): void {
    this.#wanted = id;
    this.focused(id);
    document.querySelector<HTMLElement>(`[data-card="${id}"] a`)?.focus({ preventScroll: true });
  }

  step(direction: Direction, extend: boolean): void {
    const { focus, anchor } = this.ui.get();
    const next = neighbour(this.#scene, focus, this.ui.get().column, direction);
    if (!next) return;
    if (next.cardId === null) this.#focusColumn(next.columnId);
    else {
      if (extend && focus) this.#extend(anchor ?? focus, next.cardId);
      this.focusCard(next.cardId);
    }
  }

  /** An empty column has no card to hold the focus; its list does. */
  #focusColumn(columnId: string): void {
    this.#wanted = null;
    this.ui.set({ focus: null, column: columnId });
    document
      .querySelector<HTMLElement>(`[data-column="${columnId}"] [data-empty]`)
      ?.focus({ preventScroll: false });
  }

  // -- selection -----------------------------------------------------------

  pick(id: string, how: { toggle: boolean; extend: boolean }): void {
    const { anchor, focus } = this.ui.get();
    if (how.extend) this.#extend(anchor ?? focus ?? id, id);
    else if (how.toggle) this.toggle(id);
    else this.open(id);
  }

  #select(action: SelectionAction): void {
    const { selected, anchor } = this.ui.get();
    const after = select({ ids: selected, anchor }, action);
    this.ui.set({ selected: after.ids, anchor: after.anchor });
  }

  toggle(id: string): void {
    this.#select({ type: "toggle", id });
  }

  #extend(from: string, to: string): void {
    if (!this.ui.get().selected.has(from)) this.toggle(from);
    else if (this.ui.get().anchor === null) this.ui.set({ anchor: from });
    this.#select({ type: "range", id: to, order: this.#scene.shown });
  }

  selectColumn(): void {
    const { column } = this.ui.get();
    if (column) this.#select({ type: "column", column_id: column, order: this.#scene.shown });
  }

  /** What a filter hides or somebody takes away is not selected any more. */
  keepShown(): void {
    if (this.ui.get().selected.size) this.#select({ type: "keep", order: this.#scene.shown });
  }

  /** The selection in the order of the board, or else this card alone. */
  targets(id: string | null): readonly string[] {
    const { selected } = this.ui.get();
    if (id !== null && !selected.has(id)) return [id];
    return this.#scene.columns.flatMap((column) =>
      (this.#scene.shown.get(column.id) ?? []).filter((one) => selected.has(one)),
    );
  }

  /** The server has given ids of its own to what was made here. */
  renamed(created: ReadonlyMap<string, string>): void {
    const { focus, selected } = this.ui.get();
    const real = (focus && created.get(focus)) ?? focus;
    if (real !== focus) {
      if (this.#wanted === focus) this.#wanted = real;
      this.ui.set({ focus: real });
    }
    if ([...selected].some((id) => created.has(id))) {
      this.ui.set({ selected: new Set([...selected].map((id) => created.get(id) ?? id)) });
    }
  }

  // -- what opens ----------------------------------------------------------

  openMenu(cardId: string, x: number, y: number): void {
    this.ui.set({ menu: { cardId, x, y } });
  }

  openPicker(kind: PickerKind, cardIds: readonly string[], anchor = cardIds[0]): void {
    const card = document.querySelector(`[data-card="${anchor}"]`);
    if (!this.#scene.canEdit || !anchor || !card) return;
    const { left, top, width, height } = card.getBoundingClientRect();
    this.ui.set({ picker: { kind, cardIds, anchor, place: { left, top, width, height } } });
  }

  compose(columnId: string, at: "start" | "end"): void {
    if (this.#scene.canEdit) this.ui.set({ composer: { columnId, at }, column: columnId });
  }

  startRenaming(id: string): void {
    if (this.#scene.canEdit) this.ui.set({ renaming: id });
  }

  stopRenaming(id: string, focus = true): void {
    this.ui.set({ renaming: null });
    if (focus) this.focusCard(id);
  }

  /**
   * Gives a card another title.
   *
   * @param card as it was when one began to write: what others did since is told from that.
   * @returns whether what was written is with the server, or was no change.
   */
  async rename(card: Card, text: string): Promise<boolean> {
    const title = text.trim();
    if (!title || title === card.title) return true;
    return (await this.edits.update(card, { title }, { title: card.title })).ok;
  }

  archive(ids: readonly string[]): void {
    this.#lose(ids, () => this.edits.archive(ids));
  }

  /** Into the bin. */
  delete(id: string): void {
    this.#lose([id], () => this.edits.delete(id));
  }

  #lose(ids: readonly string[], how: () => void): void {
    const { focus, column } = this.ui.get();
    const gone = new Set(ids);
    const next = focus && gone.has(focus) ? this.#afterLoss(column, focus, gone) : null;
    how();
    this.ui.clearSelection();
    if (next) this.focusCard(next);
  }

  copy(id: string): void {
    void late((code) => code.copyCard(this, id));
  }

  // -- undo ------------------------------------------------------------------

  /** What was undone can be done again, the last first. */
  readonly #redo: number[] = [];

  /** Takes back one's own last change. */
  undo(): void {
    if (!this.#scene.canEdit || this.edits.takeBackElsewhere()) return;
    void late((code) => code.takeBack(this));
  }

  redo(): void {
    if (!this.#scene.canEdit) return;
    const seq = this.#redo.at(-1);
    void late((code) =>
      seq === undefined ? code.tellNothing() : code.takeBack(this, seq, "redo"),
    );
  }

  /** @param seq an event by which something was undone. */
  undone(seq: number): void {
    this.#redo.push(seq);
  }

  /** @param seq an event by which something was undone; it was done again, or cannot be. */
  redone(seq: number): void {
    const at = this.#redo.lastIndexOf(seq);
    if (at >= 0) this.#redo.splice(at, 1);
  }

  /** The card that takes the focus when others go: the one below, else the one above. */
  #afterLoss(column: string | null, focus: string, gone: ReadonlySet<string>): string | null {
    const ids = this.#scene.shown.get(column ?? "") ?? [];
    const at = ids.indexOf(focus);
    const left = [...ids.slice(at), ...ids.slice(0, at).reverse()].filter((id) => !gone.has(id));
    return left[0] ?? null;
  }
}
