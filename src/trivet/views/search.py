"""Finding cards by what stands in them, across boards and workspaces.

All words must stand in a card (its title and long texts count together), or in one of its comments;
each counts as the beginning of a word.
"""

import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from pydantic import BaseModel, Field
from sqlalchemy import (
    CTE,
    ColumnElement,
    CompoundSelect,
    Integer,
    Row,
    Select,
    String,
    Subquery,
    and_,
    case,
    cast,
    func,
    intersect,
    literal,
    null,
    or_,
    select,
    union_all,
)

from trivet.boards.models import Board
from trivet.cards.mentions import spoken
from trivet.cards.models import Card, CardAlias, Comment
from trivet.platform.errors import FieldError, Unprocessable
from trivet.platform.uow import ReadUnit
from trivet.views.card_refs import CardRef, refs_by_id
from trivet.views.plain import plain
from trivet.views.search_index import SearchIndex
from trivet.workspaces.models import Workspace, WorkspaceMember

LONGEST_WORD = 64
"""Characters of a word that count."""

_WORD = re.compile(r"[^\W_]+")
_KEY = re.compile(r"\s*([A-Za-z][A-Za-z0-9]{0,9})-([1-9][0-9]{0,8})\s*")
_BEFORE, _EXCERPT = 60, 200


class Where(StrEnum):
    """What of a card was found."""

    KEY = "key"
    TITLE = "title"
    DESCRIPTION = "description"
    COMMENT = "comment"


class _Tier(IntEnum):
    """The better a hit, the lower."""

    KEY = 0
    TITLE = 1
    TEXT = 2
    COMMENT = 3


_WHERE = dict(zip(_Tier, Where, strict=True))


class Hit(BaseModel):
    """A card that was found."""

    card: CardRef
    where: Where = Field(
        description="`description` means the acceptance criteria too, or words of title and texts."
    )
    excerpt: str = Field(description="What stands around the words; plain text.")
    comment_id: UUID | None = Field(None, description="The newest comment in which they stand.")


class Place(NamedTuple):
    """Where a page ends: the next one begins behind it."""

    rank: int
    moment: datetime
    card_id: UUID


def words_of(q: str) -> list[str]:
    """The words of a question, without repeats.

    Raises:
        Unprocessable: there are none.
    """
    found = (word[:LONGEST_WORD] for word in _WORD.findall(unicodedata.normalize("NFC", q)))
    words = list({word.casefold(): word for word in found}.values())
    if not words:
        raise Unprocessable(
            "Search by at least one letter or digit.",
            fields=(FieldError("q", "has no letter and no digit", "no_words"),),
        )
    return words


def excerpt(text: str, words: Sequence[str]) -> str:
    """The surroundings of the first of `words` in a text; its beginning if they are not in it."""
    text = spoken(text)
    any_word = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    found = re.search(rf"(?<![^\W_])(?:{any_word})", text, re.IGNORECASE)
    start = max(0, found.start() - _BEFORE) if found else 0
    end = min(len(text), start + _EXCERPT)
    shown = " ".join(text[start:end].split())
    return f"{'…' if start else ''}{shown}{'…' if end < len(text) else ''}"


