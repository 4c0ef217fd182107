/** Where the panel leads: pages of Trivet, each in a tab of its own. */

export const TRIVET = "/app/";
export const WHITEBOARDS = "/app/whiteboards";
export const MY_WORK = "/app/my-work";

/**
 * To Miro and back to the page of whiteboards. Whoever is signed in in this browser connects their account;
 * whoever is not signs in by it, and so as who they are in the panel.
 */
export const CONNECT = `/oauth/login?${new URLSearchParams({ returnUrl: WHITEBOARDS })}`;

export function cardAddress(card: { readonly board_id: string; readonly key: string }): string {
  return `/app/b/${card.board_id}/c/${card.key}`;
}
