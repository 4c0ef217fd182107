// Runs before the first paint, so that no page is shown in the wrong theme. The rest is in theme.ts.
(function () {
  var kept = null;
  try {
    kept = localStorage.getItem("trivet.theme");
  } catch {
    // Storage is switched off in this browser: the system decides.
  }
  var dark =
    kept === "dark" || (kept !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();
