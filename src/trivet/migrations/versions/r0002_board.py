"""Boards with their columns, labels and cards, and the log of each.

Revision: 0002, after 0001
"""

import sqlalchemy as sa
from alembic import op

from trivet.migrations.columns import JSON, MOMENT, RANK

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "boards",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.Column("structure_version", sa.Integer(), nullable=False),
        sa.Column("texts_emptied_to", sa.BigInteger(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("archived_at", MOMENT, nullable=True),
        sa.Column("deleted_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["created_by"], ["users.id"], name="fk_boards_created_by", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name="fk_boards_workspace_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_boards"),
        postgresql_with={"fillfactor": 20},
    )
    op.create_index("uq_boards_workspace_id_key", "boards", ["workspace_id", "key"], unique=True)
    op.create_table(
        "columns",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("board_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("category", sa.String(length=16), nullable=False),
        sa.Column("rank", RANK, nullable=False),
        sa.Column("wip_limit", sa.Integer(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.CheckConstraint("wip_limit > 0", name=op.f("ck_columns_wip_limit_positive")),
        sa.ForeignKeyConstraint(
            ["board_id"], ["boards.id"], name="fk_columns_board_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_columns"),
    )
    op.create_index("uq_columns_board_id_rank", "columns", ["board_id", "rank"], unique=True)
    op.create_table(
        "labels",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("board_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("color", sa.String(length=7), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["board_id"], ["boards.id"], name="fk_labels_board_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_labels"),
    )
    op.create_index("uq_labels_board_id_name", "labels", ["board_id", "name"], unique=True)
    op.create_table(
        "cards",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("board_id", sa.Uuid(), nullable=False),
        sa.Column("column_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("acceptance_criteria", sa.Text(), nullable=False),
        sa.Column("priority", sa.String(length=8), nullable=False),
        sa.Column("estimate", sa.Float(), nullable=True),
        sa.Column("start_date", sa.Date(), nullable=True),
        sa.Column("due_date", sa.Date(), nullable=True),
        sa.Column("rank", RANK, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("field_versions", JSON, nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("archived_at", MOMENT, nullable=True),
        sa.Column("deleted_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["board_id"], ["boards.id"], name="fk_cards_board_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["column_id"], ["columns.id"], name="fk_cards_column_id"),
        sa.ForeignKeyConstraint(
            ["created_by"], ["users.id"], name="fk_cards_created_by", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_cards"),
        postgresql_with={"fillfactor": 80},
    )
    op.create_index("uq_cards_board_id_number", "cards", ["board_id", "number"], unique=True)
    op.create_index(
        "uq_cards_column_id_rank",
        "cards",
        ["column_id", "rank"],
        unique=True,
        sqlite_where=sa.text("archived_at IS NULL AND deleted_at IS NULL"),
        postgresql_where=sa.text("archived_at IS NULL AND deleted_at IS NULL"),
    )
    op.create_table(
        "card_labels",
        sa.Column("card_id", sa.Uuid(), nullable=False),
        sa.Column("label_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["card_id"], ["cards.id"], name="fk_card_labels_card_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["label_id"], ["labels.id"], name="fk_card_labels_label_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("card_id", "label_id", name="pk_card_labels"),
    )
    op.create_index("ix_card_labels_label_id", "card_labels", ["label_id"])
    op.create_table(
        "card_assignees",
        sa.Column("card_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["card_id"], ["cards.id"], name="fk_card_assignees_card_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_card_assignees_user_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("card_id", "user_id", name="pk_card_assignees"),
    )
    op.create_index("ix_card_assignees_user_id", "card_assignees", ["user_id"])
    op.create_table(
        "board_events",
        sa.Column("board_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("card_id", sa.Uuid(), nullable=True),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("origin", sa.String(length=16), nullable=False),
        sa.Column("correlation_id", sa.String(length=128), nullable=True),
        sa.Column("payload", JSON, nullable=False),
        sa.Column("texts", JSON, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("board_id", "seq", name="pk_board_events"),
    )
    op.create_index("ix_board_events_card_id_seq", "board_events", ["card_id", "seq"])


def downgrade() -> None:
    op.drop_table("board_events")
    op.drop_table("card_assignees")
    op.drop_table("card_labels")
    op.drop_table("cards")
    op.drop_table("labels")
    op.drop_table("columns")
    op.drop_table("boards")
