"""The search on SQLite: FTS5, which knows cards and comments by numbers of ours."""

from typing import Any

from sqlalchemy import Select, Uuid, column, select, table


class SqliteSearchIndex:
    """See `views.search_index.SearchIndex`."""

    def titles(self, word: str) -> Select[Any]:
        return _ids("card_title_words", "card_word_ids", "card_id", word)

    def texts(self, word: str) -> Select[Any]:
        return _ids("card_text_words", "card_word_ids", "card_id", word)

    def comments(self, word: str) -> Select[Any]:
        return _ids("comment_words", "comment_word_ids", "comment_id", word)


def _ids(words: str, numbers: str, name: str, word: str) -> Select[Any]:
    index = table(words, column("rowid"), column("words"))
    known = table(numbers, column("id"), column(name, Uuid()))
    # Words are letters and digits: nothing in them could end the quotation.
    begins = index.c.words.op("MATCH")(f'"{word}" *')
    return select(known.c[name]).join(index, index.c.rowid == known.c.id).where(begins)
