"""The schema of a database: checks its version, and runs the missing migrations."""

from __future__ import annotations

from sqlalchemy import Connection, column, inspect, select, table

from rearguard.journal.tables import HEAD_REVISION

# Alembic's own table, with a single row.
_alembic_version = table("alembic_version", column("version_num"))


class NewerSchema(Exception):
    """The database was written by a newer version of this program."""


class ForeignDatabase(Exception):
    """The database belongs to another program."""


def migrate_schema(connection: Connection, lock_statement: str) -> None:
    """Bring a database, empty or of any older version, to `HEAD_REVISION` in a single transaction.

    Args:
        connection: to the database; not in a transaction.
        lock_statement: the statement that begins a transaction and locks out other processes.

    Raises:
        NewerSchema: a newer version wrote the database.
        ForeignDatabase: the database belongs to another program.
    """
    with connection.begin():
        if _is_current(connection):
            return
    with connection.begin():
        connection.exec_driver_sql(lock_statement)
        # Checked again: another process may have been faster.
        if not _is_current(connection):
            _upgrade(connection)


def _is_current(connection: Connection) -> bool:
    # A single query: between two, another process could create the tables.
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
