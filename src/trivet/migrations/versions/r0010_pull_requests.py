"""Pull requests with reviews, checks and what they name; rules per target branch; writing back.

Revision: 0010, after 0009
"""

import sqlalchemy as sa
from alembic import op

from trivet.migrations.columns import JSON, MOMENT

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_PULL_REQUESTS = (
    *("opened_at", "merged_at", "head_sha", "commits", "mergeable", "requested", "reviews"),
    *("failures", "review", "checks", "synced_at", "comment_id", "status_told"),
)
_LINKS = ("closes", "how", "removed_at")
_REPOSITORIES = ("links_back", "status_back", "draft_on_push", "reconciled_at")
_CARD_RULES = ("held_back",)
_EVENTS = ("review_requested", "changes_requested", "approved", "checks_failed", "closed")
_RULES = ("base", "needs", "back", "since")


def upgrade() -> None:
    _pull_requests()
    for column in (
        sa.Column("closes", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.Column("how", sa.String(length=12), nullable=False, server_default="branch"),
        sa.Column("removed_at", MOMENT, nullable=True),
    ):
        op.add_column("pull_request_links", column)
    for column in (
        sa.Column("links_back", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("status_back", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("draft_on_push", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("reconciled_at", MOMENT, nullable=True),
    ):
        op.add_column("repositories", column)
    op.add_column("card_rules", sa.Column("held_back", JSON, nullable=True))
    _references()
    _checks()
    _rules()


def downgrade() -> None:
    op.execute(
        "DELETE FROM board_rules "
        "WHERE base != '' OR event IN ('review_requested', 'changes_requested', 'approved', "
        "'checks_failed', 'closed')"
    )
    with op.batch_alter_table("board_rules") as table:
        table.drop_constraint("pk_board_rules", type_="primary")
        for column in _RULES:
            table.drop_column(column)
        table.create_primary_key("pk_board_rules", ["board_id", "event"])
    op.execute("DELETE FROM pull_request_links WHERE removed_at IS NOT NULL OR NOT closes")
    _forget_new_rules()
    op.drop_table("checks")
    op.drop_table("pull_request_references")
    op.drop_table("pull_request_heads")
    for column in _CARD_RULES:
        op.drop_column("card_rules", column)
    for column in _REPOSITORIES:
        op.drop_column("repositories", column)
    for column in _LINKS:
        op.drop_column("pull_request_links", column)
    for column in _PULL_REQUESTS:
        op.drop_column("pull_requests", column)


def _pull_requests() -> None:
    for column in (
        sa.Column("opened_at", MOMENT, nullable=True),
        sa.Column("merged_at", MOMENT, nullable=True),
        sa.Column("head_sha", sa.String(length=64), nullable=True),
        sa.Column("commits", sa.Integer(), nullable=True),
        sa.Column("mergeable", sa.Boolean(), nullable=True),
        sa.Column("requested", JSON, nullable=False, server_default="[]"),
        sa.Column("reviews", JSON, nullable=False, server_default="[]"),
        sa.Column("failures", JSON, nullable=False, server_default="[]"),
        sa.Column("review", sa.String(length=20), nullable=True),
        sa.Column("checks", JSON, nullable=False, server_default="{}"),
        sa.Column("synced_at", MOMENT, nullable=True),
        sa.Column("comment_id", sa.BigInteger(), nullable=True),
        sa.Column("status_told", sa.String(length=100), nullable=True),
    ):
        op.add_column("pull_requests", column)
    op.create_table(
        "pull_request_heads",
        sa.Column("pull_request_id", sa.Uuid(), nullable=False),
        sa.Column("sha", sa.String(length=64), nullable=False),
        _to("pull_request_heads", "pull_request_id", "pull_requests.id"),
        sa.PrimaryKeyConstraint("pull_request_id", "sha", name="pk_pull_request_heads"),
    )
    op.create_index("ix_pull_request_heads_sha", "pull_request_heads", ["sha"])


def _references() -> None:
    op.create_table(
        "pull_request_references",
        sa.Column("pull_request_id", sa.Uuid(), nullable=False),
        sa.Column("board_key", sa.String(length=10), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("closes", sa.Boolean(), nullable=False),
        sa.Column("how", sa.String(length=12), nullable=False),
        _to("pull_request_references", "pull_request_id", "pull_requests.id"),
        sa.PrimaryKeyConstraint(
            "pull_request_id", "board_key", "number", name="pk_pull_request_references"
        ),
    )
    op.create_index(
        "ix_pull_request_references_board_key_number",
        "pull_request_references",
        ["board_key", "number"],
    )
    # What shows on cards was named, and finishes them; more is not known of the time before.
    op.execute(
        "INSERT INTO pull_request_references (pull_request_id, board_key, number, closes, how) "
        "SELECT pull_request_links.pull_request_id, boards.key, cards.number, TRUE, 'branch' "
        "FROM pull_request_links JOIN cards ON cards.id = pull_request_links.card_id "
        "JOIN boards ON boards.id = cards.board_id"
    )


def _checks() -> None:
    op.create_table(
        "checks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("repository_id", sa.Uuid(), nullable=False),
        sa.Column("github_id", sa.BigInteger(), nullable=False),
        sa.Column("sha", sa.String(length=64), nullable=False),
        sa.Column("source", sa.String(length=100), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("said", sa.String(length=255), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("failed_at", MOMENT, nullable=True),
        sa.Column("received_at", MOMENT, nullable=False),
        _to("checks", "repository_id", "repositories.id"),
        sa.PrimaryKeyConstraint("id", name="pk_checks"),
    )
    op.create_index(
        "uq_checks_repository_id_github_id_sha_source_name",
        "checks",
        ["repository_id", "github_id", "sha", "source", "name"],
        unique=True,
    )
    op.create_index("ix_checks_received_at", "checks", ["received_at"])


def _rules() -> None:
    """A rule may say for which target branches it is; what was chosen so far is for all of them."""
    for column in (
        sa.Column("base", sa.String(length=255), nullable=False, server_default=""),
        sa.Column("needs", sa.String(length=3), nullable=False, server_default="any"),
        sa.Column("back", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("since", MOMENT, nullable=True),
    ):
        op.add_column("board_rules", column)
    with op.batch_alter_table("board_rules") as table:
        table.drop_constraint("pk_board_rules", type_="primary")
        table.create_primary_key("pk_board_rules", ["board_id", "event", "base"])
    op.execute("UPDATE board_rules SET needs = 'all' WHERE event = 'merged'")


def _forget_new_rules() -> None:
    """Count only the rules that were there before, under the names that they had."""
    rows = sa.table(
        "card_rules",
        sa.column("card_id", sa.Uuid()),
        sa.column("met", JSON),
        sa.column("base_met", JSON),
        sa.column("moved_by", sa.String()),
    )
    bind = op.get_bind()
    for row in bind.execute(sa.select(rows)).all():
        kept = {
            "met": {name: count for name, count in row.met.items() if not _is_new(name)},
            "base_met": {name: count for name, count in row.base_met.items() if not _is_new(name)},
            "moved_by": None if row.moved_by in _EVENTS else row.moved_by,
        }
        if kept != {name: getattr(row, name) for name in kept}:
            bind.execute(sa.update(rows).where(rows.c.card_id == row.card_id).values(kept))


def _is_new(name: str) -> bool:
    return name == "order" or name in _EVENTS or any(sign in name for sign in "#>@")


def _to(table: str, column: str, target: str, ondelete: str = "CASCADE") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [target], name=f"fk_{table}_{column}", ondelete=ondelete
    )
