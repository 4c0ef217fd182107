import { useSyncExternalStore } from "react";

interface Said {
  readonly polite: string;
  readonly assertive: string;
}

let said: Said = { polite: "", assertive: "" };
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Says a sentence to those who listen to the page. `assertive` interrupts: for failures only. */
export function announce(text: string, manner: keyof Said = "polite"): void {
  // The same words twice are heard twice only if the text differs.
  said = { ...said, [manner]: said[manner] === text ? `${text}\u00a0` : text };
  for (const listener of listeners) listener();
}

export function useAnnounce(): typeof announce {
  return announce;
}

/** The live regions; once per page. */
export function Announcer() {
  const { polite, assertive } = useSyncExternalStore(subscribe, () => said);
  return (
    <>
      <div className="visually-hidden" role="status" aria-live="polite">
        {polite}
      </div>
      <div className="visually-hidden" role="alert" aria-live="assertive">
        {assertive}
      </div>
    </>
  );
}
