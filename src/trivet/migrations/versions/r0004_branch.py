"""The branch: repositories, their deliveries, pull requests, branches, and rules that move cards.

Revision: 0004, after 0003
"""

import sqlalchemy as sa
from alembic import op

from trivet.migrations.columns import JSON, MOMENT

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _repositories()
    _deliveries()
    _pull_requests()
    _branches()
    _rules()


def _repositories() -> None:
    op.create_table(
        "repositories",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("full_name", sa.String(length=141), nullable=False),
        sa.Column("name_key", sa.String(length=141), nullable=False),
        sa.Column("github_id", sa.BigInteger(), nullable=True),
        sa.Column("hook_id", sa.BigInteger(), nullable=True),
        sa.Column("secret", sa.Text(), nullable=True),
        sa.Column("connected_by", sa.Uuid(), nullable=True),
        sa.Column("connected_at", MOMENT, nullable=False),
        sa.Column("first_delivery_at", MOMENT, nullable=True),
        _belongs("repositories", "workspace_id", "workspaces"),
        _belongs("repositories", "connected_by", "users", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_repositories"),
    )
    op.create_index(
        "uq_repositories_workspace_id_name_key",
        "repositories",
        ["workspace_id", "name_key"],
        unique=True,
    )
    op.create_index("ix_repositories_hook_id", "repositories", ["hook_id"])


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("repository_id", sa.Uuid(), nullable=False),
        sa.Column("hook_id", sa.BigInteger(), nullable=False),
        sa.Column("guid", sa.String(length=100), nullable=False),
        sa.Column("event", sa.String(length=64), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("request_id", sa.String(length=128), nullable=True),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("processed_at", MOMENT, nullable=True),
        _belongs("deliveries", "repository_id", "repositories"),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
    )
    op.create_index(
        "uq_deliveries_repository_id_hook_id_guid",
        "deliveries",
        ["repository_id", "hook_id", "guid"],
        unique=True,
    )
    op.create_index(
        "ix_deliveries_repository_id_received_at", "deliveries", ["repository_id", "received_at"]
    )
    op.create_index("ix_deliveries_received_at", "deliveries", ["received_at"])


def _pull_requests() -> None:
    op.create_table(
        "pull_requests",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("repository_id", sa.Uuid(), nullable=False),
        sa.Column("github_id", sa.BigInteger(), nullable=False),
        sa.Column("repository", sa.String(length=141), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("branch", sa.Text(), nullable=False),
        sa.Column("base", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("foreign", sa.Boolean(), nullable=False),
        sa.Column("history", JSON, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        _belongs("pull_requests", "repository_id", "repositories"),
        sa.PrimaryKeyConstraint("id", name="pk_pull_requests"),
    )
    op.create_index(
        "uq_pull_requests_repository_id_github_id_number",
        "pull_requests",
        ["repository_id", "github_id", "number"],
        unique=True,
    )
    _link("pull_request_links", "pull_request_id", "pull_requests")


def _branches() -> None:
    op.create_table(
        "branches",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("repository_id", sa.Uuid(), nullable=False),
        sa.Column("github_id", sa.BigInteger(), nullable=False),
        sa.Column("repository", sa.String(length=141), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("creations", JSON, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        _belongs("branches", "repository_id", "repositories"),
        sa.PrimaryKeyConstraint("id", name="pk_branches"),
    )
    op.create_index(
        "uq_branches_repository_id_github_id_name",
        "branches",
        ["repository_id", "github_id", "name"],
        unique=True,
    )
    _link("branch_links", "branch_id", "branches")


def _rules() -> None:
    op.create_table(
        "board_rules",
        sa.Column("board_id", sa.Uuid(), nullable=False),
        sa.Column("event", sa.String(length=24), nullable=False),
        sa.Column("column_id", sa.Uuid(), nullable=True),
        _belongs("board_rules", "board_id", "boards"),
        _belongs("board_rules", "column_id", "columns"),
        sa.PrimaryKeyConstraint("board_id", "event", name="pk_board_rules"),
    )
    op.create_index("ix_board_rules_column_id", "board_rules", ["column_id"])
    op.create_table(
        "card_rules",
        sa.Column("card_id", sa.Uuid(), nullable=False),
        sa.Column("met", JSON, nullable=False),
        sa.Column("base_met", JSON, nullable=False),
        sa.Column("base_column_id", sa.Uuid(), nullable=False),
        sa.Column("place_version", sa.Integer(), nullable=False),
        sa.Column("moved_by", sa.String(length=24), nullable=True),
        _belongs("card_rules", "card_id", "cards"),
        sa.PrimaryKeyConstraint("card_id", name="pk_card_rules"),
    )


def _link(name: str, column: str, table: str) -> None:
    op.create_table(
        name,
        sa.Column("card_id", sa.Uuid(), nullable=False),
        sa.Column(column, sa.Uuid(), nullable=False),
        sa.Column("linked_at", MOMENT, nullable=False),
        _belongs(name, "card_id", "cards"),
        _belongs(name, column, table),
        sa.PrimaryKeyConstraint("card_id", column, name=f"pk_{name}"),
    )
    op.create_index(f"ix_{name}_{column}", name, [column])


def _belongs(
    table: str, column: str, parent: str, ondelete: str = "CASCADE"
) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{parent}.id"], name=f"fk_{table}_{column}", ondelete=ondelete
    )


def downgrade() -> None:
    for table in (
        *("card_rules", "board_rules", "branch_links", "branches"),
        *("pull_request_links", "pull_requests", "deliveries", "repositories"),
    ):
        op.drop_table(table)
