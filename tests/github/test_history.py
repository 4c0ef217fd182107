"""What is known of pull requests is the same in whatever order it became known."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.github import MORNING
from trivet.cards.counterparts import PullRequestState as State
from trivet.github.history import LONGEST, Entry, entry_of, met, with_entry
from trivet.github.rules import RuleEvent

DRAFT, OPEN, CLOSED, MERGED = State.DRAFT, State.OPEN, State.CLOSED, State.MERGED
Told = tuple[int, State]


def history(*told: Told) -> list[Entry]:
    entries: list[Entry] = []
    for minute, state in told:
        at = MORNING + timedelta(minutes=minute)
        entries = with_entry(entries, entry_of(at, state, ["ENG-1"]))
    return entries


TOLD = st.lists(st.tuples(st.integers(0, 6), st.sampled_from(list(State))), max_size=12)


@given(TOLD, st.randoms(use_true_random=False))
def test_order_does_not_matter_nor_how_often(told: list[Told], chance: object) -> None:
    shuffled = [*told, *told[::2]]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert history(*shuffled) == history(*told)


def test_on_equal_times_the_later_state_wins() -> None:
    for told in ([(1, MERGED), (1, DRAFT), (1, CLOSED), (1, OPEN)], [(1, OPEN), (1, MERGED)]):
        assert history(*told)[-1][1] == MERGED
    assert history((1, OPEN), (1, DRAFT))[-1][1] == OPEN


@pytest.mark.parametrize(
    ("pulls", "wanted"),
    [
        ([[(1, OPEN)]], {RuleEvent.OPENED: 1}),
        ([[(1, DRAFT)]], {RuleEvent.DRAFT: 1}),
        ([[(1, DRAFT), (2, OPEN)]], {RuleEvent.DRAFT: 1, RuleEvent.OPENED: 1}),
        ([[(1, OPEN), (2, OPEN), (3, OPEN)]], {RuleEvent.OPENED: 1}),
        ([[(1, OPEN), (2, CLOSED), (3, OPEN)]], {RuleEvent.OPENED: 2}),
        ([[(1, OPEN), (2, CLOSED)]], {RuleEvent.OPENED: 1}),
        ([[(2, MERGED)]], {RuleEvent.MERGED: 1}),
        ([[(1, OPEN), (2, MERGED), (3, MERGED)]], {RuleEvent.OPENED: 1, RuleEvent.MERGED: 1}),
        # Of two, one is still open.
        ([[(1, OPEN), (3, MERGED)], [(2, OPEN)]], {RuleEvent.OPENED: 2}),
        ([[(1, OPEN), (3, MERGED)], [(2, DRAFT)]], {RuleEvent.OPENED: 1, RuleEvent.DRAFT: 1}),
        # The other one was given up: what is merged is all there is.
        (
            [[(1, OPEN), (3, MERGED)], [(2, OPEN), (4, CLOSED)]],
            {RuleEvent.OPENED: 2, RuleEvent.MERGED: 1},
        ),
        # All merged, then a second round.
        (
            [[(1, OPEN), (2, MERGED)], [(3, OPEN), (4, MERGED)]],
            {RuleEvent.OPENED: 2, RuleEvent.MERGED: 2},
        ),
        ([[(1, OPEN), (2, MERGED)], [(3, OPEN)]], {RuleEvent.OPENED: 2, RuleEvent.MERGED: 1}),
        # In the same second one is merged and another opened: not all are merged.
        ([[(1, OPEN), (2, MERGED)], [(2, OPEN)]], {RuleEvent.OPENED: 2}),
        ([[(1, CLOSED)]], {}),
        ([], {}),
    ],
)
def test_how_often_rules_are_met(pulls: list[list[Told]], wanted: dict[RuleEvent, int]) -> None:
    assert met([history(*told) for told in pulls], 0) == wanted


def test_branches_count() -> None:
    assert met([], 2) == {RuleEvent.BRANCH_CREATED: 2}


def test_a_history_without_end_keeps_what_matters() -> None:
    told = [(0, DRAFT), *((minute, OPEN) for minute in range(1, LONGEST + 50)), (900, MERGED)]
    kept = history(*told)
    assert len(kept) <= LONGEST
    assert [entry[1] for entry in kept][:2] == [DRAFT, OPEN]
    assert kept[-1][1] == MERGED
    assert met([kept], 0) == {RuleEvent.DRAFT: 1, RuleEvent.OPENED: 1, RuleEvent.MERGED: 1}
