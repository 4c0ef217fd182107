import { useQuery } from "@tanstack/react-query";

import { Icon, Skeleton } from "../../../lib";
import { miroLimitsQuery } from "../api/whiteboards";
import { creditWords } from "../model/credits";
import styles from "./Whiteboards.module.css";

/** How many of one's credits at Miro are left; one of the facts of the account. */
export function Credits() {
  const { data: limits, dataUpdatedAt, isError } = useQuery(miroLimitsQuery);
  if (!limits && isError) return null;
  const words = limits && creditWords(limits, dataUpdatedAt);
  return (
    <div>
      <dt>Miro credits</dt>
      <dd className={styles.credits}>
        {words ? (
          <>
            <span>{words.left}</span>
            <span className={styles.meter} data-low={words.trouble ? "" : undefined} aria-hidden>
              <span style={{ inlineSize: `${words.share * 100}%` }} />
            </span>
          </>
        ) : (
          <Skeleton width={208} height={18} />
        )}
        <span className={styles.about}>
          Requests cost credits, and new ones come each minute.{" "}
          {words?.waiting && <span className={styles.waiting}>{words.waiting}.</span>}
        </span>
      </dd>
    </div>
  );
}

/** Says that there are none left, or hardly any, until when, and what that means. */
export function CreditTrouble() {
  const { data: limits, dataUpdatedAt } = useQuery(miroLimitsQuery);
  const trouble = limits && creditWords(limits, dataUpdatedAt).trouble;
  return (
    <div role="status">
      {trouble && (
        <div className={styles.care}>
          <Icon name="clock" size={20} className={styles.careIcon} />
          <p className={styles.words}>{trouble}</p>
        </div>
      )}
    </div>
  );
}
