import type { Category } from "../../model";

export const CATEGORY_WORDS: Readonly<Record<Category, string>> = {
  backlog: "Backlog",
  unstarted: "To do",
  started: "In progress",
  review: "In review",
  done: "Done",
  cancelled: "Cancelled",
};
