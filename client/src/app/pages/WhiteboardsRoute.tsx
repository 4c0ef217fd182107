import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";

import { JobPage, QueuePage, type Shown, WhiteboardsPage } from "../../features/miro/page";
import { Icon } from "../../lib";
import styles from "./RepositoriesRoute.module.css";
import { WhiteboardTabs } from "./Tabs";

/** What Miro's refusal says in the address is read once: loaded again, the page is silent. */
export function WhiteboardsRoute() {
  const { miro_error: said } = useSearch({ from: "/shell/whiteboards" });
  const navigate = useNavigate();
  const [refusal, setRefusal] = useState(said);
  if (said !== undefined && said !== refusal) setRefusal(said);
  useEffect(() => {
    if (said !== undefined) void navigate({ to: "/whiteboards", search: {}, replace: true });
  }, [said, navigate]);
  return (
    <WhiteboardsPage
      tabs={<WhiteboardTabs />}
      refusal={refusal}
      onDismiss={() => setRefusal(undefined)}
    />
  );
}

export function QueueRoute() {
  return <QueuePage tabs={<WhiteboardTabs />} />;
}

const JOB = "/shell/whiteboards/queue/$jobId";

export function JobRoute() {
  const { jobId } = useParams({ from: JOB });
  const { show = "all" } = useSearch({ from: JOB });
  const navigate = useNavigate({ from: "/whiteboards/queue/$jobId" });
  const onShow = (shown: Shown) =>
    void navigate({ search: shown === "all" ? {} : { show: shown }, replace: true });
  return (
    <JobPage
      key={jobId}
      jobId={jobId}
      shown={show}
      onShow={onShow}
      back={
        <Link to="/whiteboards/queue" activeOptions={{ exact: true }} className={styles.link}>
          <Icon name="chevron-left" size={14} />
          All queued changes
        </Link>
      }
    />
  );
}
