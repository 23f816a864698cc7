"""The tables of version 0.1."""

import sqlalchemy as sa
from alembic import op

revision = "1"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    # Spelled out, not taken from today's tables: a revision says for ever what it said when it was written.
    number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    op.create_table("ptcoding_about", sa.Column("version", sa.Integer, primary_key=True))
    op.create_table(
        "ptcoding_learner",
        sa.Column("number", number, primary_key=True),
        sa.Column("hash", sa.String(64), nullable=False, unique=True),
        sa.Column("enrolled", sa.String(10), nullable=False),
    )
    op.create_table(
        "ptcoding_answer",
        sa.Column("number", number, primary_key=True),
        sa.Column("learner", number, sa.ForeignKey("ptcoding_learner.number", ondelete="CASCADE"), nullable=False),
        sa.Column("key", sa.String(36), nullable=False),
        sa.Column("item", sa.String(80), nullable=False),
        sa.Column("topic", sa.String(80), nullable=False),
        sa.Column("kind", sa.String(80), nullable=False),
        sa.Column("mode", sa.String(16), nullable=False),
        sa.Column("right", sa.Boolean, nullable=False),
        sa.Column("given", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("diagnosis", sa.String(80), nullable=False),
        sa.Column("seed", sa.BigInteger, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("sitting", sa.String(36), nullable=False),
        sa.UniqueConstraint("learner", "key"),
    )
    op.create_index("ptcoding_answer_order", "ptcoding_answer", ["learner", "at"])
    op.create_table(
        "ptcoding_sitting",
        sa.Column("number", number, primary_key=True),
        sa.Column("learner", number, sa.ForeignKey("ptcoding_learner.number", ondelete="CASCADE"), nullable=False),
        sa.Column("key", sa.String(36), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("paper", sa.Text, nullable=False),
        sa.Column("parts", sa.Text, nullable=False),
        sa.UniqueConstraint("learner", "key"),
    )
