import { describeError } from "../../../api/describe";
import type { Workspace } from "../../../api/queries";
import { Button, ErrorState, Skeleton, useTitle } from "../../../lib";
import { openDialog } from "../model/dialogs";
import { readRecent } from "../model/recent";
import { readSketches } from "../model/sketches";
import { useWorkspaces } from "../model/useWorkspaces";
import { BoardGridSkeleton } from "./BoardGrid";
import { FirstRun } from "./FirstRun";
import styles from "./HomePage.module.css";
import { OwnInvitations } from "./OwnInvitations";
import { WorkspaceSection } from "./WorkspaceSection";

export interface HomePageProps {
  onFirstBoard: (boardId: string) => void;
  /** Called with a workspace that one was invited to, and is in now. */
  onJoined: (workspace: Workspace) => void;
}

/** All workspaces with their boards; on a fresh installation, the way to the first ones. */
export function HomePage({ onFirstBoard, onJoined }: HomePageProps) {
  useTitle("Boards");
  const { items, error, retry } = useWorkspaces();
  if (items?.length === 0) return <FirstRun onDone={onFirstBoard} onJoined={onJoined} />;
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1 className={styles.title}>Boards</h1>
        {items && (
          <Button icon="plus" onClick={() => openDialog({ kind: "create-workspace" })}>
            New workspace
          </Button>
        )}
      </header>
      {items && (
        <div className={styles.invitations}>
          <OwnInvitations onJoined={onJoined} />
        </div>
      )}
      {items ? (
        <Workspaces items={items} />
      ) : error ? (
        <Failed error={error} retry={retry} />
      ) : (
        <Loading />
      )}
    </div>
  );
}

function Workspaces({ items }: { items: NonNullable<ReturnType<typeof useWorkspaces>["items"]> }) {
  const recent = readRecent();
  const sketches = readSketches();
  return items.map((item) => (
    <WorkspaceSection key={item.workspace.id} {...item} recent={recent} sketches={sketches} />
  ));
}

function Failed({ error, retry }: { error: unknown; retry: () => void }) {
  const { title, text, requestId } = describeError(error);
  return (
    <ErrorState title={title} requestId={requestId} onRetry={retry}>
      {text}
    </ErrorState>
  );
}

function Loading() {
  return (
    <div role="status" aria-label="Loading the boards">
      <Skeleton width={148} height={20} className={styles.heading} />
      <BoardGridSkeleton />
    </div>
  );
}
