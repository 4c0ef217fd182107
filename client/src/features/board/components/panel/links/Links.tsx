import { type FormEvent, type KeyboardEvent, useState } from "react";
import { Button, ExternalLink, IconButton, TextField } from "../../../../../lib";
import type { CardLink } from "../../../model";
import { useLookup } from "../../context";
import type { DetailEdits } from "../detailEdits";
import { Section } from "../Section";
import { addressIn, shortAddress } from "./addresses";
import styles from "./Links.module.css";

/** As many as the server takes. */
const MOST = 50;
const MOST_TITLE = 200;

interface LinkFormProps {
  readonly link?: CardLink;
  readonly onSave: (url: string, title: string) => void;
  readonly onClose: () => void;
}

/** An address and what it is called. */
function LinkForm({ link, onSave, onClose }: LinkFormProps) {
  const [url, setUrl] = useState(link?.url ?? "");
  const [title, setTitle] = useState(link?.title ?? "");
  const [error, setError] = useState<string>();
  const save = (event: FormEvent) => {
    event.preventDefault();
    const address = addressIn(url);
    if (address === undefined) {
      return setError(
        "This is no address of a page or of mail: it begins with https:// or mailto:",
      );
    }
    onSave(address, title.trim());
    onClose();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === "Escape") onClose();
  };
  return (
    <form className={styles.form} onSubmit={save} onKeyDown={onKeyDown} noValidate>
      <TextField
        label="Address"
        autoFocus
        inputMode="url"
        dir="ltr"
        placeholder="https://"
        value={url}
        error={error}
        onChange={(event) => setUrl(event.target.value)}
      />
      <TextField
        label="Title"
        placeholder="Optional"
        maxLength={MOST_TITLE}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
      />
      <div className={styles.actions}>
        <Button type="submit" variant="primary" size="small">
          {link ? "Save" : "Add link"}
        </Button>
        <Button variant="quiet" size="small" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

interface RowProps {
  readonly link: CardLink;
  readonly edits: DetailEdits;
}

function LinkRow({ link, edits }: RowProps) {
  const { canEdit } = useLookup();
  const [editing, setEditing] = useState(false);
  const name = link.title || shortAddress(link.url);
  if (editing) {
    return (
      <li>
        <LinkForm
          link={link}
          onClose={() => setEditing(false)}
          onSave={(url, title) => {
            const fields = {
              ...(url === link.url ? {} : { url }),
              ...(title === (link.title ?? "") ? {} : { title }),
            };
            if (Object.keys(fields).length > 0) edits.changeLink(link.id, fields);
          }}
        />
      </li>
    );
  }
  return (
    <li className={styles.row} data-link={link.id}>
      <span className={styles.name} dir="auto">
        {link.url.startsWith("mailto:") ? (
          <a href={link.url}>{name}</a>
        ) : (
          <ExternalLink href={link.url}>{name}</ExternalLink>
        )}
      </span>
      {link.title && <span className={styles.where}>{shortAddress(link.url)}</span>}
      {canEdit && (
        <span className={styles.tools}>
          <IconButton
            icon="edit"
            size="small"
            label={`Edit the link ${name}`}
            tooltip="Edit"
            onClick={() => setEditing(true)}
          />
          <IconButton
            icon="close"
            size="small"
            label={`Remove the link ${name}`}
            tooltip="Remove"
            onClick={() => edits.removeLink(link.id)}
          />
        </span>
      )}
    </li>
  );
}

/** Addresses that belong to the card. */
export function Links({ links, edits }: { links: readonly CardLink[]; edits: DetailEdits }) {
  const { canEdit } = useLookup();
  const [adding, setAdding] = useState(false);
  if (links.length === 0 && !canEdit) return null;
  return (
    <Section
      title="Links"
      action={
        canEdit &&
        !adding &&
        links.length < MOST && (
          <IconButton icon="plus" label="Add a link" size="small" onClick={() => setAdding(true)} />
        )
      }
    >
      {links.length > 0 && (
        <ul role="list" className={styles.list}>
          {links.map((link) => (
            <LinkRow key={link.id} link={link} edits={edits} />
          ))}
        </ul>
      )}
      {adding && (
        <LinkForm
          onClose={() => setAdding(false)}
          onSave={(url, title) => edits.addLink(url, title)}
        />
      )}
    </Section>
  );
}
