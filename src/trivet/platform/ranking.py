"""Rank strings: where a card or a column stands among its siblings. Pure functions.

A rank is a fractional index ("Implementing Fractional Indexing", David Greenspan), compared byte
by byte. Between any two ranks there is another, so that a move changes one row.
"""

from collections.abc import Sequence

from fractional_indexing import (
    FIError,
    generate_key_between,
    generate_n_keys_between,
    validate_order_key,
)

MAX_LENGTH = 64
"""A rank longer than this is answered by a rebalance of its column."""


def between(low: str | None, high: str | None) -> str:
    """A rank above `low` and below `high`.

    Args:
        low: the neighbour before; None is the top.
        high: the neighbour after; None is the bottom.

    Raises:
        ValueError: `low` does not stand before `high`, or one of them is no rank.
    """
    try:
        return str(generate_key_between(low, high))
    except FIError as error:
        raise ValueError(str(error)) from error


def spread(count: int) -> Sequence[str]:
    """`count` short ranks in order, for a column that is filled or rebalanced."""
    return [str(rank) for rank in generate_n_keys_between(None, None, count)]


def is_rank(text: str) -> bool:
    """Whether the text has the form of a rank."""
    if not text:
        return False
    try:
        validate_order_key(text)
    except (FIError, IndexError):
        return False
    return True
