"""What is known of pull requests is the same in whatever order it became known."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.factories.github import MORNING
from trivet.cards.counterparts import PullRequestState as State
from trivet.github.history import (
    JUDGING,
    LONGEST,
    Entry,
    entry_of,
    is_requested,
    judgements,
    of_card,
    with_entry,
)
from trivet.platform.clock import rfc3339

DRAFT, OPEN, CLOSED, MERGED = State.DRAFT, State.OPEN, State.CLOSED, State.MERGED
Told = tuple[int, State] | tuple[int, State, bool]


def history(*told: Told) -> list[Entry]:
    entries: list[Entry] = []
    for minute, state, *requested in told:
        at = MORNING + timedelta(minutes=minute)
        entries = with_entry(entries, entry_of(at, state, ["ENG-1"], *requested))
    return entries


TOLD = st.lists(
    st.tuples(st.integers(0, 6), st.sampled_from(list(State)), st.booleans()), max_size=12
)


@given(TOLD, st.randoms(use_true_random=False))
def test_order_does_not_matter_nor_how_often(told: list[Told], chance: object) -> None:
    shuffled = [*told, *told[::2]]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert history(*shuffled) == history(*told)


def test_on_equal_times_the_later_state_wins() -> None:
    for told in ([(1, MERGED), (1, DRAFT), (1, CLOSED), (1, OPEN)], [(1, OPEN), (1, MERGED)]):
        assert history(*told)[-1][1] == MERGED
    assert history((1, OPEN), (1, DRAFT))[-1][1] == OPEN


def test_an_entry_of_before_is_known_again() -> None:
    """What was kept before it was heard who is asked for a review is told without that."""
    old = [rfc3339(MORNING), "open", ["ENG-1"]]
    assert with_entry([old], entry_of(MORNING, OPEN, ["ENG-1"])) == [old]
    asked = entry_of(MORNING, OPEN, ["ENG-1"], True)
    assert with_entry([old], asked) == [old, asked]
    assert with_entry([asked], old) == [old, asked]
    assert [is_requested(entry) for entry in (old, asked)] == [False, True]
    assert of_card([old, asked], {"ENG-1"}) == [old, asked]
    assert of_card([old, asked], {"ENG-2"}) == []


def said(number: int, login: str | None, state: str, minute: int, *, gone: bool = False) -> Entry:
    return [number, login, state, rfc3339(MORNING + timedelta(minutes=minute)), gone]


def test_what_reviewers_said_comes_to_a_verdict_each_time() -> None:
    reviews = [
        said(1, "ben", "approved", 1),
        said(2, "cy", "changes_requested", 2),
        said(3, "ben", "approved", 3),  # while cy still wants changes
        said(4, "cy", "commented", 4),  # takes nothing back
        said(5, None, "approved", 5),  # of an account that is no more
        said(6, "cy", "approved", 6, gone=True),  # dismissed since, but it was said
        said(7, "dee", "", 7, gone=True),  # only its dismissal was heard of
    ]
    wanted = [
        ("approved", "approved"),
        ("changes_requested", "changes_requested"),
        ("approved", "changes_requested"),
        ("approved", "changes_requested"),
        ("approved", "approved"),
    ]
    assert [found[1:] for found in judgements(reviews)] == wanted
    assert list(judgements(reviews[::-1])) == list(judgements(reviews))
    assert [at for at, _, _ in judgements(reviews)] == sorted(
        one[3] for one in reviews if one[2] in JUDGING
    )


def test_a_history_without_end_keeps_what_matters() -> None:
    told = [(0, DRAFT), *((minute, OPEN) for minute in range(1, LONGEST + 50)), (900, MERGED)]
    kept = history(*told)
    assert len(kept) <= LONGEST
    assert [entry[1] for entry in kept][:2] == [DRAFT, OPEN]
    assert kept[-1][1] == MERGED
    assert [entry[1] for entry in kept].count(OPEN) < LONGEST
