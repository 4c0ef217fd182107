"""Rules lead on, from left to right, and never back."""

from uuid import UUID

import pytest

from trivet.boards.models import Category
from trivet.github.rules import RuleEvent, Step, furthest, is_forwards, target
from trivet.platform.ids import new_id

KANBAN = [
    Category.BACKLOG,
    Category.UNSTARTED,
    Category.STARTED,
    Category.REVIEW,
    Category.DONE,
]


def steps(*categories: Category) -> list[Step]:
    return [Step(new_id(), category) for category in categories]


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
    found = target(event, board, {})
    assert found is not None
    assert found.category is category
    assert found is next(step for step in board if step.category is category)


def test_a_board_without_such_a_column_has_no_such_rule() -> None:
    assert target(RuleEvent.OPENED, steps(Category.STARTED, Category.DONE), {}) is None


def test_what_was_chosen_goes_before() -> None:
    board = steps(*KANBAN)
    chosen: dict[RuleEvent, UUID | None] = {
        RuleEvent.OPENED: board[2].id,
        RuleEvent.MERGED: None,
        RuleEvent.DRAFT: new_id(),  # a column that is gone
    }
    assert target(RuleEvent.OPENED, board, chosen) is board[2]
    assert target(RuleEvent.MERGED, board, chosen) is None
    assert target(RuleEvent.DRAFT, board, chosen) is None


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


def test_what_is_cancelled_stays_so() -> None:
    board = steps(*KANBAN, Category.CANCELLED)
    assert furthest(set(RuleEvent), board, {}, board[-1].id) is None


def test_of_several_rules_the_furthest_wins() -> None:
    board = steps(*KANBAN)
    found = furthest({RuleEvent.OPENED, RuleEvent.DRAFT}, board, {}, board[0].id)
    assert found == (board[3], RuleEvent.OPENED)
    assert furthest({RuleEvent.DRAFT}, board, {}, board[3].id) is None
    assert furthest(set(), board, {}, board[0].id) is None
