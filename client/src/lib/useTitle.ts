import { useEffect } from "react";

/** Names the page in the tab: the more special comes first. */
export function useTitle(title: string | undefined): void {
  useEffect(() => {
    document.title = title ? `${title} · Trivet` : "Trivet";
  }, [title]);
}
