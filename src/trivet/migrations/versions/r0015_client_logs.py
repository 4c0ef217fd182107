"""What clients log.

Revision: 0015, after 0014
"""

import sqlalchemy as sa
from alembic import op

from trivet.migrations.columns import MOMENT

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_IN_ORDER = ["happened_at", "id"]


def upgrade() -> None:
    op.create_table(
        "client_logs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("happened_at", MOMENT, nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("level", sa.String(length=8), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("context", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("request_id", sa.String(length=128), nullable=False),
        sa.Column("about_request_id", sa.String(length=128), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_client_logs_user_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_client_logs"),
    )
    op.create_index("ix_client_logs_happened_at_id", "client_logs", _IN_ORDER)
    for column in ("level", "user_id"):
        op.create_index(
            f"ix_client_logs_{column}_happened_at_id", "client_logs", [column, *_IN_ORDER]
        )
    op.create_index("ix_client_logs_request_id", "client_logs", ["request_id"])
    about_one = sa.text("about_request_id IS NOT NULL")
    op.create_index(
        "ix_client_logs_about_request_id",
        "client_logs",
        ["about_request_id"],
        sqlite_where=about_one,
        postgresql_where=about_one,
    )


def downgrade() -> None:
    op.drop_table("client_logs")
