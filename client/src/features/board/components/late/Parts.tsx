import type { BoardState, BoardStore } from "../../model";
import { RulesDialog } from "../rules/RulesDialog";
import { type Dialog, useUi, useUiStore } from "../ui";
import { ActivitySheet } from "./activity/ActivitySheet";
import { ArchiveBoard } from "./ArchiveBoard";
import { Archived } from "./Archived";
import { Bin } from "./Bin";
import { BranchDialog } from "./branch/BranchDialog";
import { BranchTasks } from "./branch/BranchTasks";
import { BranchingDialog } from "./branching/BranchingDialog";
import { ColumnLimit } from "./ColumnLimit";
import { CopyBoard } from "./CopyBoard";
import { DeleteColumn } from "./DeleteColumn";
import { Labels } from "./Labels";
import { OpenPulls } from "./OpenPulls";
import { Results } from "./Results";
import { TaskBars } from "./TaskBars";
import { Transfer } from "./Transfer";

interface PartsProps {
  readonly state: BoardState;
  readonly store: BoardStore;
}

/** What stands in front of the board, and beside it. */
export function Parts({ state, store }: PartsProps) {
  const ui = useUiStore();
  const dialog = useUi((one) => one.dialog);
  const activity = useUi((one) => one.activity);
  const close = () => ui.set({ dialog: null });
  return (
    <>
      {activity && <ActivitySheet state={state} />}
      <TaskBars store={store} />
      <BranchTasks store={store} />
      {dialog && <Shown dialog={dialog} state={state} store={store} onClose={close} />}
    </>
  );
}

interface ShownProps extends PartsProps {
  readonly dialog: Dialog;
  readonly onClose: () => void;
}

function Shown({ dialog, state, store, onClose }: ShownProps) {
  switch (dialog.kind) {
    case "rules":
      return <RulesDialog cards={state.cards} onClose={onClose} />;
    case "branching":
      return <BranchingDialog onClose={onClose} />;
    case "labels":
      return <Labels state={state} onClose={onClose} />;
    case "archived":
      return <Archived onClose={onClose} />;
    case "bin":
      return <Bin onClose={onClose} />;
    case "copy-board":
      return <CopyBoard board={state.head} onClose={onClose} />;
    case "archive-board":
      return <ArchiveBoard onClose={onClose} />;
    case "results":
      return <Results {...dialog} state={state} onClose={onClose} />;
    case "branch": {
      const { cardId, attempt, start } = dialog;
      const card = state.cards.get(cardId);
      const at = attempt?.task.id ?? cardId;
      return card ? <BranchDialog key={at} {...{ card, attempt, start, store, onClose }} /> : null;
    }
    case "open-pulls": {
      const card = state.cards.get(dialog.cardId);
      return card ? <OpenPulls card={card} open={dialog.open} onClose={onClose} /> : null;
    }
    case "transfer": {
      const card = state.cards.get(dialog.cardId);
      return card ? <Transfer card={card} onClose={onClose} /> : null;
    }
    case "limit":
    case "delete-column": {
      const column = state.columns.get(dialog.columnId);
      if (!column) return null;
      if (dialog.kind === "limit") return <ColumnLimit column={column} onClose={onClose} />;
      const total = state.order.get(column.id)?.length ?? 0;
      return <DeleteColumn column={column} total={total} onClose={onClose} />;
    }
  }
}
