"""The demo: a believable board, beside a running server, as often as one likes."""

from collections import Counter
from datetime import timedelta

from sqlalchemy import func, select

from tests.support.commands import serving, trivet
from tests.support.databases import Place
from tests.support.units import NoTasks
from trivet.auth.models import User
from trivet.boards.access import BoardAccess
from trivet.boards.log import BoardLog
from trivet.boards.models import Board, BoardEventRow, Category, Column, Label
from trivet.cards.models import Card, CardAssignee
from trivet.demo.content import CARDS, COLUMNS, LABELS, PEOPLE, WORKSPACE
from trivet.demo.filling import fill
from trivet.demo.history import Act, history, moment
from trivet.github.counterparts import GitHubCounterparts
from trivet.platform.clock import now
from trivet.platform.db.database import Database
from trivet.platform.uow import Units
from trivet.workspaces.audit import AuditSink
from trivet.workspaces.models import Workspace, WorkspaceMember


def test_the_content_fits_together() -> None:
    assert (len(COLUMNS), len(CARDS)) == (5, 40)
    assert {label for card in CARDS for label in card.labels} == {label.name for label in LABELS}
    assert {person for card in CARDS for person in card.people} == set(range(len(PEOPLE)))
    assert len({card.title for card in CARDS}) == len(CARDS)


def test_the_history_leads_to_the_board_of_today() -> None:
    columns: dict[int, int] = {}
    at = now()
    before = at - timedelta(days=365)
    for step in history(CARDS, len(PEOPLE)):
        assert before <= moment(step.days_ago, at) < at
        before = moment(step.days_ago, at)
        assert (step.card in columns) is (step.act is not Act.WRITE)
        if step.act in {Act.WRITE, Act.MOVE}:
            columns[step.card] = step.column
    assert columns == {index: card.column for index, card in enumerate(CARDS)}


async def test_the_demo_can_be_made_beside_the_server_and_again(
    place: Place, units: Units, database: Database
) -> None:
    settings = place.settings()
    async with serving(settings):
        first = await trivet("demo", settings=settings)
    assert (first.code, first.err) == (0, "")
    second = Units(database, NoTasks(), sinks={"board": BoardLog(), "audit": AuditSink()})
    assert (await fill(second, BoardAccess(second), GitHubCounterparts())).key == "GC2"

    async with units.read() as unit:
        session = unit.session
        names = (await session.scalars(select(Workspace.name))).all()
        keys = (await session.scalars(select(Board.key).order_by(Board.key))).all()
        members = await session.scalar(select(func.count()).select_from(WorkspaceMember))
        people = (await session.scalars(select(User.name))).all()
        labels = await session.scalar(select(func.count()).select_from(Label))
        assigned = await session.scalar(select(func.count()).select_from(CardAssignee))
        cards = await session.execute(
            select(Column.category, func.count())
            .join(Card, Card.column_id == Column.id)
            .group_by(Column.category)
        )
        seqs = (await session.scalars(select(BoardEventRow.seq).order_by(BoardEventRow.seq))).all()
        oldest = await session.scalar(select(func.min(BoardEventRow.created_at)))

    assert list(names) == [WORKSPACE]
    assert list(keys) == ["GC", "GC2"]
    assert members == len(people) == len(PEOPLE) + 1
    assert labels == 2 * len(LABELS)
    assert assigned
    wanted = Counter(COLUMNS[card.column].category for card in CARDS * 2)
    assert {Category(category): count for category, count in cards} == wanted
    assert list(seqs) == sorted(list(range(1, len(seqs) // 2 + 1)) * 2)
    assert oldest is not None
    assert now() - oldest > timedelta(days=30)
