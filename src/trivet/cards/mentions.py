"""Who is mentioned in a text. Pure."""

import re
from uuid import UUID

_MENTION = re.compile(r"\]\(user:([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})\)")


def mentioned(body: str) -> list[UUID]:
    """The people whom a Markdown text mentions, in order and without repeats.

    A mention is a link of the form `[@Name](user:<id>)`.
    """
    return list(dict.fromkeys(UUID(user_id) for user_id in _MENTION.findall(body)))
