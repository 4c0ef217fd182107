"""What Alembic runs: our own runner gives the connection, within its transaction."""

from alembic import context
from sqlalchemy.engine import Connection

from trivet.models_registry import metadata


def run(connection: Connection) -> None:
    """Run the steps that were asked for."""
    context.configure(
        connection=connection,
        target_metadata=metadata,
        # All steps stand in the transaction of the caller; Alembic would not expect that of SQLite.
        transactional_ddl=True,
        # SQLite alters a table by building it anew.
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        context.run_migrations()


run(context.config.attributes["connection"])
