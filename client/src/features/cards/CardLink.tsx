import { Link } from "@tanstack/react-router";
import type { MouseEventHandler, PointerEventHandler, ReactNode } from "react";
import type { CardRef } from "./types";

interface CardLinkProps {
  readonly card: Pick<CardRef, "board_id" | "key">;
  readonly id?: string;
  readonly role?: "option";
  readonly tabIndex?: number;
  readonly className?: string | undefined;
  readonly "aria-selected"?: boolean;
  /** Arrows lead to it: see `stepRows`. */
  readonly "data-row"?: boolean;
  readonly onClick?: MouseEventHandler;
  readonly onPointerMove?: PointerEventHandler;
  readonly children: ReactNode;
}

/** Leads to a card on its board. */
export function CardLink({ card, className = "", ...rest }: CardLinkProps) {
  const params = { boardId: card.board_id, cardKey: card.key };
  return <Link to="/b/$boardId/c/$cardKey" params={params} className={className} {...rest} />;
}
