"""What GitHub says of repositories and branches, names of branches, installations of our App.

Revision: 0008, after 0007
"""

import sqlalchemy as sa
from alembic import op

from trivet.migrations.columns import MOMENT

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_REPOSITORIES = ("picked", "installation_id", "private", "archived", "default_branch")
_HEALTH = (
    *("problem", "problem_detail", "problem_since", "hook_status", "hook_message"),
    *("checked_at", "polled_at", "branches_seen_at"),
)
_BRANCHES = ("head_sha", "pushed_at", "echo_until")


def upgrade() -> None:
    for column in (
        sa.Column("picked", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("installation_id", sa.BigInteger(), nullable=True),
        sa.Column("private", sa.Boolean(), nullable=True),
        sa.Column("archived", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("default_branch", sa.String(length=255), nullable=True),
        sa.Column("problem", sa.String(length=40), nullable=True),
        sa.Column("problem_detail", sa.Text(), nullable=True),
        sa.Column("problem_since", MOMENT, nullable=True),
        sa.Column("hook_status", sa.Integer(), nullable=True),
        sa.Column("hook_message", sa.Text(), nullable=True),
        sa.Column("checked_at", MOMENT, nullable=True),
        sa.Column("polled_at", MOMENT, nullable=True),
        sa.Column("branches_seen_at", MOMENT, nullable=True),
    ):
        op.add_column("repositories", column)
    op.create_index("ix_repositories_github_id", "repositories", ["github_id"])
    for column in (
        sa.Column("head_sha", sa.String(length=64), nullable=True),
        sa.Column("pushed_at", MOMENT, nullable=True),
        sa.Column("echo_until", MOMENT, nullable=True),
    ):
        op.add_column("branches", column)
    op.add_column(
        "branch_links",
        sa.Column("chosen", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    _naming()
    _installations()


def downgrade() -> None:
    for table in ("github_installations", "person_branching", "board_branching"):
        op.drop_table(table)
    op.drop_column("branch_links", "chosen")
    for column in _BRANCHES:
        op.drop_column("branches", column)
    op.drop_index("ix_repositories_github_id", "repositories")
    for column in (*_REPOSITORIES, *_HEALTH):
        op.drop_column("repositories", column)


def _naming() -> None:
    op.create_table(
        "board_branching",
        sa.Column("board_id", sa.Uuid(), nullable=False),
        sa.Column("template", sa.String(length=200), nullable=True),
        sa.Column("repository_id", sa.Uuid(), nullable=True),
        _to("board_branching", "board_id", "boards.id"),
        _to("board_branching", "repository_id", "repositories.id", "SET NULL"),
        sa.PrimaryKeyConstraint("board_id", name="pk_board_branching"),
    )
    op.create_table(
        "person_branching",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("prefix", sa.String(length=60), nullable=False),
        _to("person_branching", "user_id", "users.id"),
        sa.PrimaryKeyConstraint("user_id", name="pk_person_branching"),
    )


def _installations() -> None:
    op.create_table(
        "github_installations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("github_id", sa.BigInteger(), nullable=False),
        sa.Column("account", sa.String(length=100), nullable=False),
        sa.Column("suspended", sa.Boolean(), nullable=False),
        sa.Column("token", sa.Text(), nullable=True),
        sa.Column("token_expires_at", MOMENT, nullable=True),
        sa.Column("lease_token", sa.Uuid(), nullable=True),
        sa.Column("lease_until", MOMENT, nullable=True),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_github_installations"),
    )
    op.create_index(
        "uq_github_installations_github_id", "github_installations", ["github_id"], unique=True
    )


def _to(table: str, column: str, target: str, ondelete: str = "CASCADE") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [target], name=f"fk_{table}_{column}", ondelete=ondelete
    )
