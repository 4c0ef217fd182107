"""Boards in Miro: when each item was seen, by whose account, what sweeps a board, from where on changes are known.

Revision: 0013, after 0012
"""

import sqlalchemy as sa
from alembic import op

from trivet.migrations.columns import MOMENT

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
    # Of no account: Miro is asked again.
    account = sa.Column("account", sa.String(length=64), nullable=False, server_default="")
    op.add_column("miro_board_access", account)
    former = sa.Column("former_types", sa.Text(), nullable=False, server_default="")
    op.add_column("miro_items", former)
    for name in ("seen_at", "styled_at"):
        op.add_column("miro_items", sa.Column(name, MOMENT, nullable=True))
    op.execute("UPDATE miro_items SET seen_at = fetched_at")
    op.execute("UPDATE miro_items SET styled_at = fetched_at WHERE whole")
    with op.batch_alter_table("miro_items") as table:
        table.alter_column("seen_at", existing_type=MOMENT, nullable=False)
        table.drop_column("whole")


def downgrade() -> None:
    whole: sa.Column[bool] = sa.Column(
        "whole", sa.Boolean(), nullable=False, server_default=sa.false()
    )
    op.add_column("miro_items", whole)
    op.execute("UPDATE miro_items SET whole = (styled_at IS NOT NULL)")
    with op.batch_alter_table("miro_items") as table:
        for name in ("former_types", "seen_at", "styled_at"):
            table.drop_column(name)
    op.drop_column("miro_board_access", "account")
    for name in ("sync_task_id", *_COUNTS):
        op.drop_column("miro_boards", name)
