"""What triggers make from other tables, and so stands in no model: the words to search by.

Both databases keep them, each in its own way (revision 0007). Nobody else writes them.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import text
from sqlalchemy.engine import Connection

_WORDS = ("card_title_words", "card_text_words", "comment_words")
_SHADOWS = ("data", "idx", "docsize", "config")
"""Tables in which SQLite keeps an index of words that keeps no text."""

TABLES = frozenset(
    {
        *_WORDS,
        *(f"{name}_{shadow}" for name in _WORDS for shadow in _SHADOWS),
        *("card_word_ids", "comment_word_ids"),
    }
)
"""Their names, on either database."""

_TRIGGERS = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table")


@contextmanager
def triggers_kept(connection: Connection, table: str) -> Iterator[None]:
    """Keep the triggers of a table that is built anew in the block, as SQLite alters tables.

    They would fire for what the new table is filled with, and go with the old one. The words stay
    true as long as the ids and the texts do.

    Args:
        connection: where; on PostgreSQL there is nothing to keep.
        table: what is altered; it has the same name afterwards.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    triggers = connection.execute(_TRIGGERS, {"table": table}).all()
    for name, _ in triggers:
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    yield
    for _, sql in triggers:
        connection.exec_driver_sql(sql)
