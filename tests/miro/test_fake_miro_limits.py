"""The played Miro gives everybody 100,000 credits a minute with each app."""

from typing import Any

import pytest

from tests.miro.asking import Scene, told
from tests.support.fake_miro import description
from tests.support.fake_miro.limits import COST, CREDITS
from tests.support.fake_miro.routes import ROUTES
from tests.support.time import HeldTime


async def spent(scene: Scene, method: str, path: str, body: Any = None) -> int:
    """How many credits a request costs."""
    before = scene.miro.credits(scene.token).remaining
    answer = await scene.asking.ask(method, f"{scene.path}{path}", body)
    assert answer.is_success, answer.text
    return before - int(answer.headers["x-ratelimit-remaining"])


async def test_each_answer_says_what_is_left(scene: Scene) -> None:
    time = HeldTime()
    scene.miro.world.clock = time.now
    asking = scene.by(scene.ada, scene.miro.app())
    answer = await asking.get(scene.path)
    assert answer.headers["x-ratelimit-limit"] == str(CREDITS)
    assert answer.headers["x-ratelimit-remaining"] == str(CREDITS - 50)
    assert answer.headers["x-ratelimit-reset"] == str(int(time.now().timestamp()) + 60)


async def test_what_requests_cost(scene: Scene) -> None:
    card, gone = scene.miro.card(scene.plan, "A"), scene.miro.card(scene.plan, "B")
    tag = scene.miro.tag(scene.plan, "now")
    bulk = [{"type": "card"}] * 7
    assert await spent(scene, "GET", "") == 50
    assert await spent(scene, "GET", f"/items/{card.id}") == 50
    assert await spent(scene, "GET", "/items") == 100
    assert await spent(scene, "POST", "/cards", {}) == 100
    assert await spent(scene, "PATCH", f"/cards/{card.id}", {"data": {"title": "C"}}) == 100
    assert await spent(scene, "POST", "/items/bulk", bulk) == 700
    assert await spent(scene, "POST", f"/items/{card.id}?tag_id={tag.id}") == 50
    assert await spent(scene, "DELETE", f"/items/{card.id}?tag_id={tag.id}") == 50
    assert await spent(scene, "DELETE", f"/items/{card.id}") == 500
    assert await spent(scene, "DELETE", f"/cards/{gone.id}") == 500


async def test_without_credits_nothing_is_done_until_the_minute_is_over(scene: Scene) -> None:
    time = HeldTime()
    scene.miro.world.clock = time.now
    token = scene.miro.token(scene.ada, scene.app, scene.acme)
    asking = scene.asking.by(token.text)
    scene.miro.credits(token).used = CREDITS - 99
    refused = await asking.post(f"{scene.path}/cards", {})
    assert refused.status_code == 429
    assert refused.json() == {
        "status": 429,
        "code": "tooManyRequests",
        "message": "Request rate limit exceed",
        "type": "error",
        "context": None,
    }
    assert "retry-after" not in refused.headers
    assert refused.headers["x-ratelimit-remaining"] == "99"
    assert not scene.plan.items
    assert (await asking.get(scene.path)).status_code == 200
    time.pass_(seconds=60)
    assert (await asking.post(f"{scene.path}/cards", {})).status_code == 201


async def test_a_request_that_is_refused_costs_too(scene: Scene) -> None:
    answer = await scene.asking.get(f"{scene.path}/items/1")
    assert told(answer) == (404, "3.0201")
    assert answer.headers["x-ratelimit-remaining"] == str(CREDITS - 50)


async def test_credits_are_those_of_a_person_with_an_app(scene: Scene) -> None:
    second = scene.miro.token(scene.ada, scene.app, scene.acme)
    await scene.asking.get(scene.path)
    assert scene.miro.credits(second).used == 50
    for other in (
        scene.miro.token(scene.miro.user("Bob"), scene.app, scene.acme),
        scene.miro.token(scene.ada, scene.miro.app(), scene.acme),
    ):
        assert scene.miro.credits(other).used == 0


def test_levels_are_those_that_miro_describes() -> None:
    if lacking := description.missing():
        pytest.skip(lacking)
    described = description.described()
    assert COST == {0: 0, 1: 50, 2: 100, 3: 500, 4: 2_000}
    for route in ROUTES:
        operation = described.find(route.method, route.template.replace("{", "").replace("}", ""))
        assert operation, route.template
        # With a tag it takes no item away, and costs what hanging it on costs.
        if route.query is None:
            assert route.level == described.level(operation), (route.method, route.template)
