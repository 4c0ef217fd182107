"""Operations as one queues them: held to what Miro accepts before they are taken."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from trivet.miro.item_bodies import CardBody, NewTagBody, StickyNoteBody, TagBody, sent
from trivet.miro.shape_bodies import ItemId, MiroBody, ShapeBody
from trivet.platform.json import dumps
from trivet.platform.schemas import Body
from trivet.platform.web.text import Typed

MOST_AT_ONCE = 1_000
"""Operations of one request."""

BoardIdIn = Annotated[
    str,
    Field(
        alias="boardId",
        pattern=r"^[A-Za-z0-9_=-]{1,64}$",
        description="Miro's id of the board; it may end with `=`.",
    ),
]


@dataclass(frozen=True, slots=True)
class Planned:
    """An operation that was held to what Miro accepts.

    Args:
        action: create, update, delete, attach or detach.
        kind: of what: shape, card, sticky_note or tag.
        item_id: what it is about; None of one that creates.
        body: as Miro is sent it; of attach and detach, `tag_id`.
        name: what the caller calls it.
    """

    action: str
    kind: str
    item_id: str | None
    body: Mapping[str, Any]
    name: str | None = None

    @property
    def fingerprint(self) -> str:
        """The same of two that would make the same."""
        said = [self.action, self.kind, self.item_id, self.body]
        return hashlib.sha256(dumps(said)).hexdigest()


class _Operation(Body):
    """What all have in common."""

    id: Annotated[str, Typed(100, filled=True)] | None = Field(
        None,
        description="What you call it; given back with its result, and yours alone in the batch.",
    )
    type: str

    def planned(self) -> Planned:
        """What is to be done."""
        action, _, kind = self.type.partition("_")
        item_id: str | None = getattr(self, "item_id", None)
        data = getattr(self, "data", None)
        body: Mapping[str, Any] = {}
        if isinstance(data, TagOf):
            body = {"tag_id": data.tag_id}
        elif data is not None:
            body = sent(data)
        return Planned(action, kind, item_id, body, self.id)


class _Of(_Operation):
    item_id: ItemId


class _Change(_Of):
    """What changes of something; what is left out stays."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not any(self.planned().body.values()):
            raise ValueError("say what changes")
        return self


class CreateShape(_Operation):
    type: Literal["create_shape"]
    data: ShapeBody


class UpdateShape(_Change):
    type: Literal["update_shape"]
    data: ShapeBody


class DeleteShape(_Of):
    type: Literal["delete_shape"]


class CreateCard(_Operation):
    type: Literal["create_card"]
    data: CardBody


class UpdateCard(_Change):
    type: Literal["update_card"]
    data: CardBody


class DeleteCard(_Of):
    type: Literal["delete_card"]


class CreateStickyNote(_Operation):
    type: Literal["create_sticky_note"]
    data: StickyNoteBody


class UpdateStickyNote(_Change):
    type: Literal["update_sticky_note"]
    data: StickyNoteBody


class DeleteStickyNote(_Of):
    type: Literal["delete_sticky_note"]


class CreateTag(_Operation):
    type: Literal["create_tag"]
    data: NewTagBody


class UpdateTag(_Change):
    """`item_id` is the tag's."""

    type: Literal["update_tag"]
    data: TagBody


class DeleteTag(_Of):
    """`item_id` is the tag's."""

    type: Literal["delete_tag"]


class TagOf(Body):
    """Which tag."""

    tag_id: ItemId


class AttachTag(_Of):
    """Put a tag on a card or a sticky note; each may have eight."""

    type: Literal["attach_tag"]
    data: TagOf


class DetachTag(_Of):
    """Take a tag off an item."""

    type: Literal["detach_tag"]
    data: TagOf


Operation = Annotated[
    CreateShape
    | UpdateShape
    | DeleteShape
    | CreateCard
    | UpdateCard
    | DeleteCard
    | CreateStickyNote
    | UpdateStickyNote
    | DeleteStickyNote
    | CreateTag
    | UpdateTag
    | DeleteTag
    | AttachTag
    | DetachTag,
    Field(discriminator="type"),
]


class BatchIn(Body):
    """Operations on one board, which are done by and by; those of one item in the order in which they stand."""

    board_id: BoardIdIn
    operations: Annotated[list[Operation], Field(min_length=1, max_length=MOST_AT_ONCE)]

    @model_validator(mode="after")
    def _names_are_apart(self) -> "BatchIn":
        named: dict[str, int] = {}
        for number, each in enumerate(self.operations):
            if each.id is None:
                continue
            if each.id in named:
                raise ValueError(
                    f"operations {named[each.id]} and {number} have the same id: give each its own"
                )
            named[each.id] = number
        return self


class CardsIn(Body):
    """Cards to be made on one board, by and by."""

    board_id: BoardIdIn
    cards: Annotated[list[CardBody], Field(min_length=1, max_length=MOST_AT_ONCE)]


def card(body: MiroBody) -> Planned:
    """The making of a card."""
    return Planned("create", "card", None, sent(body))
