"""What is known of boards in Miro, anew: when each item was seen, by whose account, and what sweeps a board.

What was cached goes, and is read again when somebody asks for it.

Revision: 0013, after 0012
"""

import sqlalchemy as sa
from alembic import op

from trivet.migrations.columns import JSON, MOMENT
from trivet.migrations.versions import r0012_whiteboards as before

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def _board_key(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["board_id"], ["miro_boards.id"], name=f"fk_{table}_board_id", ondelete="CASCADE"
    )


def upgrade() -> None:
    before.downgrade()
    _boards()
    _items()


def _boards() -> None:
    op.create_table(
        "miro_boards",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("document", JSON, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("epoch", sa.BigInteger(), nullable=False),
        sa.Column("graves_until", sa.BigInteger(), nullable=False),
        sa.Column("fetched_at", MOMENT, nullable=False),
        sa.Column("swept", JSON, nullable=False),
        sa.Column("tags_as_of", MOMENT, nullable=True),
        sa.Column("sync_task_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_miro_boards"),
    )
    op.create_table(
        "miro_board_access",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("board_id", sa.String(length=64), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("proven_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_miro_board_access_user_id", ondelete="CASCADE"
        ),
        _board_key("miro_board_access"),
        sa.PrimaryKeyConstraint("user_id", "board_id", name="pk_miro_board_access"),
    )
    op.create_index("ix_miro_board_access_board_id", "miro_board_access", ["board_id"])


def _items() -> None:
    op.create_table(
        "miro_items",
        sa.Column("board_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("type", sa.String(length=32), nullable=False),
        sa.Column("former_types", sa.Text(), nullable=False),
        sa.Column("document", JSON, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("fetched_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.Column("styled_at", MOMENT, nullable=True),
        sa.Column("deleted_at", MOMENT, nullable=True),
        _board_key("miro_items"),
        sa.PrimaryKeyConstraint("board_id", "id", name="pk_miro_items"),
    )
    op.create_index("ix_miro_items_board_id_seq", "miro_items", ["board_id", "seq"])
    op.create_table(
        "miro_tags",
        sa.Column("board_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("document", JSON, nullable=False),
        sa.Column("fetched_at", MOMENT, nullable=False),
        _board_key("miro_tags"),
        sa.PrimaryKeyConstraint("board_id", "id", name="pk_miro_tags"),
    )


def downgrade() -> None:
    before.downgrade()
    before.upgrade()
