"""Markdown as plain text, where only a line or two of it are shown. Pure."""

import re

# No name has as many letters: were each beginning followed to the end of the text, a description of
# nothing but beginnings would stop the process for a minute.
_MENTION = re.compile(r"\[(@[^\]\n]{0,200})\]\(user:[0-9a-fA-F-]{36}\)")
_LINE = re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+(?:\[[ xX]\][ \t]+)?)", re.MULTILINE)
_MARKS = re.compile(r"\*\*|`+")


def plain(text: str) -> str:
    """What a reader sees of a text: mentions by name, without the marks of headings, lists and the like.

    Words stay as they are, in their order, but for the addresses of people.

    Args:
        text: Markdown.
    """
    return _MARKS.sub("", _LINE.sub("", _MENTION.sub(r"\1", text)))
