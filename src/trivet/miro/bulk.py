"""Many items by few requests: Miro makes up to 20 by one, all or none, and says which of them it refuses.

Source: "Create items in bulk", Miro: "If any item's create operation fails, the create operation for all the
remaining items also fails", and fields at fault begin with the number of their item, from 0.
"""

import re
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trivet.miro.answers import Document
from trivet.miro.client import AT_ONCE, MiroClient
from trivet.miro.errors import (
    MiroBoardNotFound,
    MiroConflict,
    MiroInvalid,
    MiroItemNotFound,
    MiroNotAsked,
    MiroNotTried,
    MiroUnreachable,
)
from trivet.miro.transport import is_unknown, outcome_unknown
from trivet.platform.errors import AppError, FieldError

MOST_REFUSALS = 50
"""Requests that Miro refuses before the rest is not tried. Each costs what it would have made: 500 items that
are refused one by one would cost a minute's credits."""
_NUMBERED = re.compile(r"\[?([0-9]{1,3})\]?\.?(.*)", re.DOTALL)

Keep = Callable[[Sequence[Document]], Awaitable[None]]
"""Keeps items that were made."""


@dataclass(frozen=True, slots=True)
class Made:
    """What became of one of several items.

    Args:
        item: it; None if it was not made, or if that is not known.
        error: why not.
    """

    item: Document | None = None
    error: AppError | None = None


@dataclass(frozen=True, slots=True)
class _Part:
    """Some of the items, by their numbers.

    Args:
        numbers: at most 20.
        again: whether Miro refused it before, with others that are gone from it.
    """

    numbers: Sequence[int]
    again: bool = False

    def halves(self) -> "list[_Part]":
        middle = (len(self.numbers) + 1) // 2
        return [_Part(each, True) for each in (self.numbers[:middle], self.numbers[middle:])]


