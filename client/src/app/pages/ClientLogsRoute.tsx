import { useNavigate, useSearch } from "@tanstack/react-router";

import { ClientLogsPage, type Filter } from "../../features/logs/page";

const FROM = "/shell/client-logs";

/** The filters as they stand in the address; what narrows nothing needs no mention. */
const searchOf = ({ level, since, q, userId, requestId }: Filter) => ({
  ...(level ? { level } : {}),
  ...(since ? { since } : {}),
  ...(q ? { q } : {}),
  ...(userId ? { user: userId } : {}),
  ...(requestId ? { request: requestId } : {}),
});

export function ClientLogsRoute() {
  const { level, since, q, user: userId, request: requestId } = useSearch({ from: FROM });
  const navigate = useNavigate({ from: "/client-logs" });
  return (
    <ClientLogsPage
      filter={{ level, since, q, userId, requestId }}
      onFilter={(filter) => void navigate({ search: searchOf(filter), replace: true })}
    />
  );
}
