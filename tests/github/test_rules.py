"""Which rule applies to what happens, and which columns lead on."""

from uuid import UUID

import pytest

from trivet.boards.models import Category
from trivet.github.rules import (
    DEFAULTS,
    Needs,
    Rule,
    RuleEvent,
    Step,
    effective,
    is_forwards,
    listed,
    problem_of_base,
    usual_needs,
)
from trivet.platform.ids import new_id

KANBAN = [
    Category.BACKLOG,
    Category.UNSTARTED,
    Category.STARTED,
    Category.REVIEW,
    Category.DONE,
]
EARLY, LATE = "2026-03-01T09:00:00.000000Z", "2026-03-01T10:00:00.000000Z"


def steps(*categories: Category) -> list[Step]:
    return [Step(new_id(), category) for category in categories]


def rule(event: RuleEvent, base: str = "", column_id: UUID | None = None, since: str = "") -> Rule:
    return Rule(event, column_id, usual_needs(event), base, since=since)


@pytest.mark.parametrize(
    ("event", "category"),
    [
        (RuleEvent.BRANCH_CREATED, Category.STARTED),
        (RuleEvent.DRAFT, Category.STARTED),
        (RuleEvent.OPENED, Category.REVIEW),
        (RuleEvent.MERGED, Category.DONE),
    ],
)
def test_where_nobody_chose_the_category_tells(event: RuleEvent, category: Category) -> None:
    board = steps(*KANBAN, Category.STARTED, Category.DONE)
    found = effective(board, []).applying(event, "main", EARLY)
    assert found is not None
    assert not found.chosen
    assert found.column_id == next(step.id for step in board if step.category is category)


def test_what_is_new_moves_nothing_until_somebody_chooses() -> None:
    rules = effective(steps(*KANBAN), [])
    for event in set(RuleEvent) - DEFAULTS.keys():
        assert rules.applying(event, "main", EARLY) is None


def test_a_board_without_such_a_column_has_no_such_rule() -> None:
    rules = effective(steps(Category.STARTED, Category.DONE), [])
    found = rules.applying(RuleEvent.OPENED, "main", EARLY)
    assert found is not None
    assert found.column_id is None


def test_what_was_chosen_goes_before() -> None:
    board = steps(*KANBAN)
    chosen = [
        rule(RuleEvent.OPENED, column_id=board[2].id),
        rule(RuleEvent.MERGED),
        rule(RuleEvent.DRAFT, column_id=new_id()),  # a column that is gone
    ]
    rules = effective(board, chosen)
    found = {event: rules.applying(event, "main", EARLY) for event in RuleEvent}
    columns = {event: each.column_id for event, each in found.items() if each is not None}
    assert columns == {
        RuleEvent.BRANCH_CREATED: board[2].id,
        RuleEvent.DRAFT: None,
        RuleEvent.OPENED: board[2].id,
        RuleEvent.MERGED: None,
    }


def test_the_most_precise_target_branch_wins() -> None:
    bases = ["", "*", "release/*", "release/1.*", "release/1.0", "feature/?"]
    rules = effective([], [rule(RuleEvent.OPENED, base) for base in bases])
    wanted = {
        "release/1.0": "release/1.0",
        "release/1.1": "release/1.*",
        "release/1.1/fix": "release/1.*",
        "release/2": "release/*",
        "feature/a": "feature/?",
        "feature/ab": "*",
        "Release/1.0": "*",
    }
    for base, expected in wanted.items():
        found = rules.applying(RuleEvent.OPENED, base, EARLY)
        assert found is not None
        assert found.base == expected, base
    assert (
        effective([], [rule(RuleEvent.CLOSED, "main")]).applying(RuleEvent.CLOSED, "other", EARLY)
        is None
    )


def test_before_a_rule_was_made_another_one_was_there() -> None:
    new, old = rule(RuleEvent.OPENED, "main", since=LATE), rule(RuleEvent.OPENED)
    rules = effective([], [new, old])
    assert rules.applying(RuleEvent.OPENED, "main", EARLY) is old
    assert rules.applying(RuleEvent.OPENED, "main", LATE) is new
    assert rules.reign(old, "main") == ("", LATE)
    assert rules.reign(new, "main") == (LATE, "~")
    assert rules.reign(new, "other") is None
    before, after = rules.reign(old, "other") or ("", "")
    assert before == "" < LATE < after


def test_a_rule_is_known_by_what_changes_what_it_counts() -> None:
    plain = rule(RuleEvent.OPENED)
    assert plain.key == "opened"
    assert rule(RuleEvent.MERGED).key == "merged"
    others = [
        Rule(RuleEvent.OPENED, None, Needs.ALL),
        Rule(RuleEvent.OPENED, None, Needs.ANY, "main"),
        Rule(RuleEvent.OPENED, None, Needs.ANY, since=EARLY),
        Rule(RuleEvent.OPENED, None, Needs.ALL, "main", since=EARLY),
        Rule(RuleEvent.MERGED, None, Needs.ANY),
    ]
    assert len({plain.key, "merged", *(each.key for each in others)}) == len(others) + 2
    assert Rule(RuleEvent.OPENED, new_id(), Needs.ANY, back=True).key == plain.key


def test_people_read_them_by_event_that_for_all_first() -> None:
    board = steps(*KANBAN)
    chosen = [rule(RuleEvent.OPENED, base) for base in ("*", "main", "release/*")]
    shown = [(each.event, each.base, each.chosen) for each in listed(board, chosen)]
    assert shown[:3] == [
        (RuleEvent.BRANCH_CREATED, "", False),
        (RuleEvent.DRAFT, "", False),
        (RuleEvent.OPENED, "", False),
    ]
    assert [base for event, base, _ in shown if event is RuleEvent.OPENED] == [
        *("", "main", "release/*", "*")
    ]
    assert [event for event, base, _ in shown if not base] == list(RuleEvent)


@pytest.mark.parametrize("base", ["main", "release/*", "*", "v?.x", "ünï/*", "a" * 255])
def test_target_branches_that_there_may_be(base: str) -> None:
    assert problem_of_base(base) is None


@pytest.mark.parametrize(
    "base",
    ["", " ", "a b", "re:lease", "a..b", "/main", "a//b", "[ab]", "x\\y", "a" * 256, "é" * 128],
)
def test_target_branches_that_there_cannot_be(base: str) -> None:
    assert problem_of_base(base) is not None


def test_a_later_category_is_forwards_wherever_it_stands() -> None:
    done, doing, review, review_2 = steps(
        Category.DONE, Category.STARTED, Category.REVIEW, Category.REVIEW
    )
    board = [done, doing, review, review_2]
    assert is_forwards(doing.id, done.id, board)
    assert not is_forwards(done.id, review.id, board)
    assert is_forwards(review.id, review_2.id, board)
    assert not is_forwards(review_2.id, review.id, board)
    assert not is_forwards(doing.id, doing.id, board)
    assert not is_forwards(new_id(), doing.id, board)
