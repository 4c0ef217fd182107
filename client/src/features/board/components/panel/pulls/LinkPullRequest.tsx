import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type KeyboardEvent, type RefObject, useEffect, useState } from "react";
import { describeError } from "../../../../../api/describe";
import { ApiError } from "../../../../../api/errors";
import { Button, Checkbox, showToast, TextField } from "../../../../../lib";
import { ToGitHub } from "../../../../github";
import { linkPullRequest, pullRequestsKey, unlinkPullRequest } from "../../../api/pullRequests";
import { type Card, nameOf } from "../../../model";
import { useActions, useLookup } from "../../context";
import { useUi, useUiStore } from "../../ui";
import styles from "./PullRequests.module.css";

interface Trouble {
  readonly text: string;
  /** What helps, if it is not the field. */
  readonly wayOut?: "account" | "repository" | undefined;
}

const WAYS_OUT: Readonly<Record<string, Trouble["wayOut"]>> = {
  github_sign_in_needed: "account",
  repository_not_found: "repository",
};

function troubleOf(error: unknown): Trouble {
  const { title, text } = describeError(error);
  // A refusal says by itself what to do.
  if (error instanceof ApiError && error.status < 500) {
    return { text, wayOut: WAYS_OUT[error.code] };
  }
  return { text: `${title}. ${text}` };
}

function WayOut({ to }: { to: Trouble["wayOut"] }) {
  const { mayManage } = useLookup();
  const actions = useActions();
  if (to === "account") return <ToGitHub small>Connect GitHub</ToGitHub>;
  if (to !== "repository" || !mayManage) return null;
  return (
    <Button
      size="small"
      icon="repository"
      className={styles.wayOut}
      onClick={() => actions.openRepositories()}
    >
      Repositories
    </Button>
  );
}

function tellRefused(error: unknown): void {
  const { title, text } = describeError(error);
  showToast({ tone: "danger", text: "It was not unlinked", detail: `${title}. ${text}` });
}

interface LinkFormProps {
  readonly card: Pick<Card, "id" | "key">;
  readonly onClose: () => void;
}

/** All of it, where it opens below what is seen. */
function intoView(form: HTMLFormElement | null): void {
  form?.scrollIntoView({ block: "nearest" });
}

/** The field for the address of a pull request that belongs to the card. */
function LinkForm({ card, onClose }: LinkFormProps) {
  const queries = useQueryClient();
  const { edits } = useActions();
  const [url, setUrl] = useState("");
  const [closes, setCloses] = useState(true);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (!url.trim()) return setTrouble({ text: "Paste the address of a pull request." });
    setBusy(true);
    edits.beginElsewhere();
    try {
      const linked = await linkPullRequest(card.id, url.trim(), closes);
      const back = () => unlinkPullRequest(card.id, linked.id).catch(tellRefused);
      const text = `${nameOf(linked)} is linked to ${card.key}`;
      edits.doneElsewhere({ text }, () => void back());
      await queries.invalidateQueries({ queryKey: pullRequestsKey(card.id) });
      onClose();
    } catch (error) {
      setTrouble(troubleOf(error));
      setBusy(false);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === "Escape") onClose();
  };
  return (
    <form
      ref={intoView}
      className={styles.form}
      onSubmit={(event) => void save(event)}
      onKeyDown={onKeyDown}
      noValidate
    >
      <TextField
        label="Pull request"
        autoFocus
        inputMode="url"
        dir="ltr"
        placeholder="https://github.com/acme/rocket/pull/12"
        hint="Its address, or its short name such as acme/rocket#12"
        value={url}
        error={trouble?.text}
        onChange={(event) => {
          setUrl(event.target.value);
          setTrouble(undefined);
        }}
      />
      <WayOut to={trouble?.wayOut} />
      <Checkbox
        label="Merging it finishes this card"
        checked={closes}
        onChange={(event) => setCloses(event.target.checked)}
      />
      <div className={styles.ways}>
        <Button type="submit" variant="primary" size="small" busy={busy}>
          Link pull request
        </Button>
        <Button variant="quiet" size="small" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

interface LinkPullRequestProps {
  readonly card: Pick<Card, "id" | "key">;
  readonly button: RefObject<HTMLButtonElement | null>;
}

/** Links a pull request of any name to the card. */
export function LinkPullRequest({ card, button }: LinkPullRequestProps) {
  const ui = useUiStore();
  const linking = useUi((now) => now.linking === card.id);
  const close = () => {
    ui.set({ linking: null });
    // It is there again once this has rendered.
    requestAnimationFrame(() => button.current?.focus());
  };
  // What was asked for on another card is not meant for this one.
  useEffect(() => () => ui.set({ linking: null }), [ui, card.id]);
  if (linking) return <LinkForm key={card.id} card={card} onClose={close} />;
  return (
    <Button
      ref={button}
      size="small"
      variant="quiet"
      icon="link"
      className={styles.link}
      onClick={() => ui.set({ linking: card.id })}
    >
      Link a pull request
    </Button>
  );
}
