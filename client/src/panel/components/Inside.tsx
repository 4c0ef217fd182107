import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";

import { Button } from "../../lib/Button";
import type { Visit, Visitor } from "../api/visit";
import { TRIVET } from "../model/places";
import { isUnknown, refusalOf } from "../model/refusals";
import { BoardSection } from "./BoardSection";
import { CardsSection } from "./CardsSection";
import { BoardSkeleton, CardsSkeleton } from "./Skeletons";
import { Message } from "./Message";
import { NewTab } from "./NewTab";
import styles from "./Inside.module.css";
import { Unknown } from "./Unknown";
import { useRefusal } from "./useRefusal";

const KEY = ["visitor"];

/** Signs in, and shows the board and the cards. */
export function Inside({ visit }: { visit: Visit }) {
  const queries = useQueryClient();
  const visitor = useQuery({
    queryKey: KEY,
    queryFn: () => visit.begin(),
    staleTime: Number.POSITIVE_INFINITY,
    // Who comes back has connected an account, perhaps.
    refetchOnWindowFocus: ({ state }) => state.status === "error",
  });
  const refused = useRefusal(visitor);
  if (visitor.data) return <Signed visit={visit} visitor={visitor.data} />;
  if (!refused) return <Loading />;
  if (isUnknown(refused)) {
    const signUp = async () => queries.setQueryData(KEY, await visit.signUp());
    return <Unknown signUp={signUp} />;
  }
  const { title, text, retry, requestId } = refusalOf(refused);
  return (
    <Message
      alert
      title={title}
      requestId={requestId}
      action={
        retry && (
          <Button icon="refresh" busy={visitor.isFetching} onClick={() => void visitor.refetch()}>
            Try again
          </Button>
        )
      }
    >
      {text}
    </Message>
  );
}

function Signed({ visit, visitor }: { visit: Visit; visitor: Visitor }) {
  const heading = useRef<HTMLHeadingElement>(null);
  // What had the focus may have gone with what stood here before.
  useEffect(() => {
    if (document.hasFocus() && document.activeElement === document.body) heading.current?.focus();
  }, []);
  return (
    <div className={styles.panel}>
      <main className={styles.main}>
        <h1 ref={heading} tabIndex={-1} className="visually-hidden">
          Trivet
        </h1>
        <BoardSection http={visit.http} boardId={visitor.boardId} />
        <CardsSection http={visit.http} />
      </main>
      <footer className={styles.foot}>
        <span className={styles.who}>
          Signed in as <bdi>{visitor.name}</bdi>
        </span>
        <NewTab href={TRIVET}>Open Trivet</NewTab>
      </footer>
    </div>
  );
}

function Loading() {
  return (
    <main className={styles.panel}>
      <div className={styles.main} role="status" aria-label="Signing in">
        <BoardSkeleton />
        <CardsSkeleton />
      </div>
    </main>
  );
}
