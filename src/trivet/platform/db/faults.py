"""What a database error means, told apart in one place for both drivers."""

from sqlalchemy.exc import DBAPIError

from trivet.platform.errors import Unavailable

# Class 40 of the SQLSTATE codes: serialization_failure and deadlock_detected.
_TRANSIENT = {"40001", "40P01"}
_UNIQUE = "23505"
_FOREIGN_KEY = "23503"
# Classes 08 (connection exception), 53 (insufficient resources), 57 (operator intervention: a
# restart, a shutdown).
_AWAY = {"08", "53", "57"}
# lock_not_available: somebody held a lock for longer than lock_timeout.
_LOCKED = "55P03"
_QUERY_CANCELED = "57014"


class DatabaseBusy(Unavailable):
    code = "database_busy"
    title = "The database is busy"


class DatabaseUnreachable(Unavailable):
    code = "database_unreachable"
    title = "The database cannot be reached"


def busy() -> DatabaseBusy:
    """Somebody else has it for longer than we wait."""
    return DatabaseBusy("Nothing was changed; try again in a moment.", headers={"Retry-After": "1"})


def cannot_be_reached(why: str) -> str:
    """What to say, and to do, where PostgreSQL lets nobody in at the start.

    Args:
        why: its own word, or that of the system.
    """
    if why.startswith('database "') and why.endswith("does not exist"):
        return f"PostgreSQL has no such database yet: {why}. Make it, with createdb for instance."
    return (
        f"The database cannot be reached: {why}. Start PostgreSQL, or correct TRIVET_DATABASE_URL."
    )


def unreachable() -> DatabaseUnreachable:
    """It went away, perhaps between a commit and our hearing of it."""
    return DatabaseUnreachable(
        "Try again in a moment. A change that was under way may have been made: look at it first, "
        "or send it with the Idempotency-Key that it had.",
        headers={"Retry-After": "5"},
    )


def sqlstate(error: BaseException) -> str | None:
    """The SQLSTATE behind an error (PostgreSQL, appendix A), or None."""
    seen: BaseException | None = error
    while seen is not None:
        state = getattr(seen, "sqlstate", None)
        if state:
            return str(state)
        seen = getattr(seen, "orig", None) or seen.__cause__
    return None


def is_transient(error: DBAPIError) -> bool:
    """Whether the same unit of work, done again, may succeed: a deadlock, a serialization failure."""
    return sqlstate(error) in _TRANSIENT


def is_away(error: BaseException) -> bool:
    """Whether the server went away, or lets nobody in."""
    state = sqlstate(error) or ""
    return state[:2] in _AWAY and state != _QUERY_CANCELED


def is_busy(error: DBAPIError) -> bool:
    """Whether another process holds the SQLite file longer than we wait."""
    return "database is locked" in str(error.orig) or sqlstate(error) == _LOCKED


def is_unique_violation(error: BaseException) -> bool:
    return sqlstate(error) == _UNIQUE or "UNIQUE constraint failed" in str(error)


def is_foreign_key_violation(error: BaseException) -> bool:
    return sqlstate(error) == _FOREIGN_KEY or "FOREIGN KEY constraint failed" in str(error)
