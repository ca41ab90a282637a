"""The table of entries in a database, and the statements that every database understands."""

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

from rearguard.journal.entry_query import EntryQuery

HEAD_REVISION = "0001"
"""The newest migration, stated here so that opening a journal does not import Alembic. Migrations are numbered with
four digits, and a larger number is a newer version."""

metadata = MetaData()

entry_table = Table(
    "entry",
    metadata,
    Column("at", BigInteger, nullable=False),
    Column("id", Text, primary_key=True),
    Column("person", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("data", Text, nullable=False),
    # The order in which a person's entries are read. It includes the kind because the most frequent query, for the
    # newest entry of a kind, would otherwise fetch every entry on the way.
    Index("entry_in_order", "person", "at", "id", "kind"),
)

# SQLite and PostgreSQL share this syntax, while SQLAlchemy has a separate construct for each.
insert_entry = text(
    "INSERT INTO entry (at, id, person, kind, version, data) VALUES (:at, :id, :person, :kind, :version, :data) "
    "ON CONFLICT (id) DO NOTHING"
)

select_people = select(entry_table.c.person).distinct()


def delete_person(person: str) -> Delete:
    """Return the statement that deletes a person's entries."""
    return delete(entry_table).where(entry_table.c.person == person)


def select_page(query: EntryQuery, size: int) -> Select[tuple[int, str, str, str, int, str]]:
    """Return the statement for the first `size` entries of a query."""
    cursor = tuple_(entry_table.c.at, entry_table.c.id)
    statement = select(entry_table).where(entry_table.c.person == query.person, cursor > query.low, cursor < query.high)
    if query.kinds is not None:
        statement = statement.where(entry_table.c.kind.in_([kind.value for kind in query.kinds]))
    statement = statement.where(
        *(entry_table.c.data.contains(fragment, autoescape=True) for fragment in query.json_fragments)
    )
    order = [entry_table.c.at, entry_table.c.id]
    return statement.order_by(*(column.desc() if query.newest_first else column for column in order)).limit(size)
