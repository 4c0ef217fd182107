import { showToast } from "./toasts";

/** Copies a text and says so; where the browser forbids it, shows the text to copy by hand. Whether it was copied. */
export async function copyText(text: string, what: string): Promise<boolean> {
  try {
    // Absent outside https and localhost.
    await navigator.clipboard.writeText(text);
    showToast({ text: `Copied the ${what}`, tone: "good" });
    return true;
  } catch {
    showToast({ text: `This browser does not let us copy the ${what}`, detail: text, duration: 0 });
    return false;
  }
}
