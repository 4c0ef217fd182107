"""Which cards a branch or a pull request is for: their keys, in names and titles. Pure functions."""

import re
from typing import NamedTuple

# A board's key and a number, as `ENG-42`, in any case. Before it no letter, digit or `-` of another
# word (`PRE-ENG-42` is a card of no board `ENG`), after it no digit and no letter: `ENG-42nd` is
# none. `_` and `/` part words in the names of branches.
_KEY = re.compile(r"(?<![A-Za-z0-9-])([A-Za-z][A-Za-z0-9]{0,9})-([1-9][0-9]{0,8})(?![A-Za-z0-9])")
MOST_KEYS = 50
"""A pull request that names more cards than these is for the first ones."""


class CardKey(NamedTuple):
    """What a card is called: the key of its board, in capitals, and its number."""

    board: str
    number: int

    def __str__(self) -> str:
        return f"{self.board}-{self.number}"


def keys_in(*texts: str) -> list[CardKey]:
    """The cards that some texts name, each once, in order.

    Whether there is such a card is another question: `UTF-8` looks like one too.

    Args:
        texts: a branch's name, a title.
    """
    found = (
        CardKey(match[1].upper(), int(match[2])) for text in texts for match in _KEY.finditer(text)
    )
    return list(dict.fromkeys(found))[:MOST_KEYS]
