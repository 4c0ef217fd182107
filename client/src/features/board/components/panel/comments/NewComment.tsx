import { useState } from "react";
import { announce, Avatar, Button, Kbd } from "../../../../../lib";
import { type BoardView, draft } from "../../../model";
import { personOf, useLookup } from "../../context";
import type { DetailEdits } from "../detailEdits";
import { CommentBox } from "./CommentBox";
import styles from "./Comments.module.css";

interface NewCommentProps {
  readonly cardId: string;
  readonly view: BoardView;
  readonly edits: DetailEdits;
}

function isOnItsWay(view: BoardView, cardId: string, text: string): boolean {
  return view.pending.some(
    ({ operation: one }) =>
      one.type === "addComment" && one.card_id === cardId && one.body === text.trim(),
  );
}

/** Says something about a card. What is written stays in this browser until it is with the server. */
export function NewComment({ cardId, view, edits }: NewCommentProps) {
  const lookup = useLookup();
  const [kept] = useState(() => draft(`comment-on:${cardId}`));
  const [text, setText] = useState(() => {
    const found = kept.get() ?? "";
    return isOnItsWay(view, cardId, found) ? "" : found;
  });
  const write = (next: string) => {
    setText(next);
    if (next) kept.set(next);
    else kept.clear();
  };
  const send = async () => {
    const body = text.trim();
    if (!body) return;
    setText("");
    kept.set(body);
    const outcome = await edits.comment(body);
    if (outcome.ok) {
      if (kept.get() === body) kept.clear();
      announce("Comment sent");
    } else setText((now) => now || body); // refused: it must not be lost
  };
  return (
    <div className={styles.row}>
      {lookup.me && <Avatar person={personOf(lookup, lookup.me)} size={24} decorative />}
      <div className={styles.writer}>
        <CommentBox
          label="Write a comment"
          placeholder="Write a comment… @ names somebody"
          value={text}
          onChange={write}
          onSend={() => void send()}
          // Back to the card: its own keys work again, the next Escape closes it.
          onEscape={() => document.activeElement?.closest<HTMLElement>("aside")?.focus()}
        >
          {text.trim() && (
            <div className={styles.actions}>
              <span className={styles.keys}>
                Markdown · <Kbd keys="mod+enter" /> sends
              </span>
              <Button variant="primary" size="small" onClick={() => void send()}>
                Comment
              </Button>
            </div>
          )}
        </CommentBox>
      </div>
    </div>
  );
}
