"""Shapes of the start and the finish of a card."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from trivet.cards.schemas import CardOut, Force
from trivet.github.schemas import BranchName
from trivet.platform.schemas import Answer, Body
from trivet.platform.tasks.schemas import TaskOut

ColumnId = Annotated[UUID, Field(strict=False)]


class CardStart(Body):
    """How work on a card begins; all of it may be left out."""

    column_id: ColumnId | None = Field(
        None,
        description="Where the card goes, unless it is further already; if absent, to the first column"
        " of category `started`, or where the board's rule for new branches leads, if that is further.",
    )
    assign: bool = Field(True, description="Whether I am assigned; others stay.")
    branch: bool | None = Field(
        None,
        description="Whether a branch is made; if absent, where that is possible. With `true`, why it"
        " is not possible is an error.",
    )
    repo_id: Annotated[UUID, Field(strict=False)] | None = Field(
        None, description="Where it is made; if absent, where the board's branches usually are."
    )
    branch_name: BranchName | None = Field(
        None, description="What it is called; as suggested if absent."
    )
    base_branch: BranchName | None = Field(
        None, description="Where it starts; from the repository's default branch if absent."
    )
    force: Force = False

    @property
    def insists(self) -> bool:
        """Whether a branch is wanted, and not only welcome."""
        named = (self.repo_id, self.branch_name, self.base_branch)
        return self.branch is True or (self.branch is None and any(named))


class CardFinish(Body):
    """How work on a card ends."""

    delete_branches: bool = Field(
        False, description="Whether the branches of its merged pull requests are deleted on GitHub."
    )
    force: Force = False


class ChangeRef(Answer):
    """What `POST /boards/{board_id}/undo` takes, to take back all of it at once."""

    seq: int
    batch_id: UUID | None = None


class StartOut(Answer):
    """What became of a start."""

    card: CardOut
    task: TaskOut | None = Field(None, description="It makes the branch; null if none is made.")
    branch_name: str | None = Field(
        None, description="The branch that is being made, or that the card has there already."
    )
    why_no_branch: str | None = Field(
        None, description="Why none is made though one was welcome, in one sentence."
    )
    undo: ChangeRef | None = Field(None, description="Null if nothing changed on the board.")
    cannot_undo: list[str] = Field(description="What an undo leaves as it is, in sentences.")


class MergedBranch(Answer):
    """A branch whose pull request is merged, and that is still there, as far as we know."""

    id: UUID
    repository: str
    name: str
    url: str | None = None


class FinishOut(Answer):
    """What became of a finish."""

    card: CardOut
    merged_branches: list[MergedBranch] = Field(description="Those that can be deleted.")
    task: TaskOut | None = Field(None, description="It deletes them; null if none are deleted.")
    undo: ChangeRef | None = Field(None, description="Null if nothing changed on the board.")
    cannot_undo: list[str] = Field(description="What an undo leaves as it is, in sentences.")
