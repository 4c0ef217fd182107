"""What is known of boards in Miro: items, tags, and who may read them.

Revision: 0012, after 0011
"""

import sqlalchemy as sa
from alembic import op

from trivet.migrations.columns import JSON, MOMENT

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def _board_key(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["board_id"], ["miro_boards.id"], name=f"fk_{table}_board_id", ondelete="CASCADE"
    )


def upgrade() -> None:
    op.create_table(
        "miro_boards",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("document", JSON, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("fetched_at", MOMENT, nullable=False),
        sa.Column("swept", JSON, nullable=False),
        sa.Column("tags_as_of", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_miro_boards"),
    )
    op.create_table(
        "miro_board_access",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("board_id", sa.String(length=64), nullable=False),
        sa.Column("proven_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_miro_board_access_user_id", ondelete="CASCADE"
        ),
        _board_key("miro_board_access"),
        sa.PrimaryKeyConstraint("user_id", "board_id", name="pk_miro_board_access"),
    )
    op.create_index("ix_miro_board_access_board_id", "miro_board_access", ["board_id"])
    op.create_table(
        "miro_items",
        sa.Column("board_id", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("type", sa.String(length=32), nullable=False),
        sa.Column("document", JSON, nullable=False),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("fetched_at", MOMENT, nullable=False),
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
    for table in ("miro_tags", "miro_items", "miro_board_access", "miro_boards"):
        op.drop_table(table)
