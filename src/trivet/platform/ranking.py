"""Rank strings: where a card or a column stands among its siblings.

A rank is a fractional index ("Implementing Fractional Indexing", David Greenspan), compared byte
by byte. Between any two ranks there is another, so that a move changes one row.
"""

import secrets
from collections.abc import Sequence

from fractional_indexing import (
    FIError,
    generate_key_between,
    generate_n_keys_between,
    validate_order_key,
)

MAX_LENGTH = 64
"""A rank longer than this is answered by a rebalance of its column."""
_JITTER = 3
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


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


def jittered(low: str | None, high: str | None) -> str:
    """A rank above `low` and below `high` that hardly anybody else takes.

    For whoever gives ranks without the board's lock: two who put something in one place at the
    same time would else choose the same rank, and one of them would have to try again, always.

    Raises:
        ValueError: as for `between`.
    """
    rank = between(low, high)
    *first, last = secrets.token_bytes(
        _JITTER
    )  # some digits are likelier than others, which is as good
    # A rank never ends in the lowest digit: nothing could be put right before it.
    digits = [*(_DIGITS[byte % 62] for byte in first), _DIGITS[1 + last % 61]]
    apart = rank + "".join(digits)
    return apart if high is None or apart < high else rank


def spread(count: int) -> Sequence[str]:
    """`count` short ranks in order, for a column that is filled or rebalanced."""
    return [str(rank) for rank in generate_n_keys_between(None, None, count)]


def several(low: str | None, high: str | None, count: int) -> Sequence[str]:
    """`count` ranks in order, all above `low` and below `high`.

    Args:
        low: the neighbour before them all; None is the top.
        high: the neighbour after them all; None is the bottom.
        count: how many.
    """
    return [str(rank) for rank in generate_n_keys_between(low, high, count)]


def is_rank(text: str) -> bool:
    """Whether the text has the form of a rank."""
    if not text:
        return False
    try:
        validate_order_key(text)
    except (FIError, IndexError):
        return False
    return True
