import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";

import { methodsQuery } from "../../../api/queries";
import { SubPage } from "../../workspaces/pages";
import { miroAccountQuery } from "../api/account";
import { AccountNote } from "./AccountNote";
import { JobList } from "./JobList";

export const QUEUE_TITLE = "Queued changes";

/** What is done at Miro by and by in the name of whoever looks. */
export function QueuePage({ tabs }: { tabs?: ReactNode }) {
  const { data: account } = useQuery(miroAccountQuery);
  const { data: methods } = useQuery(methodsQuery);
  const refused = account?.connected === true && account.sign_in_needed;
  return (
    <SubPage title={QUEUE_TITLE} where="Miro" tabs={tabs}>
      {refused && methods?.miro && (
        <AccountNote>
          Miro does not accept your connection any more: nothing is sent in your name until you
          connect again.
        </AccountNote>
      )}
      <JobList />
    </SubPage>
  );
}
