import { useEffect, useRef, useState } from "react";
import { Avatar, Button, Dialog, IconButton, Kbd, Markdown, Time } from "../../../../../lib";
import { draft, type ShownComment } from "../../../model";
import { type BoardLookup, personOf, useLookup } from "../../context";
import type { DetailEdits } from "../detailEdits";
import { CommentBox } from "./CommentBox";
import styles from "./Comments.module.css";

interface RowProps {
  readonly comment: ShownComment;
  readonly cardId: string;
  readonly edits: DetailEdits;
}

function mentionsOf(lookup: BoardLookup) {
  return (id: string) => ({ name: lookup.people.get(id)?.name, me: id === lookup.me });
}

interface EditorProps extends RowProps {
  readonly onDone: () => void;
}

function Editor({ comment, edits, onDone }: EditorProps) {
  const [kept] = useState(() => draft(`comment:${comment.id}`));
  // The version that one saw when one began, also before a reload.
  const [base] = useState(() => kept.baseVersion() ?? comment.version);
  const [text, setText] = useState(() => kept.get() ?? comment.body);
  const write = (next: string) => {
    setText(next);
    kept.set(next, base);
  };
  const save = async () => {
    const body = text.trim();
    if (!body) return;
    onDone();
    if (body === comment.body) return kept.clear();
    const outcome = await edits.rewriteComment(comment.id, body, base);
    if (outcome.ok && (kept.get() ?? "").trim() === body) kept.clear();
  };
  const cancel = () => {
    kept.clear();
    onDone();
  };
  return (
    <CommentBox
      label="Edit your comment"
      value={text}
      autoFocus
      onChange={write}
      onSend={() => void save()}
      onEscape={onDone}
    >
      <div className={styles.actions}>
        <span className={styles.keys}>
          <Kbd keys="mod+enter" /> saves, <Kbd keys="escape" /> keeps a draft
        </span>
        <Button variant="quiet" size="small" onClick={cancel}>
          Cancel
        </Button>
        <Button
          variant="primary"
          size="small"
          aria-disabled={!text.trim() || undefined}
          onClick={() => void save()}
        >
          Save
        </Button>
      </div>
    </CommentBox>
  );
}

interface DeleteProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onDelete: () => void;
}

function DeleteDialog({ open, onClose, onDelete }: DeleteProps) {
  return (
    <Dialog
      open={open}
      size="small"
      title="Delete this comment?"
      description="It is gone for everybody, for good."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose} data-autofocus>
            Cancel
          </Button>
          <Button variant="danger" onClick={onDelete}>
            Delete comment
          </Button>
        </>
      }
    />
  );
}

/** One comment: who, when, what; its author may change it, managers may delete it too. */
export function CommentRow(props: RowProps) {
  const { comment, edits } = props;
  const lookup = useLookup();
  const [editing, setEditing] = useState(false);
  const [asking, setAsking] = useState(false);
  const row = useRef<HTMLLIElement>(null);
  const wasEditing = useRef(false);
  useEffect(() => {
    if (wasEditing.current && !editing) row.current?.querySelector("button")?.focus();
    wasEditing.current = editing;
  }, [editing]);

  const author = comment.author_id
    ? personOf(lookup, comment.author_id)
    : { id: comment.id, name: "Someone who left" };
  const mine = comment.author_id !== undefined && comment.author_id === lookup.me;
  const sent = comment.version > 0;
  const mayEdit = lookup.canEdit && mine && sent;
  const mayDelete = lookup.canEdit && (mine || lookup.mayManage) && sent;
  return (
    <li ref={row} className={styles.row} data-comment={comment.id}>
      <Avatar person={author} size={24} decorative />
      <div className={styles.content}>
        <header className={styles.head}>
          <span className={styles.author} dir="auto">
            {author.name}
          </span>
          <Time value={comment.created_at} className={styles.quiet} />
          {comment.edited_at && <span className={styles.quiet}>edited</span>}
          {comment.pending && <span className={styles.quiet}>sending…</span>}
          {!editing && (
            <span className={styles.tools}>
              {mayEdit && (
                <IconButton
                  icon="edit"
                  size="small"
                  label="Edit your comment"
                  onClick={() => setEditing(true)}
                />
              )}
              {mayDelete && (
                <IconButton
                  icon="trash"
                  size="small"
                  label={mine ? "Delete your comment" : `Delete the comment by ${author.name}`}
                  onClick={() => setAsking(true)}
                />
              )}
            </span>
          )}
        </header>
        {editing ? (
          <Editor {...props} onDone={() => setEditing(false)} />
        ) : (
          <Markdown text={comment.body} mentions={mentionsOf(lookup)} className={styles.body} />
        )}
      </div>
      <DeleteDialog
        open={asking}
        onClose={() => setAsking(false)}
        onDelete={() => {
          setAsking(false);
          edits.removeComment(comment.id);
        }}
      />
    </li>
  );
}
