"""What API tokens look like: `trv_`, 30 random letters, 6 of a check sum.

After "Behind GitHub's new authentication token formats": a prefix by which people and scanners know
our tokens, and a check sum by which they know that a text is one, without asking anybody.
"""

import zlib

from trivet.platform.ids import BASE62, new_letters

PREFIX = "trv_"
_RANDOM, _CHECK = 30, 6
_LENGTH = len(PREFIX) + _RANDOM + _CHECK


def new_api_token() -> str:
    """A new secret, with its check sum."""
    letters = new_letters(_RANDOM)
    return PREFIX + letters + _check_sum(letters)


def well_formed(token: str) -> bool:
    """Whether a text can be one of our API tokens: its length, and its check sum."""
    if len(token) != _LENGTH or not token.startswith(PREFIX):
        return False
    letters, check = token[len(PREFIX) : -_CHECK], token[-_CHECK:]
    return letters.isascii() and letters.isalnum() and _check_sum(letters) == check


def _check_sum(letters: str) -> str:
    """The CRC32 in base 62, with leading zeros; six digits hold all 32 bits."""
    rest, digits = zlib.crc32(letters.encode()), ""
    for _ in range(_CHECK):
        rest, digit = divmod(rest, len(BASE62))
        digits = BASE62[digit] + digits
    return digits
