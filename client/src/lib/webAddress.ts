/** Whether a text is the address of a page: of other schemes, such as `javascript:`, we want none. */
export function isWebAddress(text: string | null | undefined): text is string {
  if (!text) return false;
  try {
    return ["http:", "https:"].includes(new URL(text).protocol);
  } catch {
    return false;
  }
}
