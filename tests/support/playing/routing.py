"""From the path of a request to what it leads to."""

from collections.abc import Sequence
from urllib.parse import unquote


def match(template: Sequence[str], path: Sequence[str]) -> dict[str, str] | None:
    """What stands for the names in a template, decoded; None where the path is another.

    Args:
        template: its parts, between the slashes.
        path: its parts, undecoded.
    """
    if len(template) != len(path):
        return None
    found: dict[str, str] = {}
    for wanted, part in zip(template, path, strict=True):
        if wanted.startswith("{"):
            if not part:
                return None
            found[wanted[1:-1]] = unquote(part)
        elif wanted != part:
            return None
    return found
