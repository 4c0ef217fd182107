"""Shapes of notifications."""

from datetime import date, datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, model_validator

from trivet.boards.schemas import Input
from trivet.flows.models import NotificationKind
from trivet.views.card_refs import CardRef

MOST_AT_ONCE = 1000
"""As many as somebody can have."""


def _without_repeats(ids: list[UUID]) -> list[UUID]:
    return list(dict.fromkeys(ids))


class NotificationOut(BaseModel):
    """Something that one should know of a card."""

    id: UUID
    kind: NotificationKind
    card: CardRef
    actor_id: UUID | None = Field(None, description="Whose doing it is; null for nobody's.")
    actor_name: str | None = None
    created_at: datetime
    read_at: datetime | None = Field(None, description="Null while it is unread.")
    comment_id: UUID | None = Field(None, description="The comment that mentions one.")
    due_date: date | None = Field(None, description="The day of which it tells, if it is due.")


class NotificationsOut(BaseModel):
    """A page of notifications, the newest first."""

    items: list[NotificationOut]
    next_cursor: str | None = Field(None, description="Leads to the next page; null on the last.")
    unread: int = Field(description="How many are unread, on all pages.")


class NotificationsRead(Input):
    """Which notifications were read: some, or all."""

    ids: Annotated[list[UUID], Field(max_length=MOST_AT_ONCE), AfterValidator(_without_repeats)] = (
        Field(default_factory=list)
    )
    all: bool = Field(False, strict=True)
    read: bool = Field(True, strict=True, description="false makes them unread again.")

    @model_validator(mode="after")
    def _some_or_all(self) -> Self:
        if bool(self.ids) == self.all:
            raise ValueError("give either ids, or all as true")
        return self


class Unread(BaseModel):
    """How many notifications are unread."""

    unread: int
