import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";

import { WhiteboardsPage } from "../../features/miro/page";

/** What Miro's refusal says in the address is read once: loaded again, the page is silent. */
export function WhiteboardsRoute() {
  const { miro_error: said } = useSearch({ from: "/shell/whiteboards" });
  const navigate = useNavigate();
  const [refusal, setRefusal] = useState(said);
  if (said !== undefined && said !== refusal) setRefusal(said);
  useEffect(() => {
    if (said !== undefined) void navigate({ to: "/whiteboards", search: {}, replace: true });
  }, [said, navigate]);
  return <WhiteboardsPage refusal={refusal} onDismiss={() => setRefusal(undefined)} />;
}
