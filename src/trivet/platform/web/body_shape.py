"""What a JSON body must be before it is parsed."""

from trivet.platform.errors import BadRequest
from trivet.platform.json import MOST_NESTED, nested_deeper


class NestedTooDeeply(BadRequest):
    code = "nested_too_deeply"


class NotUtf8(BadRequest):
    code = "malformed_json"


def is_harmless(body: bytes) -> bool:
    """Whether `check_shape` lets a body pass."""
    return b"\0" not in body and not nested_deeper(body)


def check_shape(body: bytes) -> None:
    """Go on only with what can be parsed without harm.

    Args:
        body: as it came.

    Raises:
        NestedTooDeeply: objects and arrays within one another, more than anything of ours has.
        NotUtf8: it is UTF-16 or UTF-32, which Python would read, and nobody sends (RFC 8259, section 8.1).
    """
    if b"\0" in body:
        raise NotUtf8("The body is not JSON in UTF-8.")
    if nested_deeper(body):
        raise NestedTooDeeply(
            f"Objects and arrays may stand within one another {MOST_NESTED} deep. Send a flatter body."
        )
