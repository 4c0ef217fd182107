/** Addresses that people type. Pure functions. */

/** As long as the server takes. */
const MOST = 2_000;
const SCHEMES = ["http:", "https:", "mailto:"];

/**
 * What was typed, as an address; `example.org/page` means one of the web.
 *
 * @returns undefined if it is none, or leads where a press must not lead.
 */
export function addressIn(typed: string): string | undefined {
  const text = typed.trim();
  if (!text || /\s/.test(text)) return undefined;
  const whole = /^[a-z][a-z\d+.-]*:(?!\d)/i.test(text) ? text : `https://${text}`;
  if (whole.length > MOST) return undefined;
  try {
    const { protocol, hostname } = new URL(whole);
    if (!SCHEMES.includes(protocol)) return undefined;
    const named = protocol === "mailto:" || /[.:]|^localhost$/.test(hostname) || whole === text;
    return named ? whole : undefined;
  } catch {
    return undefined;
  }
}

/** The address without what all of them have. */
export function shortAddress(url: string): string {
  return url.replace(/^(https?:\/\/(www\.)?|mailto:)/i, "").replace(/\/$/, "");
}
