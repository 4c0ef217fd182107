/** Answers of routes that are not in the API description yet; goes when they are. */
import type { components } from "./schema";

type Schemas = components["schemas"];

/** A card as others name it. */
export interface CardRef {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly board_id: string;
  readonly board_name: string;
  readonly column_name: string;
  readonly category: Schemas["Category"];
  readonly archived_at?: string | null;
}

/** What `GET /cards/{card}/relations` answers. */
export interface RelationsOut {
  readonly parent?: CardRef | null;
  readonly children: readonly CardRef[];
  readonly blocked_by: readonly CardRef[];
  readonly blocks: readonly CardRef[];
}
