"""What clients logged is forgotten: after a while, and with the account."""

from datetime import timedelta

import pytest

from tests.client_logs.logging_clients import entry, log, messages
from tests.realtime.followers import eventually
from tests.support.apps import Person, Trivet, somebody
from tests.support.tasks import run_now
from tests.support.time import HeldTime
from trivet.client_logs.schemas import KEPT
from trivet.client_logs.tasks import FORGET_CLIENT_LOGS
from trivet.platform.clock import held, now


async def test_entries_are_forgotten_two_weeks_after_they_came_few_in_one_commit(
    app: Trivet, owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trivet.platform.tasks.batches.BATCH", 2)
    await log(owner, *(entry(str(number)) for number in range(5)))
    with held(HeldTime(now() + KEPT - timedelta(minutes=5)).now):
        assert await run_now(app, FORGET_CLIENT_LOGS) == {"removed": 0}
    assert len(await messages(owner)) == 5
    with held(HeldTime(now() + KEPT + timedelta(minutes=5)).now):
        # The schedule is due then, too, and may do a part of it.
        await run_now(app, FORGET_CLIENT_LOGS)

    async def gone() -> bool:
        return await messages(owner) == []

    await eventually(gone)


async def test_who_closes_their_account_leaves_no_logs(
    app: Trivet, owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trivet.platform.tasks.batches.BATCH", 2)
    ada = await somebody(app, "Ada")
    await log(ada, *(entry(f"Hers {number}") for number in range(5)))
    await log(owner, entry("Mine"))
    await ada.delete("/auth/me")

    async def gone() -> bool:
        return await messages(owner) == ["Mine"]

    await eventually(gone)
