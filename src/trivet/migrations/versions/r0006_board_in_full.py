"""The board in full: checklists, links, comments, dependencies, old keys, batches, notifications.

Revision: 0006, after 0005
"""

import sqlalchemy as sa
from alembic import op

from trivet.migrations.columns import JSON, MOMENT

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "columns", sa.Column("wip_hard", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("board_events", sa.Column("batch_id", sa.Uuid(), nullable=True))
    _partial("ix_board_events_batch_id", "board_events", ["board_id", "batch_id"], "batch_id")
    for name in ("checklist", "links"):
        op.add_column("cards", sa.Column(name, JSON, nullable=False, server_default="[]"))
    op.add_column("cards", sa.Column("parent_id", sa.Uuid(), nullable=True))
    op.add_column(
        "cards", sa.Column("comment_count", sa.Integer(), nullable=False, server_default="0")
    )
    _partial("ix_cards_parent_id", "cards", ["parent_id"], "parent_id")
    _partial("ix_cards_deleted_at", "cards", ["deleted_at"], "deleted_at")
    _dependencies()
    _aliases()
    _comments()
    _notifications()


def downgrade() -> None:
    for table in ("notifications", "comments", "card_aliases", "card_dependencies"):
        op.drop_table(table)
    op.drop_index("ix_cards_deleted_at", "cards")
    op.drop_index("ix_cards_parent_id", "cards")
    for column in ("comment_count", "parent_id", "links", "checklist"):
        op.drop_column("cards", column)
    op.drop_index("ix_board_events_batch_id", "board_events")
    op.drop_column("board_events", "batch_id")
    op.drop_column("columns", "wip_hard")


def _partial(name: str, table: str, columns: list[str], given: str) -> None:
    where = sa.text(f"{given} IS NOT NULL")
    op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)


def _dependencies() -> None:
    op.create_table(
        "card_dependencies",
        sa.Column("blocked_id", sa.Uuid(), nullable=False),
        sa.Column("blocker_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        _to("card_dependencies", "blocked_id", "cards.id"),
        _to("card_dependencies", "blocker_id", "cards.id"),
        sa.PrimaryKeyConstraint("blocked_id", "blocker_id", name="pk_card_dependencies"),
    )
    op.create_index("ix_card_dependencies_blocker_id", "card_dependencies", ["blocker_id"])


def _aliases() -> None:
    op.create_table(
        "card_aliases",
        sa.Column("board_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("card_id", sa.Uuid(), nullable=False),
        _to("card_aliases", "board_id", "boards.id"),
        _to("card_aliases", "card_id", "cards.id"),
        sa.PrimaryKeyConstraint("board_id", "number", name="pk_card_aliases"),
    )
    op.create_index("ix_card_aliases_card_id", "card_aliases", ["card_id"])


def _comments() -> None:
    op.create_table(
        "comments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("card_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("edited_at", MOMENT, nullable=True),
        sa.Column("deleted_at", MOMENT, nullable=True),
        _to("comments", "card_id", "cards.id"),
        _to("comments", "author_id", "users.id", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_comments"),
    )
    op.create_index("ix_comments_card_id_id", "comments", ["card_id", "id"])


def _notifications() -> None:
    op.create_table(
        "notifications",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("card_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("about", sa.String(length=64), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("read_at", MOMENT, nullable=True),
        _to("notifications", "user_id", "users.id"),
        _to("notifications", "card_id", "cards.id"),
        _to("notifications", "actor_id", "users.id", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_notifications"),
    )
    op.create_index(
        "uq_notifications_user_id_card_id_kind_about",
        "notifications",
        ["user_id", "card_id", "kind", "about"],
        unique=True,
    )
    op.create_index("ix_notifications_user_id_id", "notifications", ["user_id", "id"])
    op.create_index("ix_notifications_created_at", "notifications", ["created_at"])
    unread = sa.text("read_at IS NULL")
    op.create_index(
        "ix_notifications_unread",
        "notifications",
        ["user_id"],
        sqlite_where=unread,
        postgresql_where=unread,
    )


def _to(table: str, column: str, target: str, ondelete: str = "CASCADE") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [target], name=f"fk_{table}_{column}", ondelete=ondelete
    )
