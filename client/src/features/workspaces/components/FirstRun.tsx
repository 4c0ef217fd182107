import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";

import { fieldError } from "../../../api/describe";
import { ownInvitationsQuery, type Workspace, workspacesQuery } from "../../../api/queries";
import { Button, Mark, TextField, useTitle } from "../../../lib";
import { createBoard, createWorkspace } from "../api/workspaces";
import { suggestedKey } from "../model/boardKey";
import { type Template, TEMPLATES } from "../model/templates";
import { useOnce } from "../model/useOnce";
import { BoardPreview } from "./BoardPreview";
import styles from "./FirstRun.module.css";
import { Notice } from "./Notice";
import { OwnInvitations } from "./OwnInvitations";
import { TemplateChoice } from "./TemplateChoice";

export interface FirstRunProps {
  /** Called with the board that was made. */
  onDone: (boardId: string) => void;
  /** Called with a workspace that one was invited to, and is in now. */
  onJoined: (workspace: Workspace) => void;
}

/** The first minute: a workspace and a board, made in one go; or a team that waits already. */
export function FirstRun({ onDone, onJoined }: FirstRunProps) {
  useTitle("Welcome");
  const [workspace, setWorkspace] = useState("");
  const [board, setBoard] = useState("");
  const [template, setTemplate] = useState<Template>("kanban");
  const [state, setState] = useState<{ busy: boolean; missing: boolean; error: unknown }>({
    busy: false,
    missing: false,
    error: null,
  });
  const queryClient = useQueryClient();
  const { data: invitations } = useQuery(ownInvitationsQuery);
  const awaited = !!invitations?.length;
  const workspaceOnce = useOnce();
  const boardOnce = useOnce();
  /** Made already, if only the board failed: it is not made twice. */
  const [made, setMade] = useState<string | null>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const names = { workspace: workspace.trim(), board: board.trim() };
    if (!names.workspace || !names.board)
      return setState({ busy: false, missing: true, error: null });
    setState({ busy: true, missing: false, error: null });
    try {
      const workspaceId =
        made ?? (await createWorkspace(names.workspace, workspaceOnce.keyFor(names.workspace))).id;
      setMade(workspaceId);
      const wanted = { name: names.board, template };
      const { id } = await createBoard(workspaceId, wanted, boardOnce.keyFor(wanted));
      onDone(id);
      await queryClient.invalidateQueries(workspacesQuery);
    } catch (error) {
      setState({ busy: false, missing: false, error });
    }
  };

  const columns = TEMPLATES.find(({ id }) => id === template)?.columns ?? [];
  const needed = (value: string, what: string) =>
    state.missing && !value.trim() ? `Give the ${what} a name.` : fieldError(state.error, "name");
  const key = suggestedKey(board) || "TASK";
  return (
    <div className={styles.page}>
      <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        <header>
          <Mark size={36} className={styles.mark} />
          <h1 className={styles.title}>
            {awaited ? "You are expected" : "Set up your first board"}
          </h1>
          <p className={styles.text}>
            {awaited
              ? "Join the team that invited you, or make a workspace of your own below."
              : "Names and columns can be changed later. Were you invited? Open the link of your invitation instead: it leads into the team’s workspace."}
          </p>
        </header>
        <OwnInvitations expected onJoined={onJoined} />
        {awaited && <h2 className={styles.own}>Or make your own</h2>}
        <TextField
          label="Workspace"
          hint="Your team, or the company."
          placeholder="Northwind"
          value={workspace}
          onChange={(event) => setWorkspace(event.target.value)}
          error={needed(workspace, "workspace")}
          disabled={made !== null}
          maxLength={120}
          autoFocus={!awaited}
        />
        <TextField
          label="Board"
          hint={
            <>
              Cards will be called <code>{key}-1</code>, <code>{key}-2</code> and so on.
            </>
          }
          placeholder="Engineering"
          value={board}
          onChange={(event) => setBoard(event.target.value)}
          error={state.missing && !board.trim() ? "Give the board a name." : undefined}
          maxLength={120}
        />
        <TemplateChoice value={template} onChange={setTemplate} />
        <Notice error={state.error} />
        <Button type="submit" variant="primary" busy={state.busy} className={styles.submit}>
          Create the board
        </Button>
      </form>
      <div className={styles.stage}>
        <figure className={styles.window} aria-hidden>
          <figcaption className={styles.bar}>
            <span className={styles.tile}>{key.slice(0, 2)}</span>
            <strong>{board.trim() || "Your board"}</strong>
            <span className={styles.team}>{workspace.trim()}</span>
          </figcaption>
          <BoardPreview key={template} columns={columns} className={styles.preview} />
        </figure>
      </div>
    </div>
  );
}
