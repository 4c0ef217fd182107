import { useRef } from "react";

/** Random, also where the page is served without https and `crypto.randomUUID` is missing. */
export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Idempotency keys for a form: pressing again after a lost answer repeats the key, and another
 * content, or another one after a success, gets a new one.
 */
export function useOnce(): { keyFor: (content: unknown) => string; done: () => void } {
  const last = useRef<{ content: string; key: string } | null>(null);
  return {
    keyFor: (content) => {
      const text = JSON.stringify(content);
      if (last.current?.content !== text) last.current = { content: text, key: randomKey() };
      return last.current.key;
    },
    done: () => {
      last.current = null;
    },
  };
}
