"""easy language, waiting, leaving, rating; codes to come back with

Revision ID: 0002
Revises: 0001
Create Date: 2026-11-24 18:20:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

COLUMNS = [
    sa.Column("easy", sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.Column("waiting_since", sa.DateTime(timezone=True), nullable=True),
    sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
    sa.Column("rating", sa.String(length=8), nullable=True),
    sa.Column("rating_reason", sa.String(length=24), nullable=True),
]


def upgrade() -> None:
    for column in COLUMNS:
        op.add_column("conversations", column)
    op.create_table(
        "return_codes",
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("code_hash"),
        sa.UniqueConstraint("conversation_id"),
    )


def downgrade() -> None:
    op.drop_table("return_codes")
    for column in COLUMNS:  # not in a batch: on SQLite that makes the table anew, and what hangs on it is lost
        op.drop_column("conversations", column.name)
