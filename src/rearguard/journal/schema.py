"""Whether a database has the tables that this program knows, and the migrations that bring it there."""

from __future__ import annotations

from sqlalchemy import Connection, column, inspect, select, table

from rearguard.journal.tables import HEAD_REVISION

# Alembic's own table, of one row.
_alembic_version = table("alembic_version", column("version_num"))


class NewerSchema(Exception):
    """The database was written by a version of this program that knows more."""


class ForeignDatabase(Exception):
    """The database holds tables, and they are not ours."""


def migrate_schema(connection: Connection, lock_statement: str) -> None:
    """Bring a database to `HEAD`, from nothing or from any older version, all or not at all.

    Args:
        connection: to the database; not in a transaction.
        lock_statement: the statement that begins what one process at a time may do.

    Raises:
        Newer, Foreign: the database is not ours to change.
    """
    with connection.begin():
        if _is_current(connection):
            return
    with connection.begin():
        connection.exec_driver_sql(lock_statement)
        # Again, for another process may have been first.
        if not _is_current(connection):
            _upgrade(connection)


def _is_current(connection: Connection) -> bool:
    # Asked once: of two questions, another process could make the tables between the one and the other.
    names = inspect(connection).get_table_names()
    if _alembic_version.name not in names:
        if names:
            raise ForeignDatabase
        return False
    version = connection.scalar(select(_alembic_version.c.version_num))
    if version is not None and version > HEAD_REVISION:
        raise NewerSchema
    return bool(version == HEAD_REVISION)


def _upgrade(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 -- takes longer than all of opening, and is needed once a version
    from alembic.config import Config  # noqa: PLC0415 -- as above

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", "rearguard.journal:migrations")
    command.upgrade(config, "head")
