import { useState } from "react";

const KEY = "trivet.hidden-branches";
/** More than fail within the day for which they are told. */
const MOST = 50;

function kept(): readonly string[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(found) ? found.filter((one) => typeof one === "string") : [];
  } catch {
    return [];
  }
}

/** Failed attempts that somebody has read, and put away in this browser; and how to. */
export function useHidden() {
  const [hidden, setHidden] = useState(kept);
  const hide = (taskId: string) => {
    const all = [...kept(), taskId].slice(-MOST);
    setHidden(all);
    try {
      localStorage.setItem(KEY, JSON.stringify(all));
    } catch {
      // Storage is off: it is gone until the card is opened again.
    }
  };
  return { hidden, hide };
}
