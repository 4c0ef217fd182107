import { Icon, type IconName, tip } from "../../../../../lib";
import type { PullRequest } from "../../../model";
import styles from "./PullRequests.module.css";

type Review = NonNullable<PullRequest["reviews"]>[number];

const WORDS: Readonly<Record<Review["state"], string>> = {
  approved: "approved",
  changes_requested: "requested changes",
  commented: "commented",
  dismissed: "was dismissed",
  "": "reviewed",
};

const ICONS: Readonly<Record<Review["state"], IconName>> = {
  approved: "approved",
  changes_requested: "changes",
  commented: "comment",
  dismissed: "minus",
  "": "comment",
};

interface ReviewersProps {
  readonly reviews: readonly Review[] | undefined;
  readonly requested: readonly string[] | undefined;
}

/** The last word of each reviewer, and for whom it waits. */
export function Reviewers({ reviews = [], requested = [] }: ReviewersProps) {
  if (reviews.length === 0 && requested.length === 0) return null;
  return (
    <ul role="list" className={styles.reviewers} aria-label="Reviews">
      {reviews.map((review) => (
        <li
          key={`${review.login} ${review.at}`}
          className={styles.reviewer}
          data-review={review.state || undefined}
        >
          <Icon name={ICONS[review.state]} size={14} />
          <bdi>{review.login ?? "Someone who left"}</bdi> {WORDS[review.state]}
        </li>
      ))}
      {requested.length > 0 && (
        <li className={styles.reviewer} {...tip("They were asked for a review")}>
          <Icon name="eye" size={14} />
          waiting for <bdi>{requested.join(", ")}</bdi>
        </li>
      )}
    </ul>
  );
}
