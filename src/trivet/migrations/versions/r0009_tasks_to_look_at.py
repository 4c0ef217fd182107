"""Indexes for those who look at tasks: by lane, which is never null, and apart those that are open or
dead, which are few among the many that are done.

Revision: 0009, after 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

UNSETTLED = "state IN ('queued', 'running', 'retrying', 'failed', 'indeterminate')"


def upgrade() -> None:
    op.drop_index("ix_tasks_workspace", table_name="tasks")
    op.create_index("ix_tasks_lane", "tasks", ["lane", "id"])
    op.create_index(
        "ix_tasks_unsettled",
        "tasks",
        ["lane", "id"],
        sqlite_where=sa.text(UNSETTLED),
        postgresql_where=sa.text(UNSETTLED),
    )


def downgrade() -> None:
    op.drop_index("ix_tasks_unsettled", table_name="tasks")
    op.drop_index("ix_tasks_lane", table_name="tasks")
    op.create_index("ix_tasks_workspace", "tasks", ["workspace_id", "id"])
