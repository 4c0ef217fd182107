/**
 * After an upgrade, a tab that was open before asks for parts that are not there any more. It is
 * loaded anew; what was typed is kept in the browser anyway. Not twice in a row: then the parts are
 * missing for another reason, and the page says so.
 */
const RELOADED = "trivet.reloaded-at";
const AGAIN_MS = 60_000;

/** Reloads the page when a part of it has gone. */
export function followUpgrades(reload: () => void = () => window.location.reload()): void {
  window.addEventListener("vite:preloadError", (event) => {
    const last = Number(sessionStorage.getItem(RELOADED) ?? 0);
    if (Date.now() - last < AGAIN_MS || !navigator.onLine) return;
    event.preventDefault();
    sessionStorage.setItem(RELOADED, String(Date.now()));
    reload();
  });
}
