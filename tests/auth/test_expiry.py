"""What has ended is forgotten: at once, or once nobody asks for it any more."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.factories.people import a_person
from tests.support.time import HeldTime
from trivet.auth.expiry import API_TOKENS_KEPT, Kind
from trivet.auth.models import (
    ApiToken,
    EmailLink,
    OAuthAttempt,
    RefreshToken,
    Session,
    SignInLink,
    User,
)
from trivet.auth.repository import AuthReads
from trivet.auth.sessions import KEPT
from trivet.auth.tasks import FORGET_EXPIRED
from trivet.auth.workers import forget_expired
from trivet.bootstrap import SCHEDULES
from trivet.platform.clock import now
from trivet.platform.db.base import Base
from trivet.platform.db.database import Database
from trivet.platform.ids import new_id, new_secret
from trivet.platform.tasks import batches
from trivet.platform.tasks.context import Bound
from trivet.platform.tasks.models import TaskRow
from trivet.platform.tasks.queue import TaskQueue
from trivet.platform.tasks.runner import Runner
from trivet.platform.uow import Units

MOMENT = timedelta(seconds=1)


@pytest.fixture
def units(database: Database) -> Units:
    return Units(database=database, tasks=TaskQueue(database))


async def forget(units: Units) -> dict[str, int]:
    """Have the task run; how many of each kind went."""
    assert isinstance(units.tasks, TaskQueue)
    runner = Runner(units, units.tasks, [Bound(FORGET_EXPIRED, forget_expired)])
    async with units.write() as unit:
        task_id = unit.enqueue(FORGET_EXPIRED.call())
    claim = await runner.claim()
    assert claim is not None
    await runner.run(claim)
    async with units.read() as reading:
        row = await reading.session.get(TaskRow, task_id)
    assert row is not None
    assert row.error_detail is None
    return {name: count for name, count in (row.result or {}).items() if count}


async def add(units: Units, *rows: Base) -> None:
    async with units.write() as unit:
        for row in rows:
            unit.session.add(row)
            await unit.session.flush()


async def left(units: Units, model: type[Base]) -> int:
    async with units.read() as unit:
        return await unit.session.scalar(select(func.count()).select_from(model)) or 0


def a_session(user: User, ends: datetime) -> Session:
    begun = ends - timedelta(days=7)
    return Session(
        id=new_id(), user_id=user.id, created_at=begun, refreshed_at=begun, expires_at=ends
    )


def a_refresh_token(session: Session, ends: datetime) -> RefreshToken:
    return RefreshToken(
        id=new_id(),
        session_id=session.id,
        token_hash=new_secret(),
        created_at=ends - timedelta(days=7),
        expires_at=ends,
    )


def an_api_token(user: User, ends: datetime | None) -> ApiToken:
    return ApiToken(
        id=new_id(),
        user_id=user.id,
        name="bot",
        token_hash=new_secret(),
        scopes=["read"],
        created_at=now(),
        expires_at=ends,
    )


def a_sign_in_link(user: User, ends: datetime) -> SignInLink:
    return SignInLink(
        id=new_id(), user_id=user.id, token_hash=new_secret(), created_at=now(), expires_at=ends
    )


def an_email_link(ends: datetime) -> EmailLink:
    return EmailLink(
        id=new_id(),
        email="ada@example.com",
        token_hash=new_secret(),
        browser_hash="b",
        expires_at=ends,
    )


def an_attempt(ends: datetime) -> OAuthAttempt:
    return OAuthAttempt(
        id=new_id(), state_hash=new_secret(), browser_hash="b", verifier="v", expires_at=ends
    )


async def test_links_and_attempts_go_once_they_have_ended(units: Units, time: HeldTime) -> None:
    ada, soon = await a_person(units), now() + timedelta(minutes=10)
    for ends in (soon, soon + 2 * MOMENT):
        await add(units, a_sign_in_link(ada, ends), an_email_link(ends), an_attempt(ends))
    assert await forget(units) == {}
    time.pass_(minutes=10, seconds=1)
    assert await forget(units) == {"sign_in_links": 1, "email_links": 1, "oauth_attempts": 1}
    assert await forget(units) == {}
    for model in (SignInLink, EmailLink, OAuthAttempt):
        assert await left(units, model) == 1


async def test_a_session_is_kept_for_a_month_after_its_end_and_its_tokens_are_not(
    units: Units, time: HeldTime
) -> None:
    ada, ends = await a_person(units), now() + timedelta(days=7)
    session = a_session(ada, ends)
    await add(units, session, a_refresh_token(session, ends), a_refresh_token(session, now()))
    time.pass_(seconds=1)
    assert await forget(units) == {"refresh_tokens": 1}
    time.pass_(days=7)
    assert await forget(units) == {"refresh_tokens": 1}
    time.pass_(seconds=(KEPT - 2 * MOMENT).total_seconds())
    assert await forget(units) == {}
    time.pass_(seconds=2)
    assert await forget(units) == {"sessions": 1}


async def test_the_last_session_of_an_admin_stays(units: Units, time: HeldTime) -> None:
    """Else the next stranger who signs in with GitHub would be taken for the first one ever."""
    admin = await a_person(units, "Grace", instance_admin=True)
    ada = await a_person(units)
    first, last = a_session(admin, now()), a_session(admin, now())
    await add(units, first, last, a_session(ada, now()))
    time.pass_(days=31)
    assert await forget(units) == {"sessions": 2}
    async with units.read() as unit:
        assert await unit.session.scalar(select(Session.id)) == last.id
        assert await AuthReads(unit.session).an_admin_signed_in()


async def test_an_api_token_is_listed_as_ended_for_a_month(units: Units, time: HeldTime) -> None:
    ada = await a_person(units)
    await add(units, an_api_token(ada, now() + MOMENT), an_api_token(ada, None))
    time.pass_(seconds=API_TOKENS_KEPT.total_seconds())
    assert await forget(units) == {}
    async with units.read() as unit:
        assert len(await AuthReads(unit.session).api_tokens(ada.id, None, None)) == 2
    time.pass_(seconds=2)
    assert await forget(units) == {"api_tokens": 1}
    assert await left(units, ApiToken) == 1


async def test_however_much_has_ended_a_commit_is_small(
    units: Units, time: HeldTime, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, ends = await a_person(units), now()
    session = a_session(ada, ends)
    many: Sequence[Base] = [a_refresh_token(session, ends) for _ in range(5)]
    await add(units, session, *many, *[an_email_link(ends) for _ in range(4)])
    time.pass_(days=31)
    monkeypatch.setattr(batches, "BATCH", 2)
    removed: list[int] = []
    monkeypatch.setattr(Kind, "forget", _noting(Kind.forget, removed))
    assert await forget(units) == {"refresh_tokens": 5, "email_links": 4, "sessions": 1}
    # Of each kind until there are fewer than fit: links, mails, attempts, tokens, sessions, tokens.
    assert removed == [0, 2, 2, 0, 0, 2, 2, 1, 1, 0]


def _noting(work: Any, removed: list[int]) -> Any:
    async def noted(*args: Any) -> int:
        count: int = await work(*args)
        removed.append(count)
        return count

    return noted


def test_it_is_done_every_day() -> None:
    assert FORGET_EXPIRED in {schedule.task for schedule in SCHEDULES}
