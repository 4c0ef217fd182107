import { useNavigate, useSearch } from "@tanstack/react-router";

import { SearchPage } from "../../features/search/page";

export function SearchRoute() {
  const { q = "" } = useSearch({ from: "/shell/search" });
  const navigate = useNavigate();
  return (
    <SearchPage
      q={q}
      onQuery={(next) =>
        void navigate({ to: "/search", search: next ? { q: next } : {}, replace: true })
      }
    />
  );
}
