"""Where the scores of learners go whom a learning platform sent, and what of its launches was used."""

import sqlalchemy as sa
from alembic import op

revision = "6"
down_revision = "5"


def upgrade() -> None:
    """Add both tables."""
    number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    op.create_table(
        "ptcoding_grade",
        sa.Column("number", number, primary_key=True),
        sa.Column("learner", number, sa.ForeignKey("ptcoding_learner.number", ondelete="CASCADE"), nullable=False),
        sa.Column("place", sa.String(64), nullable=False),
        sa.Column("aim", sa.Text, nullable=False),
        sa.Column("sealed", sa.Text, nullable=False),
        sa.Column("sent", sa.String(40), nullable=False),
        sa.UniqueConstraint("learner", "place"),
    )
    op.create_table(
        "ptcoding_used",
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column("until", sa.BigInteger, nullable=False),
    )
