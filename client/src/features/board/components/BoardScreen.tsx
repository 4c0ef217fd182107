import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import { notificationsKey, unreadQuery } from "../../../api/queries";
import { useTitle } from "../../../lib";
import {
  type BoardState,
  type BoardStore,
  type BoardView,
  hasFilters,
  isBulk,
  NO_FILTERS,
} from "../model";
import { BoardActions } from "./actions";
import { useBoardAddress } from "./address";
import styles from "./BoardPage.module.css";
import { BulkBar } from "./BulkBar";
import { CardMenu } from "./card/CardMenu";
import { Board } from "./columns/Board";
import { ActionsContext, type BoardLookup, LookupContext } from "./context";
import { LanesContext, type Lanes } from "./drag/lanes";
import { Edits } from "./edits";
import { BoardHeader } from "./header/BoardHeader";
import { BoardKeys } from "./keys";
import { late } from "./late";
import { LateParts } from "./LateParts";
import { CardPanel } from "./panel/CardPanel";
import { panelCode } from "./panel/panelCode";
import { FloatingPicker } from "./pickers/FloatingPicker";
import { countOf, ShownCards } from "./shown";
import { Banner } from "./states/Banner";
import { NoMatches } from "./states/BoardTrouble";
import { useConflictToasts, useNotices } from "./states/useNotices";
import { UiContext, UiStore } from "./ui";
import { useBoardCommands } from "./useBoardCommands";
import { usePeople } from "./usePeople";
import { useToday } from "./useToday";

interface BoardScreenProps {
  readonly boardId: string;
  readonly cardKey: string | undefined;
  readonly store: BoardStore;
  readonly view: BoardView;
  readonly state: BoardState;
}

function useLookupOf(boardId: string, state: BoardState): BoardLookup {
  const workspaceId = state.head.workspace_id;
  const { people, me, mayWrite, mayManage } = usePeople(workspaceId);
  const canEdit = mayWrite && state.head.archived_at === undefined;
  const today = useToday();
  const { columns, labels } = state;
  return useMemo(
    () => ({
      ...{ boardId, workspaceId, me, mayWrite, canEdit, mayManage, people, labels, today },
      columns: [...columns.values()],
    }),
    [boardId, workspaceId, me, mayWrite, canEdit, mayManage, people, labels, today, columns],
  );
}

/** What outlives renders: focus and selection, edits, keys, and where the columns stand. */
function useMachinery(store: BoardStore, address: ReturnType<typeof useBoardAddress>) {
  const [first] = useState(address);
  return useMemo(() => {
    const ui = new UiStore();
    const actions = new BoardActions(ui, new Edits(store), first);
    const keys = new BoardKeys(actions, () => store.getView().state);
    const lanes: Lanes = new Map();
    return { ui, actions, keys, lanes };
  }, [store, first]);
}

/** Tells what became of edits of several cards, and of what begins or ends work on one. */
function useAnswers(store: BoardStore, actions: BoardActions) {
  useEffect(
    () =>
      store.onAnswer((operation, data) => {
        if (!data) return;
        const { type } = operation;
        if (isBulk(operation)) {
          void late((code) => code.tellBulk(actions, operation, data as never));
        } else if (type === "startCard" || type === "finishCard") {
          void late((code) => code.tellStage(actions, operation, data as never));
        }
      }),
    [store, actions],
  );
}

/** The board's socket tells of notifications sooner than anybody asks. */
function useNotificationNews(store: BoardStore) {
  const queries = useQueryClient();
  useEffect(
    () =>
      store.onNotification(({ unread }) => {
        queries.setQueryData(unreadQuery.queryKey, unread);
        void queries.invalidateQueries({ queryKey: [...notificationsKey, "list"] });
      }),
    [store, queries],
  );
}

/** A board that is loaded. */
export function BoardScreen({ boardId, cardKey, store, view, state }: BoardScreenProps) {
  const address = useBoardAddress(boardId, state.head.workspace_id);
  const { filters } = address;
  const lookup = useLookupOf(boardId, state);
  const { ui, actions, keys, lanes } = useMachinery(store, address);
  const [cards] = useState(() => new ShownCards());
  const { today, columns, canEdit, mayManage, people, me } = lookup;
  const shown = useMemo(() => cards.next(state, filters, today), [cards, state, filters, today]);
  const search = useRef<HTMLInputElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const open = useMemo(
    () => (cardKey ? [...state.cards.values()].find((card) => card.key === cardKey) : undefined),
    [cardKey, state.cards],
  );
  const openId = open?.id ?? null;
  const counts = { shown: countOf(shown), total: state.cards.size };

  // Before children's effects of a later render need it.
  actions.update({ columns, shown, openId, canEdit, mayManage, people, me }, address);
  useEffect(() => actions.keepShown(), [actions, shown]);
  useEffect(() => {
    actions.renamed(view.created);
  }, [actions, view.created]);
  useEffect(() => {
    store.setPresence(openId ? { card_id: openId } : {});
  }, [store, openId]);
  useTitle(open ? `${open.key} ${open.title}` : state.head.name);
  useNotices(store, view.notices, mayManage, actions);
  useAnswers(store, actions);
  useNotificationNews(store);
  useConflictToasts(actions, view, openId);
  useBoardCommands(actions, keys, search);
  const filtered = hasFilters(filters);
  const queries = useQueryClient();
  const prepare = () => void queries.prefetchQuery(panelCode);

  return (
    <LookupContext value={lookup}>
      <UiContext value={ui}>
        <ActionsContext value={actions}>
          <LanesContext value={lanes}>
            <div className={styles.page}>
              <div className={styles.main} onPointerEnter={prepare} onFocus={prepare}>
                <BoardHeader
                  view={view}
                  searchRef={search}
                  filters={filters}
                  onFilters={address.setFilters}
                  {...counts}
                />
                <Banner archived={state.head.archived_at !== undefined} />
                {filtered && counts.shown === 0 && counts.total > 0 && (
                  <NoMatches onClear={() => address.setFilters(NO_FILTERS)} />
                )}
                <Board
                  view={view}
                  shown={shown}
                  filtered={filtered}
                  openId={openId}
                  scroller={scroller}
                  onKeyDown={keys.onKeyDown}
                />
                {canEdit && <BulkBar state={state} />}
              </div>
              {cardKey && <CardPanel cardKey={cardKey} card={open} store={store} view={view} />}
              <LateParts state={state} store={store} />
            </div>
            <CardMenu />
            <FloatingPicker state={state} />
          </LanesContext>
        </ActionsContext>
      </UiContext>
    </LookupContext>
  );
}
