"""The table that a database keeps entries in, and the statements that every database understands."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Delete,
    Index,
    Integer,
    MetaData,
    Select,
    Table,
    Text,
    delete,
    select,
    text,
    tuple_,
)

from rearguard.journal.entry_query import Reading

HEAD = "0001"
"""The newest migration, written out here so that opening a journal need not import Alembic to know it. Migrations
are numbered in four digits, so that a larger number is a newer version."""

metadata = MetaData()

entry = Table(
    "entry",
    metadata,
    Column("at", BigInteger, nullable=False),
    Column("id", Text, primary_key=True),
    Column("person", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("data", Text, nullable=False),
    # The order in which a person's entries are read. The kind is in it because the reading that is done most,
    # the newest entry of one kind, would else fetch every entry on its way.
    Index("entry_in_order", "person", "at", "id", "kind"),
)

# SQLite and PostgreSQL share these words, where SQLAlchemy has a construct of its own for each.
append = text(
    "INSERT INTO entry (at, id, person, kind, version, data) VALUES (:at, :id, :person, :kind, :version, :data) "
    "ON CONFLICT (id) DO NOTHING"
)

people = select(entry.c.person).distinct()


def forget(person: str) -> Delete:
    """Return the statement that deletes a person's entries."""
    return delete(entry).where(entry.c.person == person)


def page(reading: Reading, size: int) -> Select[tuple[int, str, str, str, int, str]]:
    """Return the statement for the first `size` entries of a reading."""
    place = tuple_(entry.c.at, entry.c.id)
    statement = select(entry).where(entry.c.person == reading.person, place > reading.low, place < reading.high)
    if reading.kinds is not None:
        statement = statement.where(entry.c.kind.in_([kind.value for kind in reading.kinds]))
    statement = statement.where(*(entry.c.data.contains(part, autoescape=True) for part in reading.parts))
    order = [entry.c.at, entry.c.id]
    return statement.order_by(*(column.desc() if reading.newest_first else column for column in order)).limit(size)
