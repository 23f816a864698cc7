"""Live rooms, the seats in them, their votes by round, and every answer once."""

import sqlalchemy as sa
from alembic import op

revision = "4"
down_revision = "3"


def upgrade() -> None:
    """Make the tables of rooms."""
    number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    op.create_table(
        "ptcoding_room",
        sa.Column("number", number, primary_key=True),
        sa.Column("code", sa.String(12), nullable=False, unique=True),
        sa.Column("host", sa.String(64), nullable=False),
        sa.Column("deck", sa.String(80), nullable=False),
        sa.Column("plan", sa.Text, nullable=False),
        sa.Column("made", sa.BigInteger, nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False),
        sa.Column("phase", sa.String(16), nullable=False),
        sa.Column("step", sa.Integer, nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("left", sa.String(16), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_table(
        "ptcoding_seat",
        sa.Column("number", number, primary_key=True),
        sa.Column("room", number, sa.ForeignKey("ptcoding_room.number", ondelete="CASCADE"), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("made", sa.BigInteger, nullable=False),
        sa.UniqueConstraint("room", "hash"),
    )
    op.create_table(
        "ptcoding_round",
        sa.Column("number", number, primary_key=True),
        sa.Column("room", number, sa.ForeignKey("ptcoding_room.number", ondelete="CASCADE"), nullable=False),
        sa.Column("step", sa.Integer, nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("item", sa.String(80), nullable=False),
        sa.Column("edition", sa.Integer, nullable=False),
        sa.Column("began", sa.BigInteger, nullable=False),
        sa.Column("ended", sa.BigInteger, nullable=False),
        sa.Column("hands", sa.Text, nullable=False),
        sa.UniqueConstraint("room", "step", "round"),
    )
    op.create_table(
        "ptcoding_vote",
        sa.Column("number", number, primary_key=True),
        sa.Column("room", number, sa.ForeignKey("ptcoding_room.number", ondelete="CASCADE"), nullable=False),
        sa.Column("seat", number, sa.ForeignKey("ptcoding_seat.number", ondelete="CASCADE"), nullable=False),
        sa.Column("step", sa.Integer, nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("item", sa.String(80), nullable=False),
        sa.Column("edition", sa.Integer, nullable=False),
        sa.Column("given", sa.Text, nullable=False),
        sa.Column("right", sa.Boolean, nullable=False),
        sa.Column("diagnosis", sa.String(80), nullable=False),
        sa.Column("confidence", sa.Integer, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.UniqueConstraint("seat", "step", "round"),
    )
    op.create_index("ptcoding_vote_order", "ptcoding_vote", ["room", "step", "round"])
