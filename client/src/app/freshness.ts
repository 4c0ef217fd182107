/**
 * After an upgrade, a tab that was open before asks for parts that are not there any more. It is
 * loaded anew; what was typed is kept in the browser anyway. Not twice in a row: then the parts are
 * missing for another reason, and the page says so.
 *
 * One that asks for nothing new would go on for days with a client of yesterday. So when somebody comes
 * back to it, and now and then, it looks whether the page still names the script that it runs, and asks
 * to be reloaded if it does not.
 */
import { showToast } from "../lib/toasts";

const RELOADED = "trivet.reloaded-at";
const AGAIN_MS = 60_000;
const LOOK_EACH_MS = 10 * 60_000;
/** Not more often, however often somebody comes back. */
const LOOK_AFTER_MS = 60_000;

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

export interface Looking {
  readonly fetch?: typeof fetch;
  readonly reload?: () => void;
  readonly tell?: typeof showToast;
}

/** Asks for a reload once the server has another client. Returns how to stop. */
export function askForReload({
  fetch: ask = (input, init) => fetch(input, init),
  reload = () => window.location.reload(),
  tell = showToast,
}: Looking = {}): () => void {
  const script = ownScript();
  if (script === null) return () => undefined; // served by Vite: it reloads by itself
  let last = Date.now();
  let told = false;
  const look = async () => {
    if (told || document.visibilityState === "hidden" || Date.now() - last < LOOK_AFTER_MS) return;
    last = Date.now();
    const page = await currentPage(ask);
    if (page === null || page.includes(script)) return;
    told = true;
    tell({
      text: "Trivet was upgraded.",
      detail: "What you typed is kept.",
      action: { label: "Reload", run: reload },
      duration: 0,
    });
  };
  const come = () => void look();
  document.addEventListener("visibilitychange", come);
  window.addEventListener("online", come);
  const timer = window.setInterval(come, LOOK_EACH_MS);
  return () => {
    document.removeEventListener("visibilitychange", come);
    window.removeEventListener("online", come);
    window.clearInterval(timer);
  };
}

/** The address of the script that this page runs, as the page names it; null without a hash in it. */
function ownScript(): string | null {
  const found = document.querySelector<HTMLScriptElement>('script[type="module"][src]');
  const address = found?.getAttribute("src") ?? "";
  return /\/assets\/.+\.js$/.test(address) ? address : null;
}

/** The page as the server has it now; null where it is not to be had, which others tell. */
async function currentPage(ask: typeof fetch): Promise<string | null> {
  try {
    const answer = await ask(import.meta.env.BASE_URL, { cache: "no-store" });
    return answer.ok ? await answer.text() : null;
  } catch {
    return null;
  }
}
