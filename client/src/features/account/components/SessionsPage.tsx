import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useRef, useState } from "react";

import { describeError } from "../../../api/describe";
import { ApiError } from "../../../api/errors";
import { type Session, sessionsQuery } from "../../../api/queries";
import { Badge, Button, formatDay, Icon, showToast, Time } from "../../../lib";
import { signOut } from "../../session";
import { ConfirmDialog } from "../../workspaces/forms";
import { Failed, Row, Rows, RowsSkeleton, SubPage } from "../../workspaces/pages";
import { endSession } from "../api/account";

type Open = { readonly kind: "end"; readonly session: Session } | { readonly kind: "everywhere" };

/** Where one is signed in. */
export function SessionsPage({ tabs }: { tabs?: ReactNode }) {
  const queries = useQueryClient();
  const { data: sessions, error, refetch } = useQuery(sessionsQuery);
  const [open, setOpen] = useState<Open | null>(null);
  const [leaving, setLeaving] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const close = () => setOpen(null);

  const end = async ({ id, device }: Session) => {
    try {
      await endSession(id);
    } catch (failure) {
      // It ended meanwhile: that is what was wanted.
      if (!(failure instanceof ApiError) || failure.code !== "session_not_found") throw failure;
    }
    queries.setQueryData(sessionsQuery.queryKey, (all = []) => all.filter((one) => one.id !== id));
    void queries.invalidateQueries(sessionsQuery);
    close();
    showToast({ text: `The session on ${device ?? "the other device"} has ended.` });
    // The row with its button is not there any more.
    setTimeout(() => heading.current?.focus());
  };
  const leave = () => {
    setLeaving(true);
    signOut().catch((failure: unknown) => {
      setLeaving(false);
      const { title, text } = describeError(failure);
      showToast({ tone: "danger", text: title, detail: text });
    });
  };

  return (
    <SubPage
      title="Sessions"
      where="Your account"
      tabs={tabs}
      headingRef={heading}
      action={<Button onClick={() => setOpen({ kind: "everywhere" })}>Sign out everywhere</Button>}
    >
      {sessions ? (
        <Rows label="Sessions">
          {sessions.map((session) => (
            <SessionRow key={session.id} session={session}>
              {session.current ? (
                <Button size="small" icon="sign-out" busy={leaving} onClick={leave}>
                  Sign out
                </Button>
              ) : (
                <Button
                  size="small"
                  aria-label={`End the session on ${session.device ?? "an unknown device"}`}
                  onClick={() => setOpen({ kind: "end", session })}
                >
                  End…
                </Button>
              )}
            </SessionRow>
          ))}
        </Rows>
      ) : error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <RowsSkeleton label="Loading your sessions" rows={2} />
      )}
      {open?.kind === "end" && (
        <ConfirmDialog
          title={`End the session on ${open.session.device ?? "an unknown device"}?`}
          description="Whoever uses it is signed out at once. What they typed there and did not send may be lost."
          action="End"
          onClose={close}
          run={() => end(open.session)}
        />
      )}
      {open?.kind === "everywhere" && (
        <ConfirmDialog
          title="Sign out everywhere?"
          description="All your sessions end, on every device, also this one. API tokens keep working."
          action="Sign out everywhere"
          onClose={close}
          run={() => signOut(true)}
        />
      )}
    </SubPage>
  );
}

const METHODS: Readonly<Record<string, string>> = {
  github: "with GitHub",
  email: "by a mail",
  local: "by a link",
};

function SessionRow({ session, children }: { session: Session; children: ReactNode }) {
  const { current, device, method, address, created_at, last_used_at, expires_at } = session;
  const how = method === null ? "" : ` ${METHODS[method] ?? `by ${method}`}`;
  return (
    <Row
      lead={<Icon name="monitor" />}
      name={
        <>
          <bdi>{device ?? "Unknown device"}</bdi>
          {current && <Badge tone="accent">This device</Badge>}
        </>
      }
      facts={
        <>
          {address && <span dir="ltr">{address}</span>}
          <span>
            Last used <Time value={last_used_at} />
          </span>
          <span>
            Signed in{how} <Time value={created_at} />
          </span>
          <span>Ends {formatDay(new Date(expires_at))} if it is not used</span>
        </>
      }
    >
      {children}
    </Row>
  );
}
