"""The search on PostgreSQL: GIN over the words of each row."""

from typing import Any

from sqlalchemy import Select, Uuid, column, func, select, table


class PostgresSearchIndex:
    """See `views.search_index.SearchIndex`."""

    def titles(self, word: str) -> Select[Any]:
        return _ids("card_title_words", "card_id", word)

    def texts(self, word: str) -> Select[Any]:
        return _ids("card_text_words", "card_id", word)

    def comments(self, word: str) -> Select[Any]:
        return _ids("comment_words", "comment_id", word)


def _ids(words: str, name: str, word: str) -> Select[Any]:
    index = table(words, column(name, Uuid()), column("words"))
    # Folded there as the rows were: a database has its own idea of upper and lower case.
    return select(index.c[name]).where(index.c.words.op("@@")(func.search_query(word)))
