import { useNavigate, useRouter, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { type Card, type Filters, parseFilters, serialiseFilters } from "../model";
import type { Address } from "./actions";

/** What stands behind the `?` of a board's address: its filters, and nothing that filters nothing. */
export type BoardSearch = Partial<Readonly<Record<keyof Filters, string | readonly string[]>>>;

/** For the router's `validateSearch`: what makes no sense is left out. */
export function boardSearch(search: Record<string, unknown>): BoardSearch {
  return serialiseFilters(parseFilters(search));
}

/** For the page's links: a card's own address. */
export function cardPath(base: string, boardId: string, key: string): string {
  return `${base.replace(/\/$/, "")}/b/${boardId}/c/${encodeURIComponent(key)}`;
}

export interface BoardAddress extends Address {
  readonly filters: Filters;
  setFilters(filters: Filters): void;
}

/** The board's address: which card is open, and the filters. */
export function useBoardAddress(boardId: string, workspaceId: string): BoardAddress {
  const router = useRouter();
  const navigate = useNavigate();
  const search: Record<string, unknown> = useSearch({ strict: false });
  const filters = useMemo(() => parseFilters(search), [search]);
  return useMemo(() => {
    const said = boardSearch(search);
    const base = (router.basepath ?? "").replace(/\/$/, "");
    return {
      filters,
      setFilters: (next: Filters) =>
        void navigate({ to: ".", search: serialiseFilters(next) as never, replace: true }),
      hrefOf: (card: Card) => cardPath(router.basepath ?? "", boardId, card.key),
      hrefOn: (otherId: string, key: string) => cardPath(router.basepath ?? "", otherId, key),
      openCard: (card: Pick<Card, "key">, onBoard?: string) =>
        void navigate({
          to: "/b/$boardId/c/$cardKey" as never,
          params: { boardId: onBoard ?? boardId, cardKey: card.key } as never,
          search: (onBoard ? {} : said) as never,
        }),
      openBoard: (id: string) =>
        void navigate({ to: "/b/$boardId" as never, params: { boardId: id } as never }),
      closeCard: () =>
        void navigate({
          to: "/b/$boardId" as never,
          params: { boardId } as never,
          search: said as never,
        }),
      repositoriesHref: `${base}/w/${workspaceId}/repositories`,
      openRepositories: () =>
        void navigate({
          to: "/w/$workspaceId/repositories" as never,
          params: { workspaceId } as never,
        }),
    };
  }, [search, filters, navigate, router, boardId, workspaceId]);
}
