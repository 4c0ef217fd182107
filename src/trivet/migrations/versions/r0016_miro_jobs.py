"""Queued work at Miro: jobs, and the operations of each.

Revision: 0016, after 0015
"""

import sqlalchemy as sa
from alembic import op

from trivet.migrations.columns import JSON, MOMENT

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_OPEN = sa.text("state IN ('pending', 'working', 'unknown')")


def upgrade() -> None:
    op.create_table(
        "miro_jobs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("board_id", sa.String(length=64), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("finished_at", MOMENT, nullable=True),
        sa.Column("cancelled_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_miro_jobs_user_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_miro_jobs"),
    )
    op.create_index("ix_miro_jobs_user_id", "miro_jobs", ["user_id", "id"])
    op.create_table(
        "miro_operations",
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("board_id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=True),
        sa.Column("action", sa.String(length=8), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("item_id", sa.String(length=32), nullable=True),
        sa.Column("body", JSON, nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("sent_at", MOMENT, nullable=True),
        sa.Column("sent_with", sa.Uuid(), nullable=True),
        sa.Column("sent_by", sa.String(length=64), nullable=True),
        sa.Column("sent_epoch", sa.BigInteger(), nullable=True),
        sa.Column("sent_after", sa.BigInteger(), nullable=True),
        sa.Column("lost_at", MOMENT, nullable=True),
        sa.Column("error", JSON, nullable=True),
        sa.ForeignKeyConstraint(
            ["job_id"], ["miro_jobs.id"], name="fk_miro_operations_job_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("job_id", "number", name="pk_miro_operations"),
    )
    op.create_index(
        "ix_miro_operations_open",
        "miro_operations",
        ["board_id", "job_id", "number"],
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )
    op.create_index("ix_miro_operations_item", "miro_operations", ["board_id", "item_id"])


def downgrade() -> None:
    op.drop_table("miro_operations")
    op.drop_table("miro_jobs")
