"""What tests of boards in Miro have in common."""

from datetime import timedelta
from typing import Any
from urllib.parse import quote

from sqlalchemy import update

from tests.miro.connected import Connected
from tests.support.apps import Json, Person, somebody
from tests.support.fake_miro import Board, User
from trivet.miro.models import MiroBoard, MiroBoardAccess, MiroItem, MiroTag
from trivet.platform.clock import now, rfc3339

RECTANGLE = {"data": {"content": "Lift off", "shape": "rectangle"}, "position": {"x": 10, "y": -20}}


def shapes(board: Board, item_id: str = "") -> str:
    return f"/api/boards/{quote(board.id, safe='')}/shapes" + (f"/{item_id}" if item_id else "")


async def read(person: Person, path: str, source: str) -> Json:
    answer = await person.ask("GET", path, status=200)
    assert (answer.headers["X-Cache"], answer.headers["Age"].isdigit()) == (source, True)
    found: Json = answer.json()
    return found


async def aged(there: Connected) -> None:
    """As a while later, when nothing that is cached is fresh any more."""
    old = rfc3339(now().replace(year=2020))
    moment = now().replace(year=2020)

    async def age(unit: Any) -> None:
        await unit.session.run(
            update(MiroBoard).values(swept={"*": old, "shape": old}, tags_as_of=moment)
        )
        await unit.session.run(update(MiroItem).values(fetched_at=moment, seen_at=moment))
        styled = update(MiroItem).where(MiroItem.styled_at.is_not(None))
        await unit.session.run(styled.values(styled_at=moment))
        await unit.session.run(update(MiroTag).values(fetched_at=moment))

    await there.trivet.runtime.units.retried(age)


async def forgotten(there: Connected, minutes: float | None = None) -> None:
    """As minutes later, when who may read what is asked again; by default so many that nothing counts."""
    moment = now().replace(year=2020) if minutes is None else now() - timedelta(minutes=minutes)

    async def forget(unit: Any) -> None:
        await unit.session.run(update(MiroBoardAccess).values(proven_at=moment))

    await there.trivet.runtime.units.retried(forget)


def asked(there: Connected, method: str, path: str) -> int:
    return sum(each.method == method and path in each.path for each in there.miro.requests)


async def bob_of(there: Connected) -> tuple[Person, User]:
    bob, user = await somebody(there.trivet, "Bob"), there.miro.user("Bob")
    await there.connect(bob, user)
    return bob, user
