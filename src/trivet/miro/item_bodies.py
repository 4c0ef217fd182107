"""Cards, sticky notes and tags as one writes them: held to what Miro accepts before it is asked.

Source: Miro's description of REST API 2.0 ("Create card item", "Create sticky note item", "Create tag").
"""

from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from trivet.miro.shape_bodies import (
    MOST_TEXT,
    Color,
    Geometry,
    ItemId,
    Length,
    MiroBody,
    Parent,
    Position,
    left_out,
)
from trivet.platform.schemas import Time
from trivet.platform.web.text import Typed

MOST_TITLE = 120
"""Characters of a tag's title."""


class StickyColor(StrEnum):
    """The colours of sticky notes."""

    GRAY = "gray"
    LIGHT_YELLOW = "light_yellow"
    YELLOW = "yellow"
    ORANGE = "orange"
    LIGHT_GREEN = "light_green"
    GREEN = "green"
    DARK_GREEN = "dark_green"
    CYAN = "cyan"
    LIGHT_PINK = "light_pink"
    PINK = "pink"
    VIOLET = "violet"
    RED = "red"
    LIGHT_BLUE = "light_blue"
    BLUE = "blue"
    DARK_BLUE = "dark_blue"
    BLACK = "black"


class StickyShape(StrEnum):
    """The shapes of sticky notes."""

    SQUARE = "square"
    RECTANGLE = "rectangle"


class TagColor(StrEnum):
    """The colours of tags."""

    RED = "red"
    LIGHT_GREEN = "light_green"
    CYAN = "cyan"
    YELLOW = "yellow"
    MAGENTA = "magenta"
    GREEN = "green"
    BLUE = "blue"
    GRAY = "gray"
    VIOLET = "violet"
    DARK_GREEN = "dark_green"
    DARK_BLUE = "dark_blue"
    BLACK = "black"


class CardData(MiroBody):
    """What a card says."""

    title: Annotated[str, Typed(MOST_TEXT)] = Field(default_factory=left_out)
    description: Annotated[str, Typed(MOST_TEXT)] = Field(default_factory=left_out)
    due_date: Time = Field(default_factory=left_out)
    assignee_id: ItemId = Field(
        default_factory=left_out, description="Miro's id of a member of the board."
    )


class CardStyle(MiroBody):
    """How a card looks."""

    card_theme: Color = Field(default_factory=left_out)


class CardBody(MiroBody):
    """A card, or what changes of it; what is left out stays, or is as Miro has it."""

    data: CardData = Field(default_factory=left_out)
    style: CardStyle = Field(default_factory=left_out)
    position: Position = Field(default_factory=left_out)
    geometry: Geometry = Field(default_factory=left_out)
    parent: Parent = Field(default_factory=left_out)


class StickyNoteData(MiroBody):
    """What a sticky note says."""

    content: Annotated[str, Typed(MOST_TEXT)] = Field(default_factory=left_out)
    shape: Annotated[StickyShape, Field(strict=False)] = Field(default_factory=left_out)


class StickyNoteStyle(MiroBody):
    """How a sticky note looks."""

    fill_color: Annotated[StickyColor, Field(strict=False)] = Field(default_factory=left_out)
    text_align: Literal["left", "center", "right"] = Field(default_factory=left_out)
    text_align_vertical: Literal["top", "middle", "bottom"] = Field(default_factory=left_out)


class OneSide(MiroBody):
    """How large an item is whose sides grow together: one of them is given."""

    width: Length = Field(default_factory=left_out)
    height: Length = Field(default_factory=left_out)

    @model_validator(mode="after")
    def _one(self) -> Self:
        if {"width", "height"} <= self.model_fields_set:
            raise ValueError("give the width or the height: the other follows")
        return self


class StickyNoteBody(MiroBody):
    """A sticky note, or what changes of it; what is left out stays, or is as Miro has it."""

    data: StickyNoteData = Field(default_factory=left_out)
    style: StickyNoteStyle = Field(default_factory=left_out)
    position: Position = Field(default_factory=left_out)
    geometry: OneSide = Field(default_factory=left_out)
    parent: Parent = Field(default_factory=left_out)


class TagBody(MiroBody):
    """What changes of a tag."""

    title: Annotated[str, Typed(MOST_TITLE, filled=True)] = Field(default_factory=left_out)
    fill_color: Annotated[TagColor, Field(strict=False)] = Field(default_factory=left_out)


class NewTagBody(TagBody):
    """A tag; its title is new on the board."""

    title: Annotated[str, Typed(MOST_TITLE, filled=True)]


def sent(body: MiroBody) -> dict[str, Any]:
    """What Miro is sent: the members that were given, and none of a default."""
    return body.model_dump(mode="json", by_alias=True, exclude_unset=True)
