import { memo } from "react";
import { AvatarStack, Icon, tip } from "../../../../lib";
import { type Card, isOnGitHub, type Label } from "../../model";
import { counted } from "../edits";
import { type BoardLookup, personOf, useLookup } from "../context";
import { isOver } from "./blocked";
import { BlockedSign, type BlockedSignProps } from "./BlockedSign";
import styles from "./CardFace.module.css";
import { longDate, shortDate, urgency } from "./dates";
import { HeldBackSign } from "./HeldBackSign";
import { LabelChip } from "./Label";
import { PlacesStrip } from "./PlacesStrip";
import { PRIORITY_WORDS, PriorityGlyph } from "./PriorityGlyph";
import { PullRequestChips } from "./PullRequestChips";

const WITH_BRANCH = { whiteboard: false, board: true, branch: true };

/** Chips beyond these are counted, not drawn. */
const MOST_LABELS = 4;

type BlockedBy = BlockedSignProps["by"] | undefined;

interface CardFaceProps {
  readonly card: Card;
  readonly pending?: boolean;
  /** Whether it waits for other cards, and for how many: told apart, so that they compare. */
  readonly blockedBy?: BlockedBy;
  readonly blockers?: number | undefined;
}

function Head({ card, pending = false, blockedBy, blockers = 0 }: CardFaceProps) {
  const priority = card.priority ?? "none";
  return (
    <span className={styles.head}>
      {/* A card that is still being created has no number yet. */}
      <span className={styles.key}>{card.key || "New"}</span>
      {priority !== "none" && (
        <span className={styles.fact} {...tip(`${PRIORITY_WORDS[priority]} priority`)}>
          <PriorityGlyph priority={priority} />
          <span className="visually-hidden">{PRIORITY_WORDS[priority]} priority.</span>
        </span>
      )}
      {blockedBy && <BlockedSign by={blockedBy} count={blockers} />}
      {card.held_back && <HeldBackSign why={card.held_back} />}
      {pending && <span className={styles.pending} {...tip("Being saved")} />}
    </span>
  );
}

function Labels({ labels }: { labels: readonly Label[] }) {
  const more = labels.length - MOST_LABELS;
  return (
    <span className={styles.labels}>
      {labels.slice(0, MOST_LABELS).map((label) => (
        <LabelChip key={label.id} label={label} />
      ))}
      {more > 0 && <span className={styles.more}>+{more}</span>}
    </span>
  );
}

function Due({ date, done, lookup }: { date: string; done: boolean; lookup: BoardLookup }) {
  const how = done ? "later" : urgency(date, lookup.today);
  const ink = how === "overdue" ? styles.overdue : how === "today" ? styles.today : "";
  const words = how === "overdue" ? "Overdue: was due" : "Due";
  return (
    <span className={`${styles.fact} ${ink}`} {...tip(`${words} ${longDate(date)}`)}>
      <Icon name="calendar" size={12} />
      <span className="visually-hidden">{words} </span>
      {shortDate(date, lookup.today)}
    </span>
  );
}

function Steps({ done, total }: { done: number; total: number }) {
  return (
    <span
      className={`${styles.fact} ${done === total ? styles.whole : ""}`}
      {...tip(`${String(done)} of ${String(total)} done`)}
    >
      <Icon name="checklist" size={14} />
      {done}/{total}
      <span className="visually-hidden"> of the checklist done</span>
    </span>
  );
}

function Foot({ card, lookup }: { card: Card; lookup: BoardLookup }) {
  const category = lookup.columns.find((column) => column.id === card.column_id)?.category;
  const people = (card.assignee_ids ?? []).map((id) => personOf(lookup, id));
  return (
    <span className={styles.foot}>
      <PlacesStrip places={isOnGitHub(card) ? WITH_BRANCH : undefined} />
      {card.pull_requests && <PullRequestChips all={card.pull_requests} />}
      {(card.has_description ?? card.description) && (
        <span className={styles.fact} {...tip("Has a description")}>
          <Icon name="text" size={14} />
        </span>
      )}
      {card.checklist_total !== undefined && (
        <Steps done={card.checklist_done ?? 0} total={card.checklist_total} />
      )}
      {card.comment_count !== undefined && (
        <span className={styles.fact} {...tip(counted(card.comment_count, "comment"))}>
          <Icon name="comment" size={14} />
          {card.comment_count}
          <span className="visually-hidden">
            {card.comment_count === 1 ? " comment" : " comments"}
          </span>
        </span>
      )}
      {card.estimate !== undefined && (
        <span
          className={`${styles.fact} ${styles.estimate}`}
          {...tip(`Estimate: ${String(card.estimate)}`)}
        >
          <span className="visually-hidden">Estimate </span>
          {card.estimate}
        </span>
      )}
      <span className={styles.end}>
        {card.due_date && <Due date={card.due_date} done={isOver(category)} lookup={lookup} />}
        {people.length > 0 && <AvatarStack people={people} size={20} max={3} />}
      </span>
    </span>
  );
}

/** What a card shows, on the board and under the pointer while it is dragged. */
export const CardFace = memo(function CardFace(props: CardFaceProps) {
  const { card } = props;
  const lookup = useLookup();
  const labels = (card.label_ids ?? []).flatMap((id) => lookup.labels.get(id) ?? []);
  return (
    <span className={styles.face}>
      <Head {...props} />
      <span className={styles.title} dir="auto">
        {card.title}
      </span>
      {labels.length > 0 && <Labels labels={labels} />}
      <Foot card={card} lookup={lookup} />
    </span>
  );
});
