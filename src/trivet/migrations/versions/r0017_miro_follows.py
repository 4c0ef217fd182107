"""Boards in Miro that are looked at again and again, for whom, and what Miro tells of changes.

Revision: 0017, after 0016
"""

import sqlalchemy as sa
from alembic import op

from trivet.migrations.columns import JSON, MOMENT

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_LOOKS = ("polled_at", "polled_by", "poll_cost", "poll_every_s", "poll_took_s", "changed_at")


_OF_NONE = sa.text("workspace_id IS NULL")


def upgrade() -> None:
    # Tasks around Miro take turns by person: those of no workspace are found by another way.
    op.create_index(
        "ix_tasks_of_none",
        "tasks",
        ["id"],
        sqlite_where=_OF_NONE,
        postgresql_where=_OF_NONE,
    )
    for column in (
        sa.Column("polled_at", MOMENT, nullable=True),
        sa.Column("polled_by", sa.Uuid(), nullable=True),
        sa.Column("poll_cost", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("poll_every_s", sa.Float(), nullable=True),
        sa.Column("poll_took_s", sa.Float(), nullable=False, server_default="0"),
        sa.Column("changed_at", MOMENT, nullable=True),
    ):
        op.add_column("miro_boards", column)
    op.add_column("miro_tokens", sa.Column("limited_until", MOMENT, nullable=True))
    theirs: sa.Column[int] = sa.Column(
        "theirs_seq", sa.BigInteger(), nullable=False, server_default="0"
    )
    op.add_column("miro_items", theirs)
    # Whose the changes were that we know of was not noted.
    op.execute("UPDATE miro_items SET theirs_seq = seq")
    op.create_table(
        "miro_writes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("board_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("item_id", sa.String(length=32), nullable=True),
        sa.Column("body", JSON, nullable=True),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("sent_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["board_id"], ["miro_boards.id"], name="fk_miro_writes_board_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_miro_writes"),
    )
    op.create_index("ix_miro_writes_board_id", "miro_writes", ["board_id", "sent_at"])
    op.create_table(
        "miro_follows",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("board_id", sa.String(length=64), nullable=False),
        sa.Column("lasting", sa.Boolean(), nullable=False),
        sa.Column("until", MOMENT, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("problem", sa.String(length=64), nullable=True),
        sa.Column("retry_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_miro_follows_user_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["board_id"],
            ["miro_boards.id"],
            name="fk_miro_follows_board_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", "board_id", name="pk_miro_follows"),
    )
    op.create_index("ix_miro_follows_board_id", "miro_follows", ["board_id"])
    op.create_table(
        "miro_events",
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("board_id", sa.String(length=64), nullable=False),
        sa.Column("item_id", sa.String(length=32), nullable=True),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("done_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["board_id"], ["miro_boards.id"], name="fk_miro_events_board_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("fingerprint", name="pk_miro_events"),
    )
    op.create_index("ix_miro_events_board_id", "miro_events", ["board_id", "done_at"])


def downgrade() -> None:
    op.drop_index("ix_tasks_of_none", table_name="tasks")
    op.drop_table("miro_events")
    op.drop_table("miro_follows")
    op.drop_table("miro_writes")
    op.drop_column("miro_items", "theirs_seq")
    op.drop_column("miro_tokens", "limited_until")
    for name in _LOOKS:
        op.drop_column("miro_boards", name)
