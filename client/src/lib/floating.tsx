import { createContext, use } from "react";

/** Where menus and popovers are put: the dialog that is open, as all else is inert; else the body. */
export const FloatingContainer = createContext<HTMLElement | null>(null);

export function useFloatingContainer(): HTMLElement | null {
  return use(FloatingContainer);
}
