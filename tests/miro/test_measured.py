"""What is measured of Miro."""

from tests.miro.connected import connected
from tests.miro.whiteboards import read, shapes
from tests.support.fake_miro import MiroServer
from tests.support.measured import measured
from trivet.platform.settings import Settings


async def test_credits_and_the_cache_are_counted(settings: Settings, fake_miro: MiroServer) -> None:
    async with connected(settings, fake_miro) as there:
        await there.connect(there.owner, there.ada)
        plan = there.miro.board("Plan", there.ada, team=there.miro.team())
        there.miro.shape(plan, "One")
        http = there.trivet.http
        before = await measured(http)
        for source in ("MISS", "HIT"):
            await read(there.owner, shapes(plan), source)
        told = await measured(http)
        cache = "trivet_cache_requests_total"
        for result in ("miss", "hit"):
            labels = {"cache": "miro", "result": result}
            assert told.of(cache, **labels) == before.of(cache, **labels) + 1
        used = "trivet_miro_credits_used_total"
        # The board itself, and a page of its items.
        assert told.of(used) - before.of(used) >= 100
        left = told.of("trivet_vendor_allowance_left", vendor="miro")
        assert 0 < left < told.of("trivet_vendor_allowance", vendor="miro") == 100_000
        calls = {"vendor": "miro", "outcome": "ok", "status": "200"}
        requests = "trivet_vendor_requests_total"
        assert told.of(requests, **calls) > before.of(requests, **calls)
