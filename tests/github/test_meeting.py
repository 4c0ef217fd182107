"""How often rules are met by what a card has on GitHub, and where that leads."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.github import MORNING
from trivet.boards.models import Category
from trivet.cards.counterparts import PullRequestState as State
from trivet.github.history import entry_of, with_entry
from trivet.github.meeting import counts_of, goal, met
from trivet.github.rules import BoardRules, Needs, Rule, RuleEvent, Step, effective
from trivet.github.timelines import Pull, timeline
from trivet.platform.clock import rfc3339
from trivet.platform.ids import new_id

DRAFT, OPEN, CLOSED, MERGED = State.DRAFT, State.OPEN, State.CLOSED, State.MERGED
ANY, ALL = Needs.ANY, Needs.ALL
ASKED = "asked"
Told = Sequence[Any]
"""The minute; a state, or `ASKED` for an open one of which a review is wanted; or the number and name of
who judges, and how; or the commit whose checks failed."""


def at(minute: float) -> str:
    return rfc3339(MORNING + timedelta(minutes=minute))


def pull(*told: Told, base: str = "main") -> Pull:
    entries: list[Any] = []
    reviews: list[Any] = []
    failures: list[list[str]] = []
    for minute, what, *more in told:
        moment = MORNING + timedelta(minutes=minute)
        if what == ASKED:
            entries = with_entry(entries, entry_of(moment, OPEN, ["ENG-1"], True))
        elif isinstance(what, State):
            entries = with_entry(entries, entry_of(moment, what, ["ENG-1"]))
        elif more:
            reviews.append([len(reviews), what, more[0], at(minute), False])
        else:
            failures.append([at(minute), what])
    return Pull(base, timeline(entries, reviews, failures))


def counts(rules: Sequence[Rule], *pulls: Pull) -> dict[str, int]:
    """How often each of some rules is met, and those that every board has."""
    found = counts_of(met(effective([], rules), pulls, []))
    return {key: count for key, count in found.items() if count}


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ([[(1, OPEN)]], {"opened": 1}),
        ([[(1, DRAFT)]], {"draft": 1}),
        ([[(1, DRAFT), (2, OPEN)]], {"draft": 1, "opened": 1}),
        ([[(1, OPEN), (2, OPEN), (3, OPEN)]], {"opened": 1}),
        ([[(1, OPEN), (2, CLOSED), (3, OPEN)]], {"opened": 2}),
        ([[(1, OPEN), (2, CLOSED)]], {"opened": 1}),
        ([[(2, MERGED)]], {"merged": 1}),
        ([[(1, OPEN), (2, MERGED), (3, MERGED)]], {"opened": 1, "merged": 1}),
        # Of two, one is still open.
        ([[(1, OPEN), (3, MERGED)], [(2, OPEN)]], {"opened": 2}),
        ([[(1, OPEN), (3, MERGED)], [(2, DRAFT)]], {"opened": 1, "draft": 1}),
        # The other one was given up: what is merged is all there is.
        ([[(1, OPEN), (3, MERGED)], [(2, OPEN), (4, CLOSED)]], {"opened": 2, "merged": 1}),
        # All merged, then a second round.
        ([[(1, OPEN), (2, MERGED)], [(3, OPEN), (4, MERGED)]], {"opened": 2, "merged": 2}),
        ([[(1, OPEN), (2, MERGED)], [(3, OPEN)]], {"opened": 2, "merged": 1}),
        # In the same second one is merged and another opened: not all are merged.
        ([[(1, OPEN), (2, MERGED)], [(2, OPEN)]], {"opened": 2}),
        ([[(1, CLOSED)]], {}),
        ([], {}),
    ],
)
def test_how_often_usual_rules_are_met(told: list[list[Told]], wanted: dict[str, int]) -> None:
    assert counts([], *(pull(*each) for each in told)) == wanted


@pytest.mark.parametrize(
    ("event", "needs", "told", "wanted"),
    [
        (RuleEvent.CLOSED, ANY, [[(1, OPEN), (2, CLOSED), (3, OPEN), (4, CLOSED)]], 2),
        (RuleEvent.CLOSED, ALL, [[(1, OPEN), (2, CLOSED)], [(1, OPEN)]], 0),
        (RuleEvent.CLOSED, ALL, [[(1, OPEN), (2, CLOSED)], [(1, OPEN), (3, MERGED)]], 1),
        (RuleEvent.REVIEW_REQUESTED, ANY, [[(1, OPEN), (2, ASKED), (3, ASKED)]], 1),
        (RuleEvent.REVIEW_REQUESTED, ANY, [[(1, ASKED), (2, OPEN), (3, ASKED)]], 2),
        # One that was reviewed is past being asked.
        (RuleEvent.REVIEW_REQUESTED, ALL, [[(1, OPEN), (2, "ben", "approved")], [(3, ASKED)]], 1),
        (RuleEvent.REVIEW_REQUESTED, ALL, [[(1, OPEN)], [(3, ASKED)]], 0),
        (RuleEvent.APPROVED, ANY, [[(1, OPEN), (2, "ben", "approved"), (3, "cy", "approved")]], 2),
        # While somebody wants changes, nothing is approved.
        (
            RuleEvent.APPROVED,
            ANY,
            [[(1, OPEN), (2, "cy", "changes_requested"), (3, "ben", "approved")]],
            0,
        ),
        # Each round counts, though it was true before.
        (
            RuleEvent.CHANGES_REQUESTED,
            ANY,
            [[(1, OPEN), (2, "cy", "changes_requested"), (3, "cy", "changes_requested")]],
            2,
        ),
        # Before it was open for this card, or after it was over, nobody judges.
        (RuleEvent.APPROVED, ANY, [[(0, "ben", "approved"), (1, OPEN)]], 0),
        (RuleEvent.APPROVED, ANY, [[(1, OPEN), (2, MERGED), (3, "ben", "approved")]], 0),
        # But what was said before counts towards what is said together.
        (
            RuleEvent.APPROVED,
            ANY,
            [[(0, "cy", "changes_requested"), (1, OPEN), (2, "ben", "approved")]],
            0,
        ),
        (RuleEvent.APPROVED, ALL, [[(1, OPEN), (3, "ben", "approved")], [(2, OPEN)]], 0),
        (
            RuleEvent.APPROVED,
            ALL,
            [[(1, OPEN), (3, "ben", "approved")], [(2, OPEN), (4, "ben", "approved")]],
            1,
        ),
        (RuleEvent.APPROVED, ALL, [[(1, OPEN), (3, "ben", "approved")], [(2, MERGED)]], 1),
        (RuleEvent.APPROVED, ALL, [[(1, OPEN), (3, "ben", "approved")], [(2, CLOSED)]], 1),
        # The last one that is not approved is closed.
        (
            RuleEvent.APPROVED,
            ALL,
            [[(1, OPEN), (3, "ben", "approved")], [(2, OPEN), (4, CLOSED)]],
            1,
        ),
        (RuleEvent.CHECKS_FAILED, ANY, [[(1, OPEN), (2, "sha"), (3, "shb")]], 2),
        (RuleEvent.CHECKS_FAILED, ANY, [[(0, "sha"), (1, OPEN), (2, MERGED), (3, "shb")]], 0),
        (RuleEvent.OPENED, ALL, [[(1, DRAFT)], [(2, OPEN)]], 0),
        (RuleEvent.OPENED, ALL, [[(1, DRAFT), (3, OPEN)], [(2, OPEN)]], 1),
        (RuleEvent.DRAFT, ALL, [[(1, OPEN)], [(2, DRAFT)]], 1),
        (RuleEvent.MERGED, ANY, [[(1, OPEN), (3, MERGED)], [(2, OPEN)]], 1),
    ],
)
def test_how_often_others_are_met(
    event: RuleEvent, needs: Needs, told: list[list[Told]], wanted: int
) -> None:
    rule = Rule(event, None, needs)
    assert counts([rule], *(pull(*each) for each in told)).get(rule.key, 0) == wanted


def test_branches_count() -> None:
    found = met(effective([], []), [], [[at(1), at(3)], [at(2)]])["branch_created"]
    assert [(moment.at, moment.source) for moment in found] == [(at(1), 0), (at(2), 1), (at(3), 0)]


def test_each_target_branch_has_its_own_rule() -> None:
    main, release = Rule(RuleEvent.MERGED, None, ALL, "main"), Rule(
        RuleEvent.MERGED, None, ALL, "r/*"
    )
    pulls = [
        pull((1, OPEN), (3, MERGED)),
        pull((1, OPEN), (4, MERGED), base="r/1"),
        pull((2, OPEN), base="other"),
    ]
    assert counts([main, release], *pulls) == {"opened": 3, main.key: 1, release.key: 1}
    assert counts([], *pulls) == {"opened": 3}


def test_that_a_rule_is_made_is_no_moment() -> None:
    """One into main is merged, one into a release is open when the release gets a rule of its own."""
    rule = Rule(RuleEvent.MERGED, None, ALL, "r/*", since=at(5))
    told = [(1, OPEN), (3, MERGED), (6, MERGED)]
    both = [pull(*told), pull((2, OPEN), (7, OPEN), base="r/1")]
    assert counts([rule], *both) == {"opened": 2}
    both[1] = pull((2, OPEN), (8, MERGED), base="r/1")
    assert counts([rule], *both) == {"opened": 2, rule.key: 1}
    # What happened before is as it was: nothing is taken back by the new rule.
    assert counts([rule], pull((1, OPEN), (2, MERGED), base="r/1")) == {"opened": 1, "merged": 1}


STEPS = [
    Step(new_id(), category)
    for category in (
        *(Category.BACKLOG, Category.UNSTARTED, Category.STARTED, Category.REVIEW),
        *(Category.DONE, Category.CANCELLED),
    )
]
BACKLOG, TODO, DOING, REVIEW, DONE, CANCELLED = (step.id for step in STEPS)


def end(
    rules: Sequence[Rule], *pulls: Pull, start: Any = BACKLOG, known: dict[str, int] | None = None
) -> Any:
    return goal(met(effective(STEPS, rules), pulls, []), known or {}, STEPS, start)


def test_of_several_rules_the_furthest_wins() -> None:
    found = end([], pull((1, DRAFT), (2, OPEN), (3, DRAFT)))
    assert found.column_id == REVIEW
    assert found.moment.rule.event is RuleEvent.OPENED
    assert end([], pull((1, DRAFT)), start=REVIEW) == (REVIEW, None, False)
    assert end([]) == (BACKLOG, None, False)


def test_what_is_cancelled_stays_so() -> None:
    assert end([], pull((1, OPEN), (2, MERGED)), start=CANCELLED).moment is None


def test_only_what_says_so_leads_back() -> None:
    told = pull((1, OPEN), (2, "ben", "changes_requested"))
    changes = Rule(RuleEvent.CHANGES_REQUESTED, DOING, ANY)
    assert end([changes], told).column_id == REVIEW
    back = Rule(RuleEvent.CHANGES_REQUESTED, DOING, ANY, back=True)
    found = end([back], told)
    assert (found.column_id, found.back) == (DOING, True)
    asked = Rule(RuleEvent.REVIEW_REQUESTED, REVIEW, ANY)
    again = pull((1, OPEN), (2, "ben", "changes_requested"), (3, ASKED))
    assert end([back, asked], again).column_id == REVIEW
    third = pull((1, ASKED), (2, "ben", "changes_requested"), (3, "ben", "changes_requested"))
    assert end([back, asked], third, start=DONE).column_id == DOING


def test_what_was_known_is_history() -> None:
    told = pull((1, OPEN), (2, CLOSED), (3, OPEN))
    assert end([], told, start=TODO, known={"opened": 2}).column_id == TODO
    assert end([], told, start=TODO, known={"opened": 1}).column_id == REVIEW
    assert end([], told, start=TODO, known={"opened": 9}).column_id == TODO


FACTS = st.lists(
    st.one_of(
        st.tuples(st.integers(0, 8), st.sampled_from([*State, ASKED])),
        st.tuples(
            st.integers(0, 8),
            st.sampled_from(["ben", "cy"]),
            st.sampled_from(["approved", "changes_requested", "commented"]),
        ),
        st.tuples(st.integers(0, 8), st.sampled_from(["sha", "shb"])),
    ),
    max_size=14,
)
RULES = st.lists(
    st.builds(
        Rule,
        event=st.sampled_from(RuleEvent),
        column_id=st.sampled_from([None, BACKLOG, TODO, DOING, REVIEW, DONE]),
        needs=st.sampled_from(Needs),
        base=st.sampled_from(["", "main", "r/*"]),
        back=st.booleans(),
        since=st.sampled_from(["", at(4)]),
    ),
    max_size=8,
    unique_by=lambda rule: (rule.event, rule.base),
)


@given(RULES, st.lists(st.tuples(st.sampled_from(["main", "r/1", "x"]), FACTS), max_size=3))
def test_where_it_ends_depends_on_nothing_but_what_is_known(
    rules: list[Rule], told: list[tuple[str, list[Told]]]
) -> None:
    """Whatever is known: each moment is counted once, and the last step led where it ends."""
    pulls = [pull(*facts, base=base) for base, facts in told]
    board: BoardRules = effective(STEPS, rules)
    found = met(board, pulls, [])
    assert found.keys() == {rule.key for rule in board}
    for key, moments in found.items():
        assert [moment.at for moment in moments] == sorted(moment.at for moment in moments)
        for moment in moments:
            rule = moment.rule
            assert rule.key == key
            assert rule.since <= moment.at
            assert board.applying(rule.event, pulls[moment.source].base, moment.at) is rule
    ended = goal(found, {}, STEPS, TODO)
    assert ended.moment is None or ended.moment.rule.column_id == ended.column_id
    assert ended.back or ended.moment is None or ended.column_id not in {BACKLOG, TODO}
    assert goal(found, counts_of(found), STEPS, TODO) == (TODO, None, False)
