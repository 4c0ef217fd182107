"""Who is mentioned in a text. Pure."""

import re
from uuid import UUID

_MENTION = re.compile(
    r"\]\(user:([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})\)"
)
_NAMED = re.compile(rf"\[(@[^\]\n]{{1,200}}){_MENTION.pattern}")


def mentioned(body: str) -> list[UUID]:
    """The people whom a text mentions, in order, each once.

    A mention is a Markdown link to a person, `[@Name](user:<id>)`: any renderer shows the name.

    Args:
        body: Markdown.
    """
    return list(dict.fromkeys(UUID(found) for found in _MENTION.findall(body)))


def spoken(body: str) -> str:
    """The text with names in place of mentions, as people read it.

    Args:
        body: Markdown.
    """
    return _NAMED.sub(r"\1", body)
