"""What a new board begins with."""

from enum import StrEnum
from typing import NamedTuple

from trivet.boards.models import Category


class Template(StrEnum):
    """The columns and labels that a new board is given."""

    BLANK = "blank"
    KANBAN = "kanban"
    SCRUM = "scrum"


class TemplateColumn(NamedTuple):
    """A column of a template. Its limit only warns: whether it is hard is the team's to say."""

    name: str
    category: Category
    wip_limit: int | None = None


class TemplateLabel(NamedTuple):
    """A label of a template."""

    name: str
    color: str


class BoardTemplate(NamedTuple):
    """What a template brings."""

    columns: tuple[TemplateColumn, ...] = ()
    labels: tuple[TemplateLabel, ...] = ()


_KINDS = (
    TemplateLabel("bug", "#dc2626"),
    TemplateLabel("feature", "#2563eb"),
    TemplateLabel("chore", "#64748b"),
)

TEMPLATES: dict[Template, BoardTemplate] = {
    Template.BLANK: BoardTemplate(),
    Template.KANBAN: BoardTemplate(
        columns=(
            TemplateColumn("Backlog", Category.BACKLOG),
            TemplateColumn("To do", Category.UNSTARTED),
            TemplateColumn("In progress", Category.STARTED),
            TemplateColumn("Review", Category.REVIEW),
            TemplateColumn("Done", Category.DONE),
        ),
        labels=_KINDS,
    ),
    # A team of five to nine that pulls from its sprint: less begun than there are people.
    Template.SCRUM: BoardTemplate(
        columns=(
            TemplateColumn("Product backlog", Category.BACKLOG),
            TemplateColumn("Sprint backlog", Category.UNSTARTED),
            TemplateColumn("In progress", Category.STARTED, wip_limit=5),
            TemplateColumn("Review", Category.REVIEW, wip_limit=3),
            TemplateColumn("Done", Category.DONE),
        ),
        labels=_KINDS,
    ),
}
