"""Idempotency-Keys that are claimed by a request that waits for somebody else.

Revision: 0014, after 0013
"""

import sqlalchemy as sa
from alembic import op

from trivet.migrations.columns import MOMENT

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("idempotency_keys", sa.Column("claim", sa.Uuid(), nullable=True))
    op.add_column("idempotency_keys", sa.Column("claimed_until", MOMENT, nullable=True))


def downgrade() -> None:
    # A claim would be taken for an answer.
    op.execute("DELETE FROM idempotency_keys WHERE claim IS NOT NULL")
    op.drop_column("idempotency_keys", "claimed_until")
    op.drop_column("idempotency_keys", "claim")
