"""Shapes of a card's places."""

from enum import StrEnum
from uuid import UUID

from pydantic import Field

from trivet.github.schemas import ConnectionState, ProblemOut, Via
from trivet.platform.schemas import Answer, Time
from trivet.platform.tasks.schemas import TaskOut


class PlaceState(StrEnum):
    """How a card stands in one of its places."""

    NONE = "none"
    IN_SYNC = "in_sync"
    PENDING = "pending"
    PROBLEM = "problem"


class PlaceProblem(Answer):
    """What is wrong in a place."""

    code: str
    detail: str = Field(description="What happened, and what to do next.")


class PlaceOut(Answer):
    """How a card stands in one of its places."""

    state: PlaceState = Field(description="`none`: it is not there.")
    synced_at: Time | None = Field(
        description="As of when what is shown is known to be true; null if nothing is known."
    )
    pending: list[TaskOut] = Field(description="What is under way there.")
    problems: list[PlaceProblem] = Field(description="What is wrong there; the state is `problem`.")


class BoardPlace(PlaceOut):
    """The card on its board, which is here."""

    board_id: UUID
    archived: bool


class RepositoryPlace(Answer):
    """A repository in which a card has something."""

    id: UUID
    full_name: str
    connected: bool = Field(description="Whether news of it still come.")
    state: ConnectionState
    via: Via = Field(description="How its news come.")
    synced_at: Time | None = Field(description="When news came last, or were looked for.")
    branches: int = Field(description="How many branches of the card are there.")
    pull_requests: int = Field(description="How many pull requests of the card are there.")
    problem: ProblemOut | None = None


class BranchPlace(PlaceOut):
    """The card's branches and pull requests on GitHub.

    `synced_at` is that of the repository of which least is known.
    """

    repositories: list[RepositoryPlace]


class PlacesOut(Answer):
    """A card in all its places."""

    whiteboard: PlaceOut
    board: BoardPlace
    branch: BranchPlace