class Search:
    """Finds cards for one person.

    Args:
        unit: a read unit.
        index: finds words.
        user_id: who asks; only their workspaces are searched.
    """

    def __init__(self, unit: ReadUnit, index: SearchIndex, user_id: UUID) -> None:
        self._session = unit.session
        self._index = index
        self._user_id = user_id

    async def find(
        self, q: str, workspace_id: UUID | None, after: Place | None, limit: int
    ) -> tuple[list[Hit], Place | None]:
        """Hits by key first, then by title, then others; each the newest first.

        Args:
            q: words, or a key.
            workspace_id: only there; None is everywhere.
            after: where the page before ended.
            limit: how many hits at most.

        Returns:
            The hits, and where this page ends if there are more.

        Raises:
            Unprocessable: `q` has no words.
        """
        words = words_of(q)
        found = self._found(q, words)
        seen = (
            select(found)
            .join(Board, Board.id == found.c.board_id)
            .join(Workspace, Workspace.id == Board.workspace_id)
            .join(WorkspaceMember, WorkspaceMember.workspace_id == Board.workspace_id)
            .where(
                WorkspaceMember.user_id == self._user_id,
                Board.deleted_at.is_(None),
                Workspace.deleted_at.is_(None),
            )
        )
        if workspace_id is not None:
            seen = seen.where(Board.workspace_id == workspace_id)
        if after is not None:
            seen = seen.where(_behind(after, found))
        order = (found.c.rank, found.c.moment.desc(), found.c.card_id.desc())
        rows = (await self._session.execute(seen.order_by(*order).limit(limit + 1))).all()
        shown = rows[:limit]
        if len(rows) > limit:
            return await self._hits(shown, words), Place(*shown[-1][:3])
        return await self._hits(shown, words), None

    def _found(self, q: str, words: Sequence[str]) -> CTE:
        """The cards that fit, each with its best hit, whoever may see them.

        Materialized: before PostgreSQL has statistics of a board that was just filled, it would begin
        with the boards, and look for each of their cards through all hits.
        """
        best = self._best(q, words)
        said = best.c.tier == _Tier.COMMENT
        columns: list[ColumnElement[Any]] = [
            case((said, int(_Tier.TEXT)), else_=best.c.tier).label("rank"),
            case((said, Comment.created_at), else_=Card.updated_at).label("moment"),
            Card.id.label("card_id"),
            Card.board_id.label("board_id"),
            best.c.tier.label("tier"),
            Comment.id.label("comment_id"),
        ]
        statement = (
            select(*columns)
            .select_from(best)
            .join(Card, Card.id == best.c.card_id)
            .outerjoin(Comment, and_(said, Comment.id == best.c.comment_id))
            .where(Card.deleted_at.is_(None))
        )
        return statement.cte("found").prefix_with("MATERIALIZED")

    def _best(self, q: str, words: Sequence[str]) -> Subquery:
        """For each card its best hit, and the newest comment in which the words stand."""
        hits = union_all(*self._by_key(q), self._by_card(words), self._by_comment(words)).subquery()
        newest = func.max(hits.c.comment_id)
        return (
            select(
                hits.c.card_id,
                func.min(hits.c.tier).label("tier"),
                cast(newest, Comment.id.type).label("comment_id"),
            )
            .group_by(hits.c.card_id)
            .subquery()
        )

    @staticmethod
    def _by_key(q: str) -> list[Select[Any]]:
        key = _KEY.fullmatch(q)
        if key is None:
            return []
        board, number = Board.key == key[1].upper(), int(key[2])
        now = select(*_hit(Card.id, _Tier.KEY)).join(Board, Board.id == Card.board_id)
        once = select(*_hit(CardAlias.card_id, _Tier.KEY)).join(
            Board, Board.id == CardAlias.board_id
        )
        return [
            now.where(board, Card.number == number),
            once.where(board, CardAlias.number == number),
        ]

    def _by_card(self, words: Sequence[str]) -> Select[Any]:
        titles = [self._index.titles(word) for word in words]
        texts = [self._index.texts(word) for word in words]
        both = [union_all(title, text) for title, text in zip(titles, texts, strict=True)]
        tier = case((Card.id.in_(_in_all(titles)), int(_Tier.TITLE)), else_=int(_Tier.TEXT))
        return select(*_hit(Card.id, tier)).where(Card.id.in_(_in_all(both)))

    def _by_comment(self, words: Sequence[str]) -> Select[Any]:
        return select(*_hit(Comment.card_id, _Tier.COMMENT, cast(Comment.id, String))).where(
            Comment.deleted_at.is_(None),
            Comment.id.in_(_in_all([self._index.comments(word) for word in words])),
        )

    async def _hits(self, rows: Sequence[Row[Any]], words: Sequence[str]) -> list[Hit]:
        cards = await refs_by_id(self._session, [row.card_id for row in rows])
        texts = await self._texts([row.card_id for row in rows if row.tier == _Tier.TEXT])
        bodies = await self._bodies([row.comment_id for row in rows if row.comment_id is not None])
        hits = []
        for row in rows:
            card = cards[row.card_id]
            text = bodies.get(row.comment_id) or _telling(
                card.title, texts.get(row.card_id, ()), words
            )
            where, shown = _WHERE[_Tier(row.tier)], excerpt(text, words)
            hits.append(Hit(card=card, where=where, excerpt=shown, comment_id=row.comment_id))
        return hits

    async def _texts(self, ids: Sequence[UUID]) -> dict[UUID, tuple[str, str]]:
        statement = select(Card.id, Card.description, Card.acceptance_criteria)
        rows = await self._session.execute(statement.where(Card.id.in_(ids)))
        return {card_id: (plain(one), plain(other)) for card_id, one, other in rows}

    async def _bodies(self, ids: Sequence[UUID]) -> dict[UUID, str]:
        rows = await self._session.execute(
            select(Comment.id, Comment.body).where(Comment.id.in_(ids))
        )
        return {row.id: plain(row.body) for row in rows}


def _in_all(
    found: Sequence[Select[Any] | CompoundSelect[Any]],
) -> Select[Any] | CompoundSelect[Any]:
    """The ids that each of several queries finds.

    As sets, one after the other. Conditions beside one another are joins to PostgreSQL, which it puts
    in order anew for each search: with eight words that takes minutes.
    """
    if len(found) == 1:
        return found[0]
    return intersect(*(select(*each.subquery().c) for each in found))


def _hit(card_id: Any, tier: Any, comment_id: Any = None) -> tuple[ColumnElement[Any], ...]:
    return (
        card_id.label("card_id"),
        (literal(int(tier), Integer) if isinstance(tier, _Tier) else tier).label("tier"),
        (cast(null(), String) if comment_id is None else comment_id).label("comment_id"),
    )


def _behind(place: Place, found: CTE) -> ColumnElement[bool]:
    rank, moment, card_id = found.c.rank, found.c.moment, found.c.card_id
    return or_(
        rank > place.rank,
        and_(rank == place.rank, moment < place.moment),
        and_(rank == place.rank, moment == place.moment, card_id < place.card_id),
    )


def _telling(title: str, texts: Sequence[str], words: Sequence[str]) -> str:
    """Of a card's long texts the first in which one of the words stands; else its title."""
    for text in texts:
        if any(re.search(rf"(?<![^\W_]){re.escape(w)}", text, re.IGNORECASE) for w in words):
            return text
    return title
