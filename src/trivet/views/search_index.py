"""The port of the search: which rows have a word that begins so. An adapter for each database.

The words are kept by triggers (revision 0007): case is folded, and whatever is no letter and no digit
parts words. One table of cases, `tests/views/test_search_cases.py`, holds both to the same answers.
"""

from typing import Any, Protocol

from sqlalchemy import Select


class SearchIndex(Protocol):
    """Selects the ids of rows that have a word which begins with another."""

    def titles(self, word: str) -> Select[Any]:
        """Cards, by their titles."""

    def texts(self, word: str) -> Select[Any]:
        """Cards, by their descriptions and acceptance criteria."""

    def comments(self, word: str) -> Select[Any]:
        """Comments, by their bodies."""
