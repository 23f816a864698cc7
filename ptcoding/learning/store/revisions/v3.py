"""The exam that is being sat, so that it goes on where it was, with its clock, in one tab at a time."""

import sqlalchemy as sa
from alembic import op

revision = "3"
down_revision = "2"


def upgrade() -> None:
    """Make the table; of an exam that was begun before, only the answers are known."""
    number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    op.create_table(
        "ptcoding_exam",
        sa.Column("number", number, primary_key=True),
        sa.Column("learner", number, sa.ForeignKey("ptcoding_learner.number", ondelete="CASCADE"), nullable=False),
        sa.Column("key", sa.String(36), nullable=False),
        sa.Column("paper", sa.Text, nullable=False),
        sa.Column("mode", sa.String(16), nullable=False),
        sa.Column("started", sa.BigInteger, nullable=False),
        sa.Column("passed", sa.Text, nullable=False),
        sa.Column("tab", sa.String(32), nullable=False),
        sa.UniqueConstraint("learner"),
    )
