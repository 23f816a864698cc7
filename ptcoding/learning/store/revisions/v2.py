"""The edition of what was asked, with every answer."""

import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = "1"


def upgrade() -> None:
    """Add the edition; everything that was answered before was of the first one."""
    op.add_column("ptcoding_answer", sa.Column("edition", sa.Integer, nullable=False, server_default="1"))
