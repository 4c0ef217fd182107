export type Template = "kanban" | "scrum" | "blank";

export interface TemplateColumn {
  readonly name: string;
  /** How it is drawn in previews: how many cards, how far along. */
  readonly cards: readonly number[];
}

export interface TemplateInfo {
  readonly id: Template;
  readonly name: string;
  readonly text: string;
  readonly columns: readonly TemplateColumn[];
}

const column = (name: string, ...cards: number[]): TemplateColumn => ({ name, cards });

/** The names are those of the server's templates; the cards are only drawn. */
export const TEMPLATES: readonly TemplateInfo[] = [
  {
    id: "kanban",
    name: "Kanban",
    text: "Work flows one card at a time.",
    columns: [
      column("Backlog", 2, 1, 2, 1),
      column("To do", 1, 2, 1),
      column("In progress", 2, 1),
      column("Review", 1),
      column("Done", 1, 2, 1),
    ],
  },
  {
    id: "scrum",
    name: "Scrum",
    text: "Sprints are planned from a backlog.",
    columns: [
      column("Product backlog", 1, 2, 1, 2, 1),
      column("Sprint backlog", 2, 1, 1),
      column("In progress", 1, 2),
      column("Review", 2),
      column("Done", 1),
    ],
  },
  { id: "blank", name: "Blank", text: "You add the columns.", columns: [] },
];
