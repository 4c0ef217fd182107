"""The live snapshot: a board as ready-made bytes, patched by events.

One of the hot path's places. Reading a board from its rows costs tens of milliseconds at 1,000
cards; here the answer is joined from fragments that are already encoded, and only the column that
was touched is joined anew. Events patch a board strictly in the order of their `seq`; a gap is
filled from the log, and only if that fails the board is loaded again.

This module keeps order and bytes. What stands in a fragment is encoded by the `Codec`, which
bootstrap takes from `views`, so that nothing here imports upwards.
"""

from bisect import bisect_left, insort
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, NamedTuple, Protocol

from trivet.boards import events as types
from trivet.boards.events import BoardEvent
from trivet.platform.clock import rfc3339
from trivet.platform.json import dumps, loads

FORMAT = "3"
"""Changes with the form of the snapshot, so that nobody is shown bytes of an older Trivet."""

CARDS_RERANKED = "cards.reranked"


class Fragment(NamedTuple):
    """A card, encoded.

    Args:
        wire: JSON, as it stands in the board's answer.
        column_id, rank, version: what it says there.
    """

    wire: bytes
    column_id: str
    rank: str
    version: int


class Codec(Protocol):
    """Encodes what stands in a fragment."""

    def fragment(
        self, before: bytes | None, type_: str, payload: Mapping[str, Any], at: str
    ) -> Fragment | None:
        """A card after an event; None if the card is not on the board any more."""

    def read(self, wire: bytes) -> Fragment:
        """A card that was encoded before."""

    def placed(self, fragment: bytes, changes: Mapping[str, Any]) -> Fragment:
        """The card with some of its members replaced."""

    def without_label(self, fragment: bytes, label_id: str) -> Fragment:
        """The card without a label that was deleted."""


@dataclass(slots=True)
class LiveCard:
    """A card's place and its encoded form."""

    id: str
    column_id: str
    rank: str
    version: int
    fragment: bytes


def with_cards(head: bytes, cards: Iterable[bytes]) -> bytes:
    """The answer about a board.

    Args:
        head: the object without its cards.
        cards: those, one or several joined in each.
    """
    return b"".join((head[:-1], b',"cards":[', b",".join(cards), b"]}"))


@dataclass(slots=True)
class LiveColumn:
    """The cards of a column, in order; joined when read."""

    order: list[tuple[str, str]] = field(default_factory=list)
    joined: bytes | None = None

    def add(self, card: LiveCard) -> None:
        insort(self.order, (card.rank, card.id))
        self.joined = None

    def remove(self, card: LiveCard) -> None:
        entry = (card.rank, card.id)
        index = bisect_left(self.order, entry)
        if index < len(self.order) and self.order[index] == entry:
            del self.order[index]
        self.joined = None


class OutOfOrder(Exception):
    """An event does not follow the last one."""


