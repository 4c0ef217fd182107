"""Tables of the branch: repositories, what they deliver, pull requests, branches, rules."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
    Uuid,
)
from sqlalchemy.orm import Mapped, mapped_column

from trivet.platform.db.base import Base
from trivet.platform.db.types import Json, Moment


class Repository(Base):
    """A repository on GitHub as it is connected to one workspace.

    Connected by several workspaces it stands here several times, each time with the secret of its
    own webhook. Disconnected it has no secret; what cards show of it stays, and connecting it again
    goes on where it was. `name_key` is the full name as names are compared. `github_id` and
    `hook_id` are learned from the first delivery with a good signature, and forgotten with the
    secret: by the same name there may be another repository then.
    """

    __tablename__ = "repositories"
    __table_args__ = (
        Index("uq_repositories_workspace_id_name_key", "workspace_id", "name_key", unique=True),
        # Not unique: a hook's number is no secret, and whoever claims one must not keep it from
        # the workspace whose secret signs.
        Index("ix_repositories_hook_id", "hook_id"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    workspace_id: Mapped[UUID] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"))
    full_name: Mapped[str] = mapped_column(String(141))
    name_key: Mapped[str] = mapped_column(String(141))
    github_id: Mapped[int | None] = mapped_column(BigInteger)
    hook_id: Mapped[int | None] = mapped_column(BigInteger)
    secret: Mapped[str | None] = mapped_column(Text)
    connected_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    connected_at: Mapped[datetime] = mapped_column(Moment)
    first_delivery_at: Mapped[datetime | None] = mapped_column(Moment)


class Delivery(Base):
    """One delivery of a webhook, as it came. Its story is that of its task.

    `body` is compressed, and given up some days after it was worked on. `processed_at` is set by
    the transaction that does what it says, and by nothing else.
    """

    __tablename__ = "deliveries"
    __table_args__ = (
        Index(
            "uq_deliveries_repository_id_hook_id_guid",
            "repository_id",
            "hook_id",
            "guid",
            unique=True,
        ),
        Index("ix_deliveries_repository_id_received_at", "repository_id", "received_at"),
        Index("ix_deliveries_received_at", "received_at"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    repository_id: Mapped[UUID] = mapped_column(ForeignKey("repositories.id", ondelete="CASCADE"))
    hook_id: Mapped[int] = mapped_column(BigInteger)
    guid: Mapped[str] = mapped_column(String(100))
    event: Mapped[str] = mapped_column(String(64))
    body: Mapped[bytes | None] = mapped_column(LargeBinary)
    request_id: Mapped[str | None] = mapped_column(String(128))
    task_id: Mapped[UUID] = mapped_column(Uuid)
    received_at: Mapped[datetime] = mapped_column(Moment)
    processed_at: Mapped[datetime | None] = mapped_column(Moment)


class PullRequest(Base):
    """A pull request, as the newest delivery says, by GitHub's own time.

    `github_id` is the repository's: under one name there may be another one later, whose numbers
    begin anew. `history` holds each state that a delivery told of, with its time: what rules look
    at, so that it does not matter in which order deliveries come.
    """

    __tablename__ = "pull_requests"
    __table_args__ = (
        Index(
            "uq_pull_requests_repository_id_github_id_number",
            "repository_id",
            "github_id",
            "number",
            unique=True,
        ),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    repository_id: Mapped[UUID] = mapped_column(ForeignKey("repositories.id", ondelete="CASCADE"))
    github_id: Mapped[int] = mapped_column(BigInteger)
    repository: Mapped[str] = mapped_column(String(141))
    number: Mapped[int] = mapped_column(Integer)
    title: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(8))
    branch: Mapped[str] = mapped_column(Text)
    base: Mapped[str] = mapped_column(Text)
    author: Mapped[str | None] = mapped_column(Text)
    url: Mapped[str | None] = mapped_column(Text)
    # From a fork of somebody who is no collaborator: it is shown, and moves nothing.
    foreign: Mapped[bool]
    history: Mapped[list[Any]] = mapped_column(Json)
    updated_at: Mapped[datetime] = mapped_column(Moment)
    received_at: Mapped[datetime] = mapped_column(Moment)


class PullRequestLink(Base):
    """A pull request of a card."""

    __tablename__ = "pull_request_links"
    __table_args__ = (Index("ix_pull_request_links_pull_request_id", "pull_request_id"),)

    card_id: Mapped[UUID] = mapped_column(
        ForeignKey("cards.id", ondelete="CASCADE"), primary_key=True
    )
    pull_request_id: Mapped[UUID] = mapped_column(
        ForeignKey("pull_requests.id", ondelete="CASCADE"), primary_key=True
    )
    linked_at: Mapped[datetime] = mapped_column(Moment)


class Branch(Base):
    """A branch whose name says which cards it is for.

    `changed_at` is GitHub's time of its creation or deletion, whichever is later; `creations` are
    the times at which it was created: one that was deleted may come again.
    """

    __tablename__ = "branches"
    __table_args__ = (
        Index(
            "uq_branches_repository_id_github_id_name",
            "repository_id",
            "github_id",
            "name",
            unique=True,
        ),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    repository_id: Mapped[UUID] = mapped_column(ForeignKey("repositories.id", ondelete="CASCADE"))
    github_id: Mapped[int] = mapped_column(BigInteger)
    repository: Mapped[str] = mapped_column(String(141))
    name: Mapped[str] = mapped_column(String(300))
    url: Mapped[str | None] = mapped_column(Text)
    deleted: Mapped[bool]
    creations: Mapped[list[str]] = mapped_column(Json)
    changed_at: Mapped[datetime] = mapped_column(Moment)


class BranchLink(Base):
    """A branch of a card. It stays when the branch is deleted: that there was one is a fact."""

    __tablename__ = "branch_links"
    __table_args__ = (Index("ix_branch_links_branch_id", "branch_id"),)

    card_id: Mapped[UUID] = mapped_column(
        ForeignKey("cards.id", ondelete="CASCADE"), primary_key=True
    )
    branch_id: Mapped[UUID] = mapped_column(
        ForeignKey("branches.id", ondelete="CASCADE"), primary_key=True
    )
    linked_at: Mapped[datetime] = mapped_column(Moment)


class BoardRule(Base):
    """What a board's people chose for one event; without a column: nothing."""

    __tablename__ = "board_rules"

    board_id: Mapped[UUID] = mapped_column(
        ForeignKey("boards.id", ondelete="CASCADE"), primary_key=True
    )
    event: Mapped[str] = mapped_column(String(24), primary_key=True)
    column_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("columns.id", ondelete="CASCADE"), index=True
    )


class CardRule(Base):
    """What rules did with a card, as of the last look.

    `met` says how often each rule was met. `base_column_id` is where the card was put last by
    somebody or something else than a rule, and `base_met` what had been met by then: what was met
    since decides where it goes from there. `place_version` is the version of the card's place; a
    later one says that it was moved meanwhile. `moved_by` is the rule that moved it last.
    """

    __tablename__ = "card_rules"

    card_id: Mapped[UUID] = mapped_column(
        ForeignKey("cards.id", ondelete="CASCADE"), primary_key=True
    )
    met: Mapped[dict[str, int]] = mapped_column(Json)
    base_met: Mapped[dict[str, int]] = mapped_column(Json)
    base_column_id: Mapped[UUID] = mapped_column(Uuid)
    place_version: Mapped[int] = mapped_column(Integer)
    moved_by: Mapped[str | None] = mapped_column(String(24))
