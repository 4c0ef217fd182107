"""Shapes of what we write on GitHub by ourselves, and of who has it switched on."""

from enum import StrEnum
from uuid import UUID

from pydantic import Field

from trivet.platform.schemas import Answer, Time


class WritesAs(StrEnum):
    """In whose name we write."""

    APP = "app"
    PERSON = "person"


class WritingProblemOut(Answer):
    """What could not be written last."""

    detail: str = Field(description="What happened, and what to do next.")
    at: Time
    task_id: UUID = Field(description="The task that failed; it may be tried again.")


class WritingOut(Answer):
    """What Trivet writes on GitHub in a repository by itself; nothing unless an admin wants it."""

    links_back: bool = Field(description="Pull requests get a comment that links their cards.")
    status_back: bool = Field(
        description="Their newest commits get the status `trivet/card`: whether a card that would be "
        "finished waits for others."
    )
    draft_on_push: bool = Field(
        description="The first push to a branch that was made from a card opens a draft pull request."
    )
    writes_as: WritesAs | None = Field(
        description="The GitHub App, or the person who connected it; null if nobody can."
    )
    login: str | None = Field(description="That person's login.")
    why_not: str | None = Field(description="Why nobody can, in one sentence.")
    problem: WritingProblemOut | None = Field(
        description="What went wrong last, until something can be written again."
    )
