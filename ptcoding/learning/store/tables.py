"""The tables that keep progress and live rooms."""

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
from sqlalchemy.schema import SchemaItem

# The number of the newest revision in the folder `revisions`: a change of a table is a revision of its own there.
VERSION = 6

METADATA = MetaData()
# SQLite numbers rows by itself only where the key is its plain integer.
_NUMBER = BigInteger().with_variant(Integer, "sqlite")


def _numbered(name: str, *parts: SchemaItem) -> Table:
    """A table whose rows have a number of their own."""
    return Table(name, METADATA, Column("number", _NUMBER, primary_key=True), *parts)


ABOUT = Table("ptcoding_about", METADATA, Column("version", Integer, primary_key=True))

# A leaked database opens nobody's progress: the link itself is not in it, only its SHA-256.
LEARNER = _numbered(
    "ptcoding_learner",
    Column("hash", String(64), nullable=False, unique=True),
    Column("enrolled", String(10), nullable=False),
)


def _owner() -> Column[int]:
    return Column("learner", _NUMBER, ForeignKey(LEARNER.c.number, ondelete="CASCADE"), nullable=False)


# Times are microseconds since 1970 in UTC, which both databases keep and sort exactly.
ANSWER = _numbered(
    "ptcoding_answer",
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
    Column("confidence", Integer, nullable=False, server_default="0"),
    UniqueConstraint("learner", "key"),
    Index("ptcoding_answer_order", "learner", "at"),
)

SITTING = _numbered(
    "ptcoding_sitting",
    _owner(),
    Column("key", String(36), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("paper", Text, nullable=False),
    Column("parts", Text, nullable=False),
    UniqueConstraint("learner", "key"),
)

# The exam that a learner sits just now, and the tab that has it: one of each, so that no question is answered twice.
EXAM = _numbered(
    "ptcoding_exam",
    _owner(),
    Column("key", String(36), nullable=False),
    Column("paper", Text, nullable=False),
    Column("mode", String(16), nullable=False),
    Column("started", BigInteger, nullable=False),
    Column("passed", Text, nullable=False),
    Column("tab", String(32), nullable=False),
    UniqueConstraint("learner"),
)

# How far a learner took each lesson, once a lesson.
LESSON = _numbered(
    "ptcoding_lesson",
    _owner(),
    Column("lesson", String(80), nullable=False),
    Column("step", Integer, nullable=False),
    Column("at", BigInteger, nullable=False),
    UniqueConstraint("learner", "lesson"),
)

# Where a learner's score goes whom a learning platform sent: what leads there is sealed under the learner's key.
GRADE = _numbered(
    "ptcoding_grade",
    _owner(),
    Column("place", String(64), nullable=False),
    Column("aim", Text, nullable=False),
    Column("sealed", Text, nullable=False),
    Column("sent", String(40), nullable=False),
    UniqueConstraint("learner", "place"),
)

# What may be used once, by its hash, until it is too old to be used at all.
USED = Table(
    "ptcoding_used",
    METADATA,
    Column("hash", String(64), primary_key=True),
    Column("until", BigInteger, nullable=False),
)

# Live rooms. A phone is a seat, known by the hash of its token; the host's token is kept as a hash as well.
ROOM = _numbered(
    "ptcoding_room",
    Column("code", String(12), nullable=False, unique=True),
    Column("host", String(64), nullable=False),
    Column("deck", String(80), nullable=False),
    Column("plan", Text, nullable=False),
    Column("made", BigInteger, nullable=False),
    Column("until", BigInteger, nullable=False),
    Column("phase", String(16), nullable=False),
    Column("step", Integer, nullable=False),
    Column("round", Integer, nullable=False),
    Column("left", String(16), nullable=False),
    Column("version", Integer, nullable=False),
)


def _room() -> Column[int]:
    return Column("room", _NUMBER, ForeignKey(ROOM.c.number, ondelete="CASCADE"), nullable=False)


SEAT = _numbered(
    "ptcoding_seat",
    _room(),
    Column("hash", String(64), nullable=False),
    Column("made", BigInteger, nullable=False),
    UniqueConstraint("room", "hash"),
)

ROUND = _numbered(
    "ptcoding_round",
    _room(),
    Column("step", Integer, nullable=False),
    Column("round", Integer, nullable=False),
    Column("item", String(80), nullable=False),
    Column("edition", Integer, nullable=False),
    Column("began", BigInteger, nullable=False),
    Column("ended", BigInteger, nullable=False),
    Column("hands", Text, nullable=False),
    UniqueConstraint("room", "step", "round"),
)

# One answer of a seat to a question in a round: sent again it changes nothing, a change of mind takes its place.
VOTE = _numbered(
    "ptcoding_vote",
    _room(),
    Column("seat", _NUMBER, ForeignKey(SEAT.c.number, ondelete="CASCADE"), nullable=False),
    Column("step", Integer, nullable=False),
    Column("round", Integer, nullable=False),
    Column("item", String(80), nullable=False),
    Column("edition", Integer, nullable=False),
    Column("given", Text, nullable=False),
    Column("right", Boolean, nullable=False),
    Column("diagnosis", String(80), nullable=False),
    Column("confidence", Integer, nullable=False),
    Column("at", BigInteger, nullable=False),
    UniqueConstraint("seat", "step", "round"),
    Index("ptcoding_vote_order", "room", "step", "round"),
)
