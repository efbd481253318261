"""live work at the desk: wishes and ages, transfers, notes, checklists, open pages, how a case ended

Revision ID: 0004
Revises: 0003
Create Date: 2026-11-24 18:40:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

OF_CONVERSATIONS = [
    sa.Column("wish", sa.String(length=8), nullable=True),
    sa.Column("age_band", sa.String(length=8), nullable=True),
]
OF_CASES = [
    sa.Column("waiting_since", sa.DateTime(timezone=True), nullable=True),
    sa.Column("offered_to", sa.Integer(), nullable=True),
    sa.Column("offered_at", sa.DateTime(timezone=True), nullable=True),
    sa.Column("outcome", sa.String(length=12), nullable=True),
    sa.Column("referral", sa.String(length=64), nullable=True),
    sa.Column("succeeded", sa.Boolean(), nullable=True),
    sa.Column("unchecked_reason", sa.Text(), nullable=True),
]


def upgrade() -> None:
    for column in OF_CONVERSATIONS:
        op.add_column("conversations", column)
    for column in OF_CASES:
        op.add_column("cases", column)
    op.execute("UPDATE cases SET waiting_since = opened_at")
    with op.batch_alter_table("cases") as table:
        table.alter_column("waiting_since", nullable=False)
        table.create_foreign_key("cases_offered_to", "accounts", ["offered_to"], ["id"])
    op.create_table(
        "case_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("alias", sa.String(length=60), nullable=True),
        sa.Column("colleague", sa.String(length=60), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("entries_of_a_case", "case_entries", ["case_id"])
    op.create_table(
        "case_checks",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=24), nullable=False),
        sa.Column("alias", sa.String(length=60), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("case_id", "item"),
    )
    op.create_table(
        "case_pages",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("case_id", "account_id"),
    )


def downgrade() -> None:
    op.drop_table("case_pages")
    op.drop_table("case_checks")
    op.drop_table("case_entries")
    op.execute("UPDATE cases SET state = 'claimed' WHERE state = 'offered'")
    with op.batch_alter_table("cases") as table:
        table.drop_constraint("cases_offered_to", type_="foreignkey")
        for column in OF_CASES:
            table.drop_column(column.name)
    for column in OF_CONVERSATIONS:  # not in a batch: on SQLite that drops the table, and with it all that hangs on it
        op.drop_column("conversations", column.name)