class BulkMaking:
    """Makes items of a board; what is wrong with one keeps none of the others from it.

    Args:
        client: asks Miro.
        board_id: the board.
        bodies: each with its `type`.
        keep: told of what was made, after each request.
    """

    def __init__(
        self, client: MiroClient, board_id: str, bodies: Sequence[Mapping[str, Any]], keep: Keep
    ) -> None:
        self._client = client
        self._board_id = board_id
        self._bodies = bodies
        self._keep = keep
        numbers = range(len(bodies))
        self._parts = deque(
            _Part(numbers[begin : begin + AT_ONCE]) for begin in range(0, len(bodies), AT_ONCE)
        )
        self._outcomes: dict[int, Made] = {}
        self._lost: dict[str, AppError] = {}
        """Frames that are not there, and how Miro says so."""
        self._refusals = 0

    async def outcomes(self) -> list[Made]:
        """Make them; what became of each, in their order.

        What would befall all the rest in the same way is met once, and the rest is not tried: a limit,
        a right that is missing, a board that is gone, a Miro that does not answer.

        Raises:
            MiroBoardNotFound, MiroForbids, MiroAccountMissing, MiroLimited, MiroNotAsked: the first
                request met that: none was made.
        """
        while self._parts:
            part = self._without_lost(self._parts.popleft())
            if not part.numbers:
                continue
            if self._refusals >= MOST_REFUSALS:
                self._rest(part, _not_tried())
                break
            await self._ask(part)
        return [self._outcomes[number] for number in range(len(self._bodies))]

    async def _ask(self, part: _Part) -> None:
        bodies = [self._bodies[number] for number in part.numbers]
        try:
            documents = await self._client.create_many(self._board_id, bodies)
        except (MiroInvalid, MiroConflict) as error:
            self._refused(part, error)
        except MiroItemNotFound as error:
            self._not_found(part, error)
        except MiroUnreachable as error:
            if is_unknown(error):
                self._unheard(part, error)
            else:
                self._end(part, error)
        except AppError as error:
            self._end(part, error)
        else:
            await self._made(part, documents)

    async def _made(self, part: _Part, documents: Sequence[Document]) -> None:
        await self._keep(documents)
        if len(documents) == len(part.numbers):
            for number, document in zip(part.numbers, documents, strict=True):
                self._outcomes[number] = Made(document)
        else:  # which is which cannot be told
            self._set(part.numbers, outcome_unknown())

    def _refused(self, part: _Part, error: AppError) -> None:
        """Those that Miro names are refused, and the rest is sent again. Where it names none, or refuses
        a rest, too, that is halved: it may tell of one at a time.
        """
        self._refusals += 1
        numbers = part.numbers
        if len(numbers) == 1:
            self._set(numbers, refusal_at(error, 0) or error)
            return
        own = {number: refusal_at(error, place) for place, number in enumerate(numbers)}
        for number, theirs in own.items():
            if theirs is not None:
                self._set([number], theirs)
        rest = _Part([number for number, theirs in own.items() if theirs is None], True)
        named = len(rest.numbers) < len(numbers)
        self._next([rest] if named and not part.again else rest.halves())

    def _not_found(self, part: _Part, error: MiroItemNotFound) -> None:
        """A frame is not there; which one, Miro may not say. Who is in none can still be made."""
        self._refusals += 1
        by_frame: dict[str | None, list[int]] = defaultdict(list)
        for number in part.numbers:
            by_frame[self._frame(number)].append(number)
        if len(by_frame) > 1:
            groups = list(by_frame.values())
            half = len(groups) // 2
            self._next(
                _Part(sorted(number for group in some for number in group), True)
                for some in (groups[:half], groups[half:])
            )
            return
        (frame,) = by_frame
        if frame is None:  # then it is the board that is not there
            self._end(part, MiroBoardNotFound(error.detail, extra=error.extra))
        else:
            self._lost[frame] = error
            self._set(part.numbers, error)

    def _unheard(self, part: _Part, error: MiroUnreachable) -> None:
        """Whether these were made is not known; of the rest it is."""
        self._set(part.numbers, outcome_unknown())
        rest = MiroNotAsked(
            "Miro did not answer when others were made: this one was not sent. Try it again.",
            headers={"Retry-After": error.headers.get("Retry-After", "60")},
        )
        self._rest(_Part([]), rest)

    def _end(self, part: _Part, error: AppError) -> None:
        """What these met, all that follow would meet."""
        if not self._outcomes:
            raise error
        self._rest(part, error)

    def _rest(self, part: _Part, error: AppError) -> None:
        self._set([*part.numbers, *(each for part in self._parts for each in part.numbers)], error)
        self._parts.clear()

    def _set(self, numbers: Sequence[int], error: AppError) -> None:
        for number in numbers:
            self._outcomes[number] = Made(error=error)

    def _next(self, parts: Iterable[_Part]) -> None:
        self._parts.extendleft(reversed([each for each in parts if each.numbers]))

    def _without_lost(self, part: _Part) -> _Part:
        """Those of a part whose frame is there, as far as is known; the others are refused."""
        kept = []
        for number in part.numbers:
            lost = self._lost.get(self._frame(number) or "")
            if lost is None:
                kept.append(number)
            else:
                self._set([number], lost)
        return _Part(kept, part.again)

    def _frame(self, number: int) -> str | None:
        parent = self._bodies[number].get("parent")
        return None if parent is None else parent["id"]


def refusal_at(error: AppError, place: int) -> AppError | None:
    """What a refusal says of the item at a place of the request; None if it says nothing of it."""
    fields = []
    for each in error.fields:
        numbered = _NUMBERED.fullmatch(each.field)
        if numbered is not None and int(numbered[1]) == place:
            fields.append(FieldError(numbered[2] or each.field, each.message))
    if not fields:
        return None
    words = "; ".join(each.message for each in fields[:3])
    return type(error)(f"Miro says: {words}", fields=tuple(fields), extra=error.extra)


def _not_tried() -> MiroNotTried:
    return MiroNotTried(
        "Miro refused so many of the others that this one was not sent. Mend those, then send this one again."
    )
