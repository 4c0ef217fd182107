/** As a page shows it: several spaces are drawn as one. */
export function shownName(name: string): string {
  return name.normalize("NFC").replaceAll(/\s+/g, " ").trim();
}
