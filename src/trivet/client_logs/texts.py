"""Text of strangers, made so that it does nothing to a terminal, a page or a database."""

import re

_HARMFUL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls but tab and newline; among them what begins ANSI escapes
    r"\u2028\u2029"  # separators that some take for the end of a line
    r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # Bidi_Control: they reorder what one sees
    r"\ud800-\udfff]"  # lone surrogates, which have no UTF-8 form
)
_PICTURES = 0x2400
_PICTURE_OF_DELETE = "\u2421"
_REPLACEMENT = "\ufffd"


def neutral(text: str) -> str:
    """The text with a picture in place of each control character: `␛[31m` for a terminal's red.

    A character becomes a character (Unicode's block "Control Pictures", else U+FFFD), so that a text is
    never longer than it was. Newlines stay; who prints them sees to it that they fake no line of its own.
    """
    return _HARMFUL.sub(_harmless, text.replace("\r\n", "\n"))


def _harmless(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(_PICTURES + code)
    return _PICTURE_OF_DELETE if code == 0x7F else _REPLACEMENT
