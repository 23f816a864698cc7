"""The tables that keep progress."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

# The number of the newest revision in the folder `revisions`: a change of a table is a revision of its own there.
VERSION = 3

METADATA = MetaData()
# SQLite numbers rows by itself only where the key is its plain integer.
_NUMBER = BigInteger().with_variant(Integer, "sqlite")

ABOUT = Table("ptcoding_about", METADATA, Column("version", Integer, primary_key=True))

# A leaked database opens nobody's progress: the link itself is not in it, only its SHA-256.
LEARNER = Table(
    "ptcoding_learner",
    METADATA,
    Column("number", _NUMBER, primary_key=True),
    Column("hash", String(64), nullable=False, unique=True),
    Column("enrolled", String(10), nullable=False),
)


def _owner() -> Column[int]:
    return Column("learner", _NUMBER, ForeignKey(LEARNER.c.number, ondelete="CASCADE"), nullable=False)


# Times are microseconds since 1970 in UTC, which both databases keep and sort exactly.
ANSWER = Table(
    "ptcoding_answer",
    METADATA,
    Column("number", _NUMBER, primary_key=True),
    _owner(),
    Column("key", String(36), nullable=False),
    Column("item", String(80), nullable=False),
    Column("topic", String(80), nullable=False),
    Column("kind", String(80), nullable=False),
    Column("mode", String(16), nullable=False),
    Column("right", Boolean, nullable=False),
    Column("given", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("diagnosis", String(80), nullable=False),
    Column("seed", BigInteger, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("sitting", String(36), nullable=False),
    Column("edition", Integer, nullable=False, server_default="1"),
    UniqueConstraint("learner", "key"),
    Index("ptcoding_answer_order", "learner", "at"),
)

SITTING = Table(
    "ptcoding_sitting",
    METADATA,
    Column("number", _NUMBER, primary_key=True),
    _owner(),
    Column("key", String(36), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("paper", Text, nullable=False),
    Column("parts", Text, nullable=False),
    UniqueConstraint("learner", "key"),
)

# The exam that a learner sits just now, and the tab that has it: one of each, so that no question is answered twice.
EXAM = Table(
    "ptcoding_exam",
    METADATA,
    Column("number", _NUMBER, primary_key=True),
    _owner(),
    Column("key", String(36), nullable=False),
    Column("paper", Text, nullable=False),
    Column("mode", String(16), nullable=False),
    Column("started", BigInteger, nullable=False),
    Column("passed", Text, nullable=False),
    Column("seat", String(32), nullable=False),
    UniqueConstraint("learner"),
)
