"""The table of entries.

A migration is self-contained and never imports the program's tables: they change, a migration doesn't.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create the table and its index."""
    op.create_table(
        "entry",
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("data", sa.Text, nullable=False),
    )
    op.create_index("entry_in_order", "entry", ["person", "at", "id", "kind"])
