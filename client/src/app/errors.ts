/** Hears of errors that nobody foresaw. */

/** Tells whoever looks after Trivet of an error. */
export function reportError(error: unknown, where: string, componentStack?: string | null): void {
  const told = import("./errorReports").then(({ noteError }) =>
    noteError(error, where, componentStack ?? undefined),
  );
  // Where even this cannot be loaded, nobody is told.
  told.catch(() => undefined);
}

/** Report what nobody catches, from now on. */
export function followErrors(): void {
  window.addEventListener("error", ({ error, message }) => reportError(error ?? message, "window"));
  window.addEventListener("unhandledrejection", ({ reason }) => reportError(reason, "promise"));
}
