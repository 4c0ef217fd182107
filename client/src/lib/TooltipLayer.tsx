import { useEffect, useLayoutEffect, useRef, useState } from "react";

import { Kbd } from "./Kbd";
import { placeBeside } from "./placeBeside";
import type { TipSide } from "./tip";
import styles from "./TooltipLayer.module.css";

const DELAY_MS = 450;
const GRACE_MS = 120;
/** Having read one tooltip, the next one comes at once. */
const WARM_MS = 600;

interface Shown {
  anchor: HTMLElement;
  text: string;
  keys: string | undefined;
}

/**
 * The one tooltip of the page: it serves every element that wears `tip(…)`.
 *
 * It repeats or details what the element's name says, so it is not read out.
 * Shown on hover and on keyboard focus; stays while the pointer is on it; Escape hides it
 * (WCAG 2.2, 1.4.13). It lies in the top layer, so that it also shows above dialogs.
 */
export function TooltipLayer() {
  const [shown, setShown] = useState<Shown | null>(null);
  const bubble = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let timer = 0;
    let hiddenAt = -WARM_MS;
    let anchor: HTMLElement | null = null;

    const plan = (run: () => void, delay: number) => {
      window.clearTimeout(timer);
      timer = window.setTimeout(run, delay);
    };
    const show = (element: HTMLElement) => {
      const text = element.dataset.tip ?? "";
      const open = element.getAttribute("aria-expanded") === "true";
      if (element.isConnected && !open)
        setShown({ anchor: element, text, keys: element.dataset.tipKeys });
    };
    const hide = () => {
      window.clearTimeout(timer);
      anchor = null;
      setShown((before) => {
        if (before) hiddenAt = performance.now();
        return null;
      });
    };
    const anchorOf = (target: EventTarget | null) =>
      target instanceof Element ? target.closest<HTMLElement>("[data-tip]") : null;

    const over = (event: PointerEvent) => {
      if (event.pointerType === "touch") return;
      if (bubble.current?.contains(event.target as Node)) return window.clearTimeout(timer);
      const found = anchorOf(event.target);
      if (found === anchor) return found ? undefined : plan(hide, GRACE_MS);
      anchor = found;
      if (!found) return plan(hide, GRACE_MS);
      const warm = performance.now() - hiddenAt < WARM_MS;
      plan(() => show(found), warm ? 0 : DELAY_MS);
    };
    const focus = (event: FocusEvent) => {
      const found = anchorOf(event.target);
      if (!found || found !== event.target || !found.matches(":focus-visible")) return;
      anchor = found;
      plan(() => show(found), DELAY_MS);
    };
    const key = (event: KeyboardEvent) => event.key === "Escape" && hide();

    document.addEventListener("pointerover", over);
    document.addEventListener("focusin", focus);
    document.addEventListener("focusout", hide);
    document.addEventListener("pointerdown", hide, true);
    document.addEventListener("keydown", key, true);
    window.addEventListener("scroll", hide, true);
    window.addEventListener("blur", hide);
    return () => {
      window.clearTimeout(timer);
      document.removeEventListener("pointerover", over);
      document.removeEventListener("focusin", focus);
      document.removeEventListener("focusout", hide);
      document.removeEventListener("pointerdown", hide, true);
      document.removeEventListener("keydown", key, true);
      window.removeEventListener("scroll", hide, true);
      window.removeEventListener("blur", hide);
    };
  }, []);

  useLayoutEffect(() => {
    const element = bubble.current;
    if (!shown || !element) return;
    element.showPopover();
    const side = (shown.anchor.dataset.tipSide ?? "bottom") as TipSide;
    const { left, top } = placeBeside(shown.anchor.getBoundingClientRect(), element, side);
    element.style.transform = `translate(${left}px, ${top}px)`;
    return () => element.hidePopover();
  }, [shown]);

  return (
    <div ref={bubble} popover="manual" aria-hidden className={styles.bubble}>
      {shown?.text}
      {shown?.keys && <Kbd keys={shown.keys} className={styles.keys} />}
    </div>
  );
}
