"""What a request asks of the database does not grow with the board."""

from collections.abc import Awaitable, Callable
from uuid import UUID

import pytest

from tests.crash.evidence import all_tasks_done
from tests.support.apps import Board, Json, Person, Trivet, fill_board, make_board
from tests.support.queries import counted

SIZES = (50, 5_000)
# What the process does beside the request: its tasks, and the look at what others wrote.
_BESIDE = ("tasks", "task_turns", "api_tokens", "boards.seq FROM boards", "boards.id, boards.seq")


@pytest.fixture
async def app(app: Trivet) -> Trivet:
    """One in which nothing becomes due beside the request."""
    await app.stop_schedules()
    return app


async def statements(app: Trivet, act: Callable[[], Awaitable[object]]) -> list[str]:
    """The statements of a request, in order; nothing is remembered of who may do what."""
    # What was due when the process started is done: it asks for cards too.
    await all_tasks_done(app.runtime.database)
    # Nor does what is being looked up again make the request find it.
    await app.runtime.callers.close()
    await app.runtime.access.close()
    for person in app.people:
        app.runtime.callers.drop(UUID(person.id))
    app.runtime.access._roles.clear()
    with counted(app.runtime.database) as queries:
        await act()
    return [each for each in queries.statements if not any(name in each for name in _BESIDE)]


async def boards_of(app: Trivet, owner: Person) -> list[tuple[Board, list[UUID]]]:
    boards = [await make_board(owner) for _ in SIZES]
    return [
        (board, await fill_board(app, board, size))
        for board, size in zip(boards, SIZES, strict=True)
    ]


@pytest.mark.parametrize(
    "query", ["", "?priority=none&assignee=none&q=card"], ids=["cold", "filtered"]
)
async def test_reading_a_big_board_takes_as_many_statements_as_a_small_one(
    app: Trivet, owner: Person, query: str
) -> None:
    asked = []
    for board, cards in await boards_of(app, owner):
        path = f"/boards/{board.id}{query}"
        answers: list[Json] = []

        async def read(path: str = path, answers: list[Json] = answers) -> None:
            answers.append(await owner.get(path))

        asked.append(await statements(app, read))
        assert len(answers[0]["cards"]) == len(cards)
    small, big = asked
    assert small == big
    assert 0 < len(small) <= 14


async def test_a_board_in_memory_is_read_from_there(app: Trivet, owner: Person) -> None:
    board = await make_board(owner)
    await owner.get(f"/boards/{board.id}")
    asked = await statements(app, lambda: owner.get(f"/boards/{board.id}"))
    assert not [each for each in asked if "cards" in each or "columns" in each]


async def test_ordinary_changes_take_as_many_statements_on_a_big_board_as_on_a_small_one(
    app: Trivet, owner: Person
) -> None:
    asked: list[list[int]] = []
    for board, cards in await boards_of(app, owner):
        await owner.get(f"/boards/{board.id}")
        first, second, *_ = board.columns
        new = {"column_id": first, "title": "x", "position": 1}
        calls: list[tuple[str, str, Json]] = [
            ("PATCH", f"/cards/{cards[1]}", {"title": "x", "description": "y"}),
            ("PATCH", f"/cards/{cards[1]}", {"column_id": first, "position": 3}),
            ("PATCH", f"/cards/{cards[1]}", {"after": str(cards[20])}),
            ("POST", f"/cards/{cards[2]}/move", {"column_id": second}),
            ("POST", f"/boards/{board.id}/cards", new),
            ("PATCH", f"/cards/{cards[3]}", {"archived": True}),
            ("PATCH", f"/cards/{cards[3]}", {"archived": False}),
        ]
        asked.append([])
        for number, (method, path, body) in enumerate(calls):
            headers = {"Idempotency-Key": f"{board.id}-{number}"}

            async def change(
                call: tuple[str, str, Json] = (method, path, body),
                headers: dict[str, str] = headers,
            ) -> None:
                answer = await owner.ask(*call, headers=headers)
                assert answer.is_success, answer.text

            asked[-1].append(len(await statements(app, change)))
    small, big = asked
    assert small == big
    assert max(small) <= 32, small
