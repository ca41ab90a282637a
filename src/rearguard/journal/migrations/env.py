"""What Alembic runs to migrate: on the connection that it is given, in the transaction that is begun there."""

from alembic import context

# SQLite can undo the making of tables as it can undo anything; Alembic is careful and assumes that it can't.
context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
