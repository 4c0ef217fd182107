"""Boards in Miro: what sweeps them, and from where on their changes are known.

Revision: 0013, after 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_COUNTS = ("epoch", "graves_until")


def upgrade() -> None:
    for name in _COUNTS:
        column = sa.Column(name, sa.BigInteger(), nullable=False, server_default="0")
        op.add_column("miro_boards", column)
    op.add_column("miro_boards", sa.Column("sync_task_id", sa.Uuid(), nullable=True))


def downgrade() -> None:
    for name in ("sync_task_id", *_COUNTS):
        op.drop_column("miro_boards", name)
