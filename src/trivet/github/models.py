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
    false,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column

from trivet.platform.db.base import Base
from trivet.platform.db.types import Json, Moment


class Repository(Base):
    """A repository on GitHub as it is connected to one workspace.

    Connected by several workspaces it stands here several times, each time with the secret of its
    own webhook. Disconnected it has no secret; what cards show of it stays, and connecting it again
    goes on where it was. `name_key` is the full name as names are compared. `github_id` and
    `hook_id` are learned from GitHub's API where it was picked, else from the first delivery with a
    good signature, and forgotten with the secret: by the same name there may be another repository
    then.

    `picked` says that it was chosen from a list, and that its webhook is ours to keep; else somebody
    made one by hand. One that an installation of our App covers (`installation_id`) needs none.
    `problem` is the code of what keeps it from working, as of `checked_at`, and `hook_status` and
    `hook_message` are what GitHub said then of the webhook's last delivery. `polled_at` is when it
    was asked last for what webhooks did not bring, and `branches_seen_at` when all its branches were
    known: who is not among them from then on is gone. `reconciled_at` is when what webhooks missed was
    looked for last.

    `links_back`, `status_back` and `draft_on_push` say what we write on GitHub by ourselves: a comment
    that links a pull request to its cards, the status `trivet/card`, a draft pull request as soon as
    something is pushed to a branch that was made from a card.
    """

    __tablename__ = "repositories"
    __table_args__ = (
        Index("uq_repositories_workspace_id_name_key", "workspace_id", "name_key", unique=True),
        # Not unique: a hook's number is no secret, and whoever claims one must not keep it from
        # the workspace whose secret signs.
        Index("ix_repositories_hook_id", "hook_id"),
        Index("ix_repositories_github_id", "github_id"),
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
    picked: Mapped[bool] = mapped_column(default=False, server_default=false())
    installation_id: Mapped[int | None] = mapped_column(BigInteger)
    private: Mapped[bool | None]
    archived: Mapped[bool] = mapped_column(default=False, server_default=false())
    default_branch: Mapped[str | None] = mapped_column(String(255))
    problem: Mapped[str | None] = mapped_column(String(40))
    problem_detail: Mapped[str | None] = mapped_column(Text)
    problem_since: Mapped[datetime | None] = mapped_column(Moment)
    hook_status: Mapped[int | None] = mapped_column(Integer)
    hook_message: Mapped[str | None] = mapped_column(Text)
    checked_at: Mapped[datetime | None] = mapped_column(Moment)
    polled_at: Mapped[datetime | None] = mapped_column(Moment)
    branches_seen_at: Mapped[datetime | None] = mapped_column(Moment)
    links_back: Mapped[bool] = mapped_column(default=False, server_default=false())
    status_back: Mapped[bool] = mapped_column(default=False, server_default=false())
    draft_on_push: Mapped[bool] = mapped_column(default=False, server_default=false())
    reconciled_at: Mapped[datetime | None] = mapped_column(Moment)


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
    begin anew.

    What rules look at holds everything that was told, with GitHub's times, so that it does not matter in
    which order deliveries come (`history.py` has the shapes): `history` each state, `reviews` each
    review, `failures` each commit on which a check failed.

    `requested` are the logins and team names who are asked for a review; `review` sums up what reviewers
    say, and `checks` how many checks of its newest commit stand how, as `judging.py` tells. `mergeable` is null while GitHub has not found out.
    `synced_at` is when GitHub was last asked about it. `comment_id` and `status_told` are what we wrote
    there ourselves.
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
    opened_at: Mapped[datetime | None] = mapped_column(Moment)
    merged_at: Mapped[datetime | None] = mapped_column(Moment)
    head_sha: Mapped[str | None] = mapped_column(String(64))
    commits: Mapped[int | None] = mapped_column(Integer)
    mergeable: Mapped[bool | None]
    requested: Mapped[list[str]] = mapped_column(Json, default=list, server_default="[]")
    reviews: Mapped[list[Any]] = mapped_column(Json, default=list, server_default="[]")
    failures: Mapped[list[Any]] = mapped_column(Json, default=list, server_default="[]")
    review: Mapped[str | None] = mapped_column(String(20))
    checks: Mapped[dict[str, int]] = mapped_column(Json, default=dict, server_default="{}")
    synced_at: Mapped[datetime | None] = mapped_column(Moment)
    comment_id: Mapped[int | None] = mapped_column(BigInteger)
    status_told: Mapped[str | None] = mapped_column(String(100))


class PullRequestHead(Base):
    """A commit that is or was the newest one of a pull request: what checks say of it is of that."""

    __tablename__ = "pull_request_heads"
    __table_args__ = (Index("ix_pull_request_heads_sha", "sha"),)

    pull_request_id: Mapped[UUID] = mapped_column(
        ForeignKey("pull_requests.id", ondelete="CASCADE"), primary_key=True
    )
    sha: Mapped[str] = mapped_column(String(64), primary_key=True)


class PullRequestReference(Base):
    """A card that a pull request names, as of its newest delivery; whether there is one or not."""

    __tablename__ = "pull_request_references"
    __table_args__ = (Index("ix_pull_request_references_board_key_number", "board_key", "number"),)

    pull_request_id: Mapped[UUID] = mapped_column(
        ForeignKey("pull_requests.id", ondelete="CASCADE"), primary_key=True
    )
    board_key: Mapped[str] = mapped_column(String(10), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    closes: Mapped[bool]
    how: Mapped[str] = mapped_column(String(12))


class Check(Base):
    """What a check or a status says of a commit, as of the newest that was told.

    `source` is the app that checks (`app:29310`), or `status`; `number` is GitHub's, which grows: of two under one
    name the greater is the newer one. `said` is its own word for how it ended. `failed_at` is when it
    failed first, also if that was told after it succeeded.
    """

    __tablename__ = "checks"
    __table_args__ = (
        Index(
            "uq_checks_repository_id_github_id_sha_source_name",
            "repository_id",
            "github_id",
            "sha",
            "source",
            "name",
            unique=True,
        ),
        Index("ix_checks_received_at", "received_at"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    repository_id: Mapped[UUID] = mapped_column(ForeignKey("repositories.id", ondelete="CASCADE"))
    github_id: Mapped[int] = mapped_column(BigInteger)
    sha: Mapped[str] = mapped_column(String(64))
    source: Mapped[str] = mapped_column(String(100))
    name: Mapped[str] = mapped_column(String(255))
    state: Mapped[str] = mapped_column(String(8))
    said: Mapped[str | None] = mapped_column(String(255))
    url: Mapped[str | None] = mapped_column(Text)
    number: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime] = mapped_column(Moment)
    failed_at: Mapped[datetime | None] = mapped_column(Moment)
    received_at: Mapped[datetime] = mapped_column(Moment)


class PullRequestLink(Base):
    """A pull request of a card.

    `closes` says that merging it finishes the card, and `how` by what it is linked. Where a person took
    it away (`removed_at`), it stays away, whatever it names.
    """

    __tablename__ = "pull_request_links"
    __table_args__ = (Index("ix_pull_request_links_pull_request_id", "pull_request_id"),)

    card_id: Mapped[UUID] = mapped_column(
        ForeignKey("cards.id", ondelete="CASCADE"), primary_key=True
    )
    pull_request_id: Mapped[UUID] = mapped_column(
        ForeignKey("pull_requests.id", ondelete="CASCADE"), primary_key=True
    )
    linked_at: Mapped[datetime] = mapped_column(Moment)
    closes: Mapped[bool] = mapped_column(default=True, server_default=true())
    how: Mapped[str] = mapped_column(String(12), default="branch", server_default="branch")
    removed_at: Mapped[datetime | None] = mapped_column(Moment)


class Branch(Base):
    """A branch whose name says which cards it is for, or that was made from a card.

    One that is about to be made stands here as deleted, without a link, so that nothing that is told
    of it goes unheard.

    `changed_at` is GitHub's time of its creation or deletion, whichever is later; `creations` are
    the times at which it was created: one that was deleted may come again. `head_sha` and `pushed_at`
    are the commit that it points at, and when it was pushed. One that we made is told of by GitHub
    too: until `echo_until` that is no creation of its own.
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
    head_sha: Mapped[str | None] = mapped_column(String(64))
    pushed_at: Mapped[datetime | None] = mapped_column(Moment)
    echo_until: Mapped[datetime | None] = mapped_column(Moment)


class BranchLink(Base):
    """A branch of a card. It stays when the branch is deleted: that there was one is a fact.

    `chosen` says that it was made from the card, whatever its name says.
    """

    __tablename__ = "branch_links"
    __table_args__ = (Index("ix_branch_links_branch_id", "branch_id"),)

    card_id: Mapped[UUID] = mapped_column(
        ForeignKey("cards.id", ondelete="CASCADE"), primary_key=True
    )
    branch_id: Mapped[UUID] = mapped_column(
        ForeignKey("branches.id", ondelete="CASCADE"), primary_key=True
    )
    linked_at: Mapped[datetime] = mapped_column(Moment)
    chosen: Mapped[bool] = mapped_column(default=False, server_default=false())


class BoardRule(Base):
    """What a board's people chose for one event and some target branches; without a column: nothing.

    `base` is the name of a target branch, a pattern of such names, or empty for all that no other rule
    names. `needs` says whether one pull request of a card is enough (`any`) or it takes all that finish
    it (`all`); `back` whether the rule moves cards backwards too. What happened before `since` does not
    count for it.
    """

    __tablename__ = "board_rules"

    board_id: Mapped[UUID] = mapped_column(
        ForeignKey("boards.id", ondelete="CASCADE"), primary_key=True
    )
    event: Mapped[str] = mapped_column(String(24), primary_key=True)
    base: Mapped[str] = mapped_column(String(255), primary_key=True, default="", server_default="")
    column_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("columns.id", ondelete="CASCADE"), index=True
    )
    needs: Mapped[str] = mapped_column(String(3), default="any", server_default="any")
    back: Mapped[bool] = mapped_column(default=False, server_default=false())
    since: Mapped[datetime | None] = mapped_column(Moment)


class CardRule(Base):
    """What rules did with a card, as of the last look.

    `met` says how often each rule was met. `base_column_id` is where the card was put last by
    somebody or something else than a rule, and `base_met` what had been met by then: what was met
    since decides where it goes from there. `place_version` is the version of the card's place; a
    later one says that it was moved meanwhile. `moved_by` is the rule that moved it last. `held_back`
    says why a rule could not move it.
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
    held_back: Mapped[dict[str, Any] | None] = mapped_column(Json)


class BoardBranching(Base):
    """How the branches of a board's cards are called, and where they are usually made.

    Without a template there is the one of the house.
    """

    __tablename__ = "board_branching"

    board_id: Mapped[UUID] = mapped_column(
        ForeignKey("boards.id", ondelete="CASCADE"), primary_key=True
    )
    template: Mapped[str | None] = mapped_column(String(200))
    repository_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("repositories.id", ondelete="SET NULL")
    )


class PersonBranching(Base):
    """What somebody's branches begin with, such as `ada/`."""

    __tablename__ = "person_branching"

    user_id: Mapped[UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    prefix: Mapped[str] = mapped_column(String(60))


class Installation(Base):
    """An installation of our GitHub App, at some account, with the token that works there for an hour.

    Whoever mints the next token holds a lease in the row, which no transaction holds across the call.
    """

    __tablename__ = "github_installations"
    __table_args__ = (Index("uq_github_installations_github_id", "github_id", unique=True),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    github_id: Mapped[int] = mapped_column(BigInteger)
    account: Mapped[str] = mapped_column(String(100))
    suspended: Mapped[bool]
    token: Mapped[str | None] = mapped_column(Text)
    token_expires_at: Mapped[datetime | None] = mapped_column(Moment)
    lease_token: Mapped[UUID | None] = mapped_column(Uuid)
    lease_until: Mapped[datetime | None] = mapped_column(Moment)
    changed_at: Mapped[datetime] = mapped_column(Moment)
