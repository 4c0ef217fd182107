"""Where the database is, as SQLAlchemy takes it."""

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from trivet.platform.errors import StartupError
from trivet.platform.settings import Settings

_POSTGRESQL = {"postgresql", "postgres", "postgresql+asyncpg"}


def postgresql_address(settings: Settings) -> str | None:
    """The configured PostgreSQL, with the driver named; None where SQLite is used.

    Addresses are written as everybody writes them (libpq, "Connection URIs"): `sslmode` is taken
    under that name, though asyncpg calls it `ssl`.

    Raises:
        StartupError: the setting is no address of a PostgreSQL database.
    """
    if settings.database_url is None:
        return None
    try:
        url = make_url(settings.database_url.get_secret_value())
    except ArgumentError:
        url = None
    if url is None or url.drivername not in _POSTGRESQL or not url.database:
        raise StartupError(
            "TRIVET_DATABASE_URL is no address of a PostgreSQL database: write "
            "postgresql://user:password@host/database, or leave it empty for SQLite."
        )
    query = dict(url.query)
    if "sslmode" in query:
        query["ssl"] = query.pop("sslmode")
    address = url.set(drivername="postgresql+asyncpg", query=query)
    return address.render_as_string(hide_password=False)
