"""At the played Miro goes wrong what was ordered, and nothing else."""

import asyncio

import httpx2
import pytest

from tests.miro.asking import Scene, told
from tests.support.fake_miro import faults


async def test_a_lost_answer_was_processed(scene: Scene) -> None:
    scene.miro.fault("POST", "*/items/bulk", faults.lost())
    with pytest.raises(httpx2.RemoteProtocolError):
        await scene.asking.post(f"{scene.path}/items/bulk", [{"type": "card"}] * 3)
    assert len(scene.plan.items) == 3


async def test_a_cut_connection_processed_nothing(scene: Scene) -> None:
    scene.miro.fault("POST", "*/cards", faults.cut())
    with pytest.raises(httpx2.RemoteProtocolError):
        await scene.asking.post(f"{scene.path}/cards", {})
    assert not scene.plan.items


@pytest.mark.parametrize("reset_s", [None, 90])
async def test_too_many_requests_with_and_without_a_reset(
    scene: Scene, reset_s: int | None
) -> None:
    scene.miro.fault("GET", "*", faults.limited(reset_s))
    answer = await scene.asking.get(scene.path)
    assert told(answer) == (429, "tooManyRequests")
    assert "retry-after" not in answer.headers
    reset = answer.headers.get("x-ratelimit-reset")
    assert (reset is None) is (reset_s is None)
    if reset is not None:
        assert 85 < int(reset) - scene.miro.world.clock().timestamp() <= 90
        assert answer.headers["x-ratelimit-remaining"] == "0"


async def test_a_retry_after_may_come(scene: Scene) -> None:
    scene.miro.fault("GET", "*", faults.limited(None, retry_after_s=7))
    assert (await scene.asking.get(scene.path)).headers["retry-after"] == "7"


async def test_what_is_no_json(scene: Scene) -> None:
    for fault in (faults.html(), faults.error(503), faults.garbage()):
        scene.miro.fault("GET", "*", fault)
    answers = [await scene.asking.get(scene.path) for _ in range(3)]
    assert [each.status_code for each in answers] == [200, 503, 200]
    for each in answers:
        with pytest.raises(ValueError, match=r"Expecting|Unterminated"):
            each.json()


async def test_refusals_to_order(scene: Scene) -> None:
    for fault in (
        faults.unauthorized(),
        faults.unauthorized(400),
        faults.forbidden(),
        faults.not_found(),
        faults.conflict(),
    ):
        scene.miro.fault("GET", "*", fault)
    statuses = [(await scene.asking.get(scene.path)).status_code for _ in range(6)]
    assert statuses == [401, 400, 403, 404, 409, 200]


async def test_a_slow_page_comes_when_it_is_let_go(scene: Scene) -> None:
    go = asyncio.Event()
    scene.miro.fault("GET", "*/items", faults.slow(go))
    asked = asyncio.create_task(scene.asking.get(f"{scene.path}/items"))
    await scene.miro.requests.nth(1, "GET", "/items")
    late = scene.miro.shape(scene.plan)
    go.set()
    assert [each["id"] for each in (await asked).json()["data"]] == [late.id]


async def test_requests_are_written_down_as_they_came(scene: Scene) -> None:
    await scene.asking.get(f"{scene.path}/items?limit=10")
    await scene.made("cards", {"data": {"title": "A"}})
    first, second = scene.miro.requests
    assert (first.method, first.path, first.query) == ("GET", f"{scene.path}/items", "limit=10")
    assert (first.token, first.status) == (scene.token.text, 200)
    assert (second.json, second.status) == ({"data": {"title": "A"}}, 201)
    assert scene.miro.requests.of("POST", "/cards") == [second]
