"""What an old key encrypted comes under the new one, a stretch at a time."""

import secrets
from uuid import UUID

import pytest
from sqlalchemy import select

from tests.factories.people import a_person
from trivet.auth.github_tokens import SEALED
from trivet.auth.models import GitHubToken
from trivet.platform import renewing
from trivet.platform.clock import now
from trivet.platform.crypto import Cipher
from trivet.platform.db.database import Database
from trivet.platform.keys import SIZE, Keys, MasterKey
from trivet.platform.renewing import Renewed, renew_columns, renew_tasks
from trivet.platform.tasks.declarations import Task
from trivet.platform.tasks.models import TaskRow
from trivet.platform.tasks.queue import TaskQueue
from trivet.platform.tasks.sealing import Sealing
from trivet.platform.uow import Units

OLD, NEW, GONE = (MasterKey(secrets.token_bytes(SIZE)) for _ in range(3))
BOTH, RETIRED = Keys([NEW, OLD]), Keys([NEW])
SECRETIVE = Task("secretive_task", secret_args=frozenset({"token"}))
PLAIN = Task("plain_task")


def units_with(database: Database, keys: Keys) -> Units:
    return Units(database=database, tasks=TaskQueue(database, sealing=Sealing(keys)))


async def keep_tokens(units: Units, *, refresh: str | None, master: MasterKey = OLD) -> UUID:
    cipher = Cipher(Keys([master]))
    user = await a_person(units)
    async with units.write() as unit:
        unit.session.add(
            GitHubToken(
                user_id=user.id,
                login="ada",
                access_token=cipher.encrypt("access"),
                refresh_token=None if refresh is None else cipher.encrypt(refresh),
                scopes=[],
                updated_at=now(),
            )
        )
    return user.id


async def test_tokens_come_under_the_new_key_and_the_old_one_can_go(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renewing, "STRETCH", 2)
    units = units_with(database, BOTH)
    kept = [await keep_tokens(units, refresh=f"refresh {number}") for number in range(4)]
    bare = await keep_tokens(units, refresh=None)
    assert await renew_columns(units, BOTH, SEALED) == Renewed(renewed=9)
    # Whoever begins again finds nothing left.
    assert await renew_columns(units, BOTH, SEALED) == Renewed(current=9)
    cipher = Cipher(RETIRED)
    async with units.read() as unit:
        rows = {row.user_id: row for row in await unit.session.scalars(select(GitHubToken))}
    for number, user_id in enumerate(kept):
        assert cipher.decrypt(rows[user_id].access_token) == "access"
        assert cipher.decrypt(rows[user_id].refresh_token or "") == f"refresh {number}"
    assert rows[bare].refresh_token is None


async def test_what_no_key_opens_is_counted_and_left(database: Database) -> None:
    units = units_with(database, BOTH)
    await keep_tokens(units, refresh="refresh")
    lost = await keep_tokens(units, refresh=None, master=GONE)
    async with units.read() as unit:
        row = await unit.session.get(GitHubToken, lost)
    assert row is not None
    assert await renew_columns(units, BOTH, SEALED) == Renewed(renewed=2, lost=1)
    async with units.read() as unit:
        after = await unit.session.get(GitHubToken, lost)
    assert after is not None
    assert after.access_token == row.access_token


async def test_the_secrets_of_tasks_come_under_the_new_key(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renewing, "STRETCH", 2)
    before = units_with(database, Keys([OLD]))
    async with before.write() as unit:
        for number in range(5):
            unit.enqueue(SECRETIVE.call({"token": f"secret {number}", "name": "told"}))
        unit.enqueue(PLAIN.call({"token": "no secret"}))
    units = units_with(database, BOTH)
    tasks = [SECRETIVE, PLAIN]
    assert await renew_tasks(units, BOTH, tasks) == Renewed(renewed=5)
    assert await renew_tasks(units, BOTH, tasks) == Renewed(current=5)
    sealing = Sealing(RETIRED)
    async with units.read() as unit:
        rows = list(await unit.session.scalars(select(TaskRow).order_by(TaskRow.id)))
    opened = [sealing.opened(SECRETIVE, row.args) for row in rows if row.name == SECRETIVE.name]
    assert opened == [{"token": f"secret {number}", "name": "told"} for number in range(5)]
    assert [row.args for row in rows if row.name == PLAIN.name] == [{"token": "no secret"}]