class LiveBoard:
    """One board in memory.

    Args:
        head: the board's own document, with `seq` and `epoch` apart.
        columns: documents of its columns.
        labels: documents of its labels.
        cards: its live cards.
        seq: the number of the last event that it shows.
        epoch: the installation's epoch.
        structure_version: what single-statement writes are guarded by.
        codec: who encodes fragments.
    """

    def __init__(
        self,
        *,
        head: dict[str, Any],
        columns: list[dict[str, Any]],
        labels: list[dict[str, Any]],
        cards: list[LiveCard],
        seq: int,
        epoch: str,
        structure_version: int,
        codec: Codec,
    ) -> None:
        self.id: str = head["id"]
        self.key: str = head["key"]
        self.seq = seq
        self.epoch = epoch
        self.structure_version = structure_version
        self.head = head
        self.columns = {column["id"]: column for column in columns}
        self.labels = {label["id"]: label for label in labels}
        self.cards: dict[str, LiveCard] = {}
        self.deleted = False
        self._codec = codec
        self._lanes: dict[str, LiveColumn] = {column["id"]: LiveColumn() for column in columns}
        self._body: bytes | None = None
        for card in cards:
            self.cards[card.id] = card
            self._lanes[card.column_id].order.append((card.rank, card.id))
        for lane in self._lanes.values():
            lane.order.sort()

    @property
    def archived(self) -> bool:
        return "archived_at" in self.head

    @property
    def etag(self) -> str:
        """What the answer is known by: epoch, format and seq (RFC 9110, section 8.8.3)."""
        return f'"{self.epoch[-8:]}-{FORMAT}-{self.seq}"'

    def order(self, column_id: str) -> list[tuple[str, str]]:
        """`(rank, card id)` of a column, in order."""
        return self._lanes[column_id].order

    def body(self) -> bytes:
        """The answer to `GET /boards/{id}`."""
        if self._body is None:
            head = dumps(
                {
                    **self.head,
                    "seq": self.seq,
                    "epoch": self.epoch,
                    "columns": self._columns_in_order(),
                    "labels": sorted(self.labels.values(), key=lambda x: (x["name"], x["id"])),
                }
            )
            self._body = with_cards(head, (joined for joined in self._joined() if joined))
        return self._body

    def _columns_in_order(self) -> list[dict[str, Any]]:
        return sorted(self.columns.values(), key=lambda column: column["rank"])

    def _joined(self) -> Iterator[bytes]:
        for column in self._columns_in_order():
            lane = self._lanes[column["id"]]
            if lane.joined is None:
                cards = self.cards
                lane.joined = b",".join([cards[card_id].fragment for _, card_id in lane.order])
            yield lane.joined

    def fragments(self, wanted: Container[str]) -> list[bytes]:
        """Some cards as they stand in an answer, in order.

        Args:
            wanted: their ids.
        """
        return [
            self.cards[card_id].fragment
            for column in self._columns_in_order()
            for _, card_id in self._lanes[column["id"]].order
            if card_id in wanted
        ]

    def apply(self, event: BoardEvent) -> None:
        """Show one event more.

        Raises:
            OutOfOrder: it is not the next one.
        """
        if event.seq != self.seq + 1:
            raise OutOfOrder(f"{event.seq} does not follow {self.seq}")
        payload = event.whole
        assert event.created_at is not None
        at = rfc3339(event.created_at)
        if event.card_id is not None:
            self._apply_to_card(str(event.card_id), event.type, payload, at)
        else:
            self._apply_to_board(event.type, payload, at)
        self.seq = event.seq
        self._body = None

    def _apply_to_card(self, card_id: str, type_: str, payload: Mapping[str, Any], at: str) -> None:
        before = self.cards.get(card_id)
        fragment = self._codec.fragment(before.fragment if before else None, type_, payload, at)
        if fragment is None:
            if before is not None:
                self._lanes[before.column_id].remove(before)
                del self.cards[card_id]
            return
        self._put(card_id, before, fragment)

    def _put(self, card_id: str, before: LiveCard | None, fragment: Fragment) -> None:
        wire, column_id, rank, version = fragment
        after = LiveCard(card_id, column_id, rank, version, wire)
        self.cards[card_id] = after
        if before is not None and (before.column_id, before.rank) == (column_id, rank):
            self._lanes[column_id].joined = None
            return
        if before is not None:
            self._lanes[before.column_id].remove(before)
        self._lanes[column_id].add(after)

    def _apply_to_board(self, type_: str, payload: Mapping[str, Any], at: str) -> None:
        apply = self._PATCHES.get(type_)
        if apply is not None:
            apply(self, payload, at)
        if type_ in _STRUCTURAL:
            self.structure_version += 1

    def _board_updated(self, payload: Mapping[str, Any], _at: str) -> None:
        _overlay(self.head, payload["fields"])

    def _board_archived(self, _payload: Mapping[str, Any], at: str) -> None:
        self.head["archived_at"] = at

    def _board_restored(self, _payload: Mapping[str, Any], _at: str) -> None:
        self.head.pop("archived_at", None)

    def _board_deleted(self, _payload: Mapping[str, Any], _at: str) -> None:
        self.deleted = True

    def _column_created(self, payload: Mapping[str, Any], _at: str) -> None:
        column = dict(payload["column"])
        self.columns[column["id"]] = column
        self._lanes[column["id"]] = LiveColumn()

    def _column_updated(self, payload: Mapping[str, Any], _at: str) -> None:
        _overlay(self.columns[payload["column_id"]], payload["fields"])

    def _column_deleted(self, payload: Mapping[str, Any], at: str) -> None:
        for moved in payload["cards"]:
            card = self.cards[moved["id"]]
            place = {"column_id": payload["to_column_id"], **moved, "updated_at": at}
            fragment = self._codec.placed(card.fragment, place)
            self._put(card.id, card, fragment)
        del self.columns[payload["column_id"]]
        del self._lanes[payload["column_id"]]

    def _columns_reranked(self, payload: Mapping[str, Any], _at: str) -> None:
        for column_id, rank in payload["ranks"].items():
            self.columns[column_id]["rank"] = rank

    def _label_created(self, payload: Mapping[str, Any], _at: str) -> None:
        label = dict(payload["label"])
        self.labels[label["id"]] = label

    def _label_updated(self, payload: Mapping[str, Any], _at: str) -> None:
        _overlay(self.labels[payload["label_id"]], payload["fields"])

    def _label_deleted(self, payload: Mapping[str, Any], _at: str) -> None:
        label_id = payload["label_id"]
        self.labels.pop(label_id, None)
        needle = label_id.encode()
        for card in list(self.cards.values()):
            if needle in card.fragment:
                self._put(card.id, card, self._codec.without_label(card.fragment, label_id))

    def _cards_reranked(self, payload: Mapping[str, Any], _at: str) -> None:
        ranks = payload["ranks"]
        for card_id, rank in ranks.items():
            card = self.cards[card_id]
            card.rank = rank
            card.fragment = self._codec.placed(card.fragment, {"rank": rank}).wire
        # All at once: to move them one by one would take quadratic time.
        lane = self._lanes[payload["column_id"]]
        lane.order = sorted((self.cards[card_id].rank, card_id) for _, card_id in lane.order)
        lane.joined = None

    _PATCHES: ClassVar = {
        types.BOARD_UPDATED: _board_updated,
        types.BOARD_ARCHIVED: _board_archived,
        types.BOARD_RESTORED: _board_restored,
        types.BOARD_DELETED: _board_deleted,
        types.COLUMN_CREATED: _column_created,
        types.COLUMN_UPDATED: _column_updated,
        types.COLUMN_DELETED: _column_deleted,
        types.COLUMNS_RERANKED: _columns_reranked,
        types.LABEL_CREATED: _label_created,
        types.LABEL_UPDATED: _label_updated,
        types.LABEL_DELETED: _label_deleted,
        CARDS_RERANKED: _cards_reranked,
    }

    def to_bytes(self) -> bytes:
        """The board for the cache, where a process that starts cold finds it."""
        return dumps(
            {
                "head": self.head,
                "columns": list(self.columns.values()),
                "labels": list(self.labels.values()),
                "seq": self.seq,
                "epoch": self.epoch,
                "structure_version": self.structure_version,
                "cards": [loads(card.fragment) for card in self.cards.values()],
            }
        )

    @classmethod
    def from_bytes(cls, data: bytes, codec: Codec) -> "LiveBoard":
        """The board that `to_bytes` wrote."""
        kept = loads(data)
        fragments = kept.pop("cards")
        return cls(
            **kept, cards=[live_card(f["id"], dumps(f), codec) for f in fragments], codec=codec
        )


def live_card(card_id: str, fragment: bytes, codec: Codec) -> LiveCard:
    """A card as the live board keeps it."""
    wire, column_id, rank, version = codec.read(fragment)
    return LiveCard(card_id, column_id, rank, version, wire)


def _overlay(document: dict[str, Any], fields: Mapping[str, Any]) -> None:
    for name, value in fields.items():
        if value is None:
            document.pop(name, None)
        else:
            document[name] = value


# Each of these raises the board's structure_version by one, here as in its row.
_STRUCTURAL = {
    types.BOARD_ARCHIVED,
    types.BOARD_RESTORED,
    types.BOARD_DELETED,
    types.COLUMN_CREATED,
    types.COLUMN_UPDATED,
    types.COLUMN_DELETED,
    types.COLUMNS_RERANKED,
    CARDS_RERANKED,
}
