"""What is written on GitHub about cards, word by word. Pure.

Titles are people's words: in Markdown nothing of them means anything, and nobody is called by them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from trivet.cards.written import CardWritten
from trivet.platform.settings import Settings

LONGEST_SAID = 140
"""Of a status; GitHub refuses longer ones."""
LONGEST_TITLE = 250
"""Of a pull request; GitHub takes 256 characters."""
_MARKED = re.compile(r"([!-/:-@\[-`{-~])")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class CardThere:
    """A card of a pull request.

    Args:
        card: the card.
        closes: whether merging the pull request finishes it.
        url: its address.
    """

    card: CardWritten
    closes: bool
    url: str

    @property
    def link(self) -> str:
        """A link to it, in Markdown."""
        return f"[{self.card.key} {plain(self.card.title)}]({self.url})"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of a commit.

    Args:
        state: `pending` or `success`.
        said: in words.
        url: the card that it is about; None if it is about none.
    """

    state: str
    said: str
    url: str | None

    def told(self, sha: str) -> str:
        """What is kept of it once it was said of a commit: the same again need not be said."""
        digest = sha256(f"{self.said}\n{self.url}".encode()).hexdigest()[:12]
        return f"{sha}:{self.state}:{digest}"


def card_url(settings: Settings, card: CardWritten) -> str:
    """Where a card is shown."""
    return f"{settings.base_url}/app/b/{card.board_id}/c/{card.key}"


def plain(text: str) -> str:
    """A text in one line of which Markdown shows every character ("Backslash escapes", CommonMark)."""
    return _MARKED.sub(r"\\\1", _SPACES.sub(" ", text).strip())


def marker_of(pull_request_id: UUID) -> str:
    """What nobody sees of a comment, and we know it by."""
    return f"<!-- trivet:pull-request:{pull_request_id} -->"


def comment_of(pull_request_id: UUID, cards: Sequence[CardThere]) -> str:
    """The comment that links a pull request to its cards.

    Args:
        pull_request_id: our id of the pull request.
        cards: its cards, in order.
    """
    finished = [each.link for each in cards if each.closes]
    mentioned = [each.link for each in cards if not each.closes]
    parts = [marker_of(pull_request_id)]
    if finished:
        parts.append(_list("Finishes when it is merged:", finished))
    if mentioned:
        parts.append(_list("Only mentions:" if finished else "Mentions:", mentioned))
    if not cards:
        parts.append("No card is linked to this pull request any more.")
    return "\n\n".join(parts)


def needs_comment(cards: Sequence[CardThere], description: str) -> bool:
    """Whether a pull request has a card whose address does not stand in its description."""
    return any(not _names(description, each.url) for each in cards)


def _names(text: str, url: str) -> bool:
    # ENG-4's address is the beginning of ENG-42's.
    return re.search(rf"{re.escape(url)}(?![0-9])", text, re.IGNORECASE) is not None


def set_of(cards: Sequence[CardThere]) -> int:
    """A number below zero that stands for a set of cards: in place of the number of a comment that was
    deleted, it says for which cards none is made again."""
    joined = ",".join(sorted(str(each.card.id) for each in cards))
    return -1 - int.from_bytes(sha256(joined.encode()).digest()[:7])


def verdict_on(cards: Sequence[CardThere]) -> Verdict:
    """Whether the cards that a pull request finishes may be finished."""
    waiting = [each for each in cards if each.closes and each.card.waits_for]
    if waiting:
        said = "; ".join(
            f"{each.card.key} is blocked by {', '.join(each.card.waits_for)}" for each in waiting
        )
        return Verdict("pending", _short(said, LONGEST_SAID), waiting[0].url)
    shown = [each for each in cards if each.closes] or list(cards)
    if not shown:
        return Verdict("success", "No card is linked any more", None)
    word = "Card is" if len(shown) == 1 else "Cards are"
    said = f"{word} ready: {', '.join(each.card.key for each in shown)}"
    return Verdict("success", _short(said, LONGEST_SAID), shown[0].url)


def draft_title(card: CardWritten) -> str:
    """What the draft pull request of a card is called."""
    return _short(f"{card.key} {_SPACES.sub(' ', card.title).strip()}", LONGEST_TITLE)


def draft_body(card: CardThere) -> str:
    """What it says."""
    return f"Card: {card.link}"


def _list(head: str, links: Sequence[str]) -> str:
    return "\n".join([head, "", *(f"- {link}" for link in links)])


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}\u2026"
