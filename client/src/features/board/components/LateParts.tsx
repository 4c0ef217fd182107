import { useEffect, useState } from "react";
import type { BoardState, BoardStore } from "../model";
import { type Late, late } from "./late";
import { useUi, useUiStore } from "./ui";

/** Dialogs, the activity and running tasks: nothing of them is there before it is asked for. */
export function LateParts(props: { state: BoardState; store: BoardStore }) {
  const ui = useUiStore();
  const wanted = useUi(
    ({ dialog, activity, tasks, branches }) =>
      !!dialog || activity || tasks.length + branches.length > 0,
  );
  const [code, setCode] = useState<Late | null>(null);
  useEffect(() => {
    if (!wanted || code) return;
    void late((loaded) => setCode(loaded)).then((there) => {
      if (!there) ui.set({ dialog: null, activity: false });
    });
  }, [wanted, code, ui]);
  return wanted && code && <code.Parts {...props} />;
}
