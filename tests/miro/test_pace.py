"""How often a board is looked at."""

from datetime import UTC, datetime, timedelta

import pytest

from trivet.miro.credits import POLL_SHARE
from trivet.miro.follow_repository import Looked
from trivet.miro.pace import every_s, wanted_s

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)


def board(
    board_id: str = "one",
    cost: int = 150,
    changed: timedelta | None = None,
    *,
    read: bool = False,
) -> Looked:
    return Looked(board_id, cost, None if changed is None else NOON - changed, read)


@pytest.mark.parametrize(
    ("changed", "read", "seconds"),
    [
        (timedelta(minutes=1), False, 10),
        (timedelta(minutes=3), False, 20),
        (timedelta(hours=2), False, 60),
        (timedelta(days=2), False, 120),
        (timedelta(days=2), True, 20),
        (None, False, 60),
    ],
)
def test_where_something_happens_it_is_looked_at_more_often(
    changed: timedelta | None, read: bool, seconds: float
) -> None:
    assert wanted_s(board(changed=changed, read=read), 10, NOON) == seconds


def test_one_small_board_waits_for_no_credits() -> None:
    one = board(changed=timedelta(0))
    assert every_s("one", [one], 10, NOON, limit=100_000) == 10


def test_all_of_a_person_share_two_fifths_of_their_credits() -> None:
    # 5,000 items each, changed this moment: 30 looks at 10,150 credits in 10 seconds would be 1.8 million
    # a minute.
    boards = [board(str(number), 10_150, timedelta(0)) for number in range(30)]
    each = [every_s(one.board_id, boards, 10, NOON, limit=100_000) for one in boards]
    a_minute = sum(60 / seconds * 10_150 for seconds in each)
    assert a_minute == pytest.approx(POLL_SHARE * 100_000)


def test_a_board_keeps_no_worker_busy() -> None:
    assert every_s("one", [board(read=True)], 1, NOON, limit=100_000, took_s=20) == 60
