"""What a new board begins with."""

from enum import StrEnum
from typing import NamedTuple

from trivet.boards.models import Category


class Template(StrEnum):
    """The columns that a new board is given."""

    BLANK = "blank"
    KANBAN = "kanban"
    SCRUM = "scrum"


class TemplateColumn(NamedTuple):
    """A column of a template."""

    name: str
    category: Category


COLUMNS: dict[Template, tuple[TemplateColumn, ...]] = {
    Template.BLANK: (),
    Template.KANBAN: (
        TemplateColumn("Backlog", Category.BACKLOG),
        TemplateColumn("To do", Category.UNSTARTED),
        TemplateColumn("In progress", Category.STARTED),
        TemplateColumn("Review", Category.REVIEW),
        TemplateColumn("Done", Category.DONE),
    ),
    Template.SCRUM: (
        TemplateColumn("Product backlog", Category.BACKLOG),
        TemplateColumn("Sprint backlog", Category.UNSTARTED),
        TemplateColumn("In progress", Category.STARTED),
        TemplateColumn("Review", Category.REVIEW),
        TemplateColumn("Done", Category.DONE),
    ),
}
