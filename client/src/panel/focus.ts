import { focusManager } from "@tanstack/react-query";

/** Whoever comes back from another window over this one does not make it visible: it was so all the time. */
export function followFocus(): void {
  focusManager.setEventListener((changed) => {
    const heard = () => changed();
    document.addEventListener("visibilitychange", heard);
    window.addEventListener("focus", heard);
    return () => {
      document.removeEventListener("visibilitychange", heard);
      window.removeEventListener("focus", heard);
    };
  });
}
