import { useEffect, useRef } from "react";

import type { Repository } from "../../../api/queries";
import { announce, showToast } from "../../../lib";
import { isWaiting } from "../model/polling";

/**
 * Says what is new of repositories: which have begun to work, and which have another name now.
 *
 * @param shown the one whose steps are shown, which say it themselves.
 */
export function useNews(repositories: readonly Repository[] | undefined, shown: string | null) {
  const before = useRef<ReadonlyMap<string, Repository>>(new Map());
  useEffect(() => {
    if (!repositories) return;
    for (const one of repositories) {
      const was = before.current.get(one.id);
      if (!was) continue;
      if (was.full_name !== one.full_name) {
        showToast({ text: `${was.full_name} is called ${one.full_name} now` });
      }
      if (isWaiting(was) && !isWaiting(one) && one.state !== "problem" && one.id !== shown) {
        announce(`${one.full_name} is connected.`);
      }
    }
    before.current = new Map(repositories.map((one) => [one.id, one]));
  }, [repositories, shown]);
}
