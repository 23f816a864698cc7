"""How sure a learner was of an answer, and how far each lesson was taken."""

import sqlalchemy as sa
from alembic import op

revision = "5"
down_revision = "4"


def upgrade() -> None:
    """Add both; of an answer given before, nobody was asked how sure they were."""
    number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    op.add_column("ptcoding_answer", sa.Column("confidence", sa.Integer, nullable=False, server_default="0"))
    op.create_table(
        "ptcoding_lesson",
        sa.Column("number", number, primary_key=True),
        sa.Column("learner", number, sa.ForeignKey("ptcoding_learner.number", ondelete="CASCADE"), nullable=False),
        sa.Column("lesson", sa.String(80), nullable=False),
        sa.Column("step", sa.Integer, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.UniqueConstraint("learner", "lesson"),
    )
