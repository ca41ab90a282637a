"""The migrations of a journal in a database; Alembic runs them."""
