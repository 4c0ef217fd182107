"""Which cards a pull request is for, by what people wrote. Pure functions.

As trackers and GitHub itself read it ("Linking a pull request to an issue"): a card's key in the branch
or the title says that the pull request finishes the card, and so does a closing word before it (`Fixes
ENG-42`). Other words (`part of ENG-42`) and the card's address link it, and no more: merging it leaves
the card where it is. A key that merely occurs in a description is talk.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cache
from typing import TYPE_CHECKING
from uuid import UUID

from trivet.github.naming import MOST_KEYS, CardKey, keys_in

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MOST_READ = 16_384
"""How many characters of a description are read; GitHub takes four times as many."""


class LinkedBy(StrEnum):
    """What links a pull request to a card."""

    BRANCH = "branch"
    TITLE = "title"
    DESCRIPTION = "description"
    HAND = "hand"


class _Weight(IntEnum):
    """What is said more clearly counts, whatever else there is."""

    ADDRESS = 0
    NAME = 1
    REFERRING = 2
    CLOSING = 3


@dataclass(frozen=True, slots=True)
class Reference:
    """A card that a pull request names.

    Args:
        key: what it is called.
        closes: whether merging the pull request finishes the card.
        how: where it is named.
    """

    key: CardKey
    closes: bool
    how: LinkedBy


@dataclass(frozen=True, slots=True)
class _Mention:
    key: CardKey
    weight: _Weight
    how: LinkedBy
    closes: bool = False
    board_id: UUID | None = None


# Blocks of a description are parted by control characters, which no text of a block has.
_BLOCK, _ITEM = "\x02", "\x03"
_HIDDEN = "\x04"  # in place of code: what stands before it and after it do not belong together
_CONTROL = re.compile("[\x02\x03\x04]")

_KEY = r"[A-Za-z][A-Za-z0-9]{0,9}-[1-9][0-9]{0,8}(?![A-Za-z0-9])"
_BOARD = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
_ADDRESS = re.compile(
    rf"https?://[^\s<>/]{{1,255}}/(?:[^\s<>/]{{1,100}}/){{0,8}}?b/({_BOARD})/c/({_KEY})[^\s<>,;)\]]*"
)
_TARGET = re.compile(rf"[\[(]?(?:{_ADDRESS.pattern}|({_KEY}))[\])]?")
_WORD = re.compile(
    r"""(?<![\w-])(?:
        (?P<closing> clos(?:e[sd]?|ing) | fix(?:e[sd]|ing)? | resolv(?:e[sd]?|ing)
                   | complet(?:e[sd]?|ing) | implement(?:s|ed|ing)? )
      | (?: refs? | references? | referencing | referenced | part\s+of | relat(?:es?|ed|ing)\s+to
          | contribut(?:es?|ed|ing)\s+to | towards? )
    )(?![\w-])""",
    re.IGNORECASE | re.VERBOSE,
)
_THINGS = r"(?:issues?|cards?|tickets?|tasks?|stor(?:y|ies)|bugs?|features?)"
_LEAD = re.compile(rf"\s*:?\s*(?:the\s+)?(?:{_THINGS}\s*:?\s+)?", re.IGNORECASE)
_AND = re.compile(
    r"\s*(?:(?:[,;&+/]\s*)?(?:and|plus)\s+(?:also\s+)?|[,;&+/]\s*|[^\S\n])", re.IGNORECASE
)
_AGAINST = re.compile(
    r"""(?: \b(?:not|never|cannot|without|partial(?:ly)?|partly|half|almost|nearly
           |no\ longer|instead\ of|rather\ than|before|until|to-?do) | n['\u2019]t )
        (?:\s*:)? (?:\s+[\w'\u2019]+){0,2} \s*$""",
    re.IGNORECASE | re.VERBOSE,
)
_BEFORE = 80
_SENTENCE = re.compile(r"[.!?;\n\x02\x03]")
_UNTICKED = re.compile(r"\s*\[ \]\s")
_LISTED = re.compile(rf"{_ITEM}\s*(?:\[[xX]\]\s+)?")
_REST = re.compile(rf"[^{_BLOCK}{_ITEM}]*")
_REVERT = re.compile(r"""revert\s+["“]""", re.IGNORECASE)
_REVERT_COMMIT = re.compile(r"\s*revert(?:\([^)]*\))?!?:", re.IGNORECASE)


@cache
def _markdown() -> "MarkdownIt":
    # Imported here: a start need not wait for what only pull requests want.
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("strikethrough")


def references_in(
    branch: str,
    title: str,
    description: str = "",
    *,
    own: Collection[CardKey] = (),
    boards: Collection[UUID] = (),
) -> list[Reference]:
    """The cards that a pull request is for, each once: by branch, title, description, in order.

    Whether there is such a card is another question: `UTF-8` looks like one too.

    Args:
        branch: what is to be merged.
        title: what it is called.
        description: its body, in Markdown.
        own: the cards from which the branch was made; as if it named them.
        boards: the ids of those boards whose cards' addresses count; see `boards_in`.
    """
    undone = _undoes(title)
    mentions = [
        *(_Mention(key, _Weight.NAME, LinkedBy.BRANCH, not undone) for key in own),
        *(_Mention(key, _Weight.NAME, LinkedBy.BRANCH, not undone) for key in keys_in(branch)),
        *_said(_CONTROL.sub(" ", title), LinkedBy.TITLE, undone=undone),
        *(_Mention(key, _Weight.NAME, LinkedBy.TITLE, not undone) for key in keys_in(title)),
        *_said(_prose(description), LinkedBy.DESCRIPTION),
    ]
    found: dict[CardKey, _Mention] = {}
    for mention in mentions:
        if mention.board_id is not None and mention.board_id not in boards:
            continue
        before = found.get(mention.key)
        if before is None or mention.weight > before.weight:
            found[mention.key] = mention
    return [Reference(one.key, one.closes, one.how) for one in found.values()][:MOST_KEYS]


def boards_in(title: str, description: str) -> set[UUID]:
    """The boards in the addresses of cards: whether they are ours decides whether those count."""
    return {UUID(match[1]) for match in _ADDRESS.finditer(f"{title} {_prose(description)}")}


def _said(text: str, how: LinkedBy, *, undone: bool = False) -> Iterator[_Mention]:
    """What is said of cards by words and by addresses."""
    for word in _WORD.finditer(text):
        closes = bool(word["closing"]) and not undone and not _is_denied(text, word.start())
        weight = _Weight.CLOSING if closes else _Weight.REFERRING
        for target in _targets(text, word.end()):
            yield _mention(target, weight, how, closes=closes)
    for address in _ADDRESS.finditer(text):
        yield _Mention(_key(address[2]), _Weight.ADDRESS, how, board_id=UUID(address[1]))


def _mention(target: re.Match[str], weight: _Weight, how: LinkedBy, *, closes: bool) -> _Mention:
    board, in_address, alone = target.groups()
    board_id = UUID(board) if board else None
    return _Mention(_key(in_address or alone), weight, how, closes, board_id)


def _key(text: str) -> CardKey:
    board, _, number = text.upper().partition("-")
    return CardKey(board, int(number))


def _targets(text: str, start: int) -> Iterator[re.Match[str]]:
    """The cards that follow a word: `ENG-1`, `ENG-1, ENG-2 and ENG-3`, or a list of them below it."""
    lead = _LEAD.match(text, start)
    at = lead.end() if lead else start
    if text.startswith(_ITEM, at):
        yield from _listed(text, at)
        return
    target = _TARGET.match(text, at)
    while target is not None:
        yield target
        between = _AND.match(text, target.end())
        target = _TARGET.match(text, between.end()) if between else None


def _listed(text: str, at: int) -> Iterator[re.Match[str]]:
    """The cards with which the items of a list begin, up to the first one that begins with none."""
    item = _LISTED.match(text, at)
    while item is not None and (target := _TARGET.match(text, item.end())):
        yield target
        rest = _REST.match(text, target.end())
        item = _LISTED.match(text, rest.end()) if rest else None


def _is_denied(text: str, at: int) -> bool:
    """Whether what stands before a closing word takes it back: `does not fix`, `partially fixes`."""
    before = _SENTENCE.split(text[max(0, at - _BEFORE) : at])[-1]
    if _AGAINST.search(before):
        return True
    block = max(text.rfind(_BLOCK, 0, at), text.rfind(_ITEM, 0, at)) + 1
    return _UNTICKED.match(text, block) is not None


def _undoes(title: str) -> bool:
    """Whether it takes back what another one did; what takes that back does it again."""
    reverts = 0
    rest = title.lstrip()
    while match := _REVERT.match(rest):
        reverts += 1
        rest = rest[match.end() :]
    return reverts % 2 == 1 or _REVERT_COMMIT.match(title) is not None


def _prose(description: str) -> str:
    """What somebody says in a description: no code, quotes, comments, and nothing struck out.

    Where a link leads to a card, its address stands in place of what it is called.
    """
    parts: list[str] = []
    quotes = 0
    first_of_item = False
    for token in _markdown().parse(_CONTROL.sub(" ", description[:MOST_READ])):
        quotes += token.nesting if token.type.startswith("blockquote") else 0
        if token.type in {"list_item_open", "list_item_close"}:
            first_of_item = token.nesting == 1
        elif token.type == "inline" and not quotes:
            parts.append(_ITEM if first_of_item else _BLOCK)
            parts.append(_words(token.children or []))
            first_of_item = False
    return "".join(parts)


def _words(tokens: "Sequence[Token]") -> str:
    words: list[str] = []
    struck = 0
    address: str | None = None
    for token in tokens:
        if token.type in {"s_open", "s_close"}:
            struck += token.nesting
            words.append(_HIDDEN)
        elif token.type == "link_open":
            href = str(token.attrs.get("href", ""))
            address = href if _ADDRESS.fullmatch(href) else None
            words.append("" if address is None or struck else address)
        elif token.type == "link_close":
            address = None
        elif token.type in {"softbreak", "hardbreak"}:
            words.append("\n")
        elif token.type in {"code_inline", "image"}:
            words.append(_HIDDEN)
        elif token.type == "text" and not struck and address is None:
            words.append(token.content)
    return "".join(words)
