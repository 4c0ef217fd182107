"""Accounts at Miro, and whose pages somebody went to.

Revision: 0011, after 0010
"""

import sqlalchemy as sa
from alembic import op

from trivet.migrations.columns import JSON, MOMENT

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "oauth_attempts",
        sa.Column("provider", sa.String(length=32), nullable=False, server_default="github"),
    )
    op.create_table(
        "miro_tokens",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("miro_id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("team_id", sa.String(length=64), nullable=True),
        sa.Column("team_name", sa.Text(), nullable=True),
        sa.Column("access_token", sa.Text(), nullable=False),
        sa.Column("refresh_token", sa.Text(), nullable=True),
        sa.Column("scopes", JSON, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=True),
        sa.Column("refresh_expires_at", MOMENT, nullable=True),
        sa.Column("refused_at", MOMENT, nullable=True),
        sa.Column("lease_token", sa.Uuid(), nullable=True),
        sa.Column("lease_until", MOMENT, nullable=True),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
            name=op.f("fk_miro_tokens_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_miro_tokens")),
        sa.UniqueConstraint("miro_id", name=op.f("uq_miro_tokens_miro_id")),
    )


def downgrade() -> None:
    op.drop_table("miro_tokens")
    # Who is on their way to Miro comes back to nothing: an attempt ends by itself within ten minutes.
    op.drop_column("oauth_attempts", "provider")
